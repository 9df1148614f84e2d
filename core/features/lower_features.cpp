#include "features/lower_features.h"

#include "features/transforms/transform_kind.h"

namespace driftwood::features {

graph::Value lowerFeatures(const FittedFeatures& features, graph::Graph& graph) {
    std::vector<graph::Value> columns;
    for (const FittedInput& input : features.inputs()) {
        const LoweredInput lowered = kindOf(input.input.transform).lower(input, graph);
        columns.push_back(lowered.outputs);
        if (input.input.missingIndicator)
            columns.push_back(graph.toFloat64(graph.isMissing(lowered.value)));
    }
    const graph::Value all = graph.toFloat32(graph.concat(std::move(columns)));
    graph.setFeatures(all);
    return all;
}

} // namespace driftwood::features

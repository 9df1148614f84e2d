#include "model/lower_model.h"

#include "features/lower_features.h"
#include "training/objectives/objective.h"

namespace driftwood::model {

Status checkLowered(const TrainedModel& model) {
    const auto& columns = model.features.spec().overTime;
    if (columns.empty())
        return {};
    return fail(
        ErrorCode::Unsupported,
        "the model looks at earlier records, which an exported file cannot do yet: it has the column " +
            columns.front().name() +
            (columns.size() == 1 ? std::string()
                                 : " and " + std::to_string(columns.size() - 1) + " more over time"),
        "model " + model.name, "Nothing was written. Score with attach, or train without --over.");
}

Result<graph::Graph> lowerModel(const TrainedModel& model) {
    if (Status consistent = checkConsistent(model); !consistent)
        return forward(consistent);
    if (Status fine = checkLowered(model); !fine)
        return forward(fine);
    graph::Graph graph;
    const training::Network& network = model.learned.network();
    const graph::Value inputs = features::lowerFeatures(model.features, graph);
    const graph::Value outputs =
        network.architecture().lower(network, model.learned.weights(), inputs, graph);
    model.objective().lower({.outputs = outputs,
                             .inputs = inputs,
                             .labelMean = model.features.labelMean(),
                             .labelScale = model.features.labelScale(),
                             .threshold = model.threshold},
                            graph);
    if (Status finished = graph.finished(); !finished)
        return forward(finished);
    return graph;
}

} // namespace driftwood::model

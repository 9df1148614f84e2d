#include "model/lower_model.h"

#include "features/lower_features.h"
#include "training/objectives/objective.h"

namespace driftwood::model {

Result<graph::Graph> lowerModel(const TrainedModel& model) {
    if (Status consistent = checkConsistent(model); !consistent)
        return forward(consistent);
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

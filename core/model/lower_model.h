#pragma once

#include "graph/graph.h"
#include "model/trained_model.h"

namespace driftwood::model {

/// Unsupported for a model with columns over time: what they remember cannot be in a file yet.
[[nodiscard]] Status checkLowered(const TrainedModel& model);

/// The whole model as operations: features, network and outputs. The graph's fields are those of
/// inputFields(), in the same order; its first output is that of outputs.h. InvalidArgument when the model's
/// parts do not fit together, Unsupported when an export cannot hold one of its values.
[[nodiscard]] Result<graph::Graph> lowerModel(const TrainedModel& model);

} // namespace driftwood::model

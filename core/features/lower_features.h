#pragma once

#include "features/fitted_features.h"
#include "graph/graph.h"

namespace driftwood::features {

/// Expresses FittedFeatures::transform() as operations: float32 [N, outputs], marked as the graph's
/// features.
graph::Value lowerFeatures(const FittedFeatures& features, graph::Graph& graph);

} // namespace driftwood::features

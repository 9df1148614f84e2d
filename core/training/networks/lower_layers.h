#pragma once

#include "training/networks/network.h"

namespace driftwood::training {

/// A stack of dense layers as operations, for architectures that have layers().
[[nodiscard]] graph::Value lowerLayers(const Network& network, std::span<const float> weights,
                                       graph::Value inputs, graph::Graph& graph);

} // namespace driftwood::training

#pragma once

#include "training/network_spec.h"

#include <cstddef>
#include <span>
#include <vector>

namespace driftwood::training {

/// How a dense network becomes wider: new positions in the first and last layer, ascending.
struct NetworkGrowth {
    std::vector<std::size_t> inputs;
    std::vector<std::size_t> outputs;
    [[nodiscard]] bool any() const { return !inputs.empty() || !outputs.empty(); }
};

/// Initial weights of new outputs.
/// Weights of new inputs are 0, and so were the inputs until now, so they change no prediction.
enum class NewOutputs : unsigned char {
    Zero,
    MeanOfOthers, ///< the mean of the other outputs, so that a new class
                  ///< is never the most probable before it is learned
};

/// Rearranges values laid out like the network's parameters (weights,
/// gradients, optimiser moments) for the wider network, which differs by `growth` alone.
[[nodiscard]] std::vector<float> grownParameters(std::span<const float> parameters, const Network& network,
                                                 const Network& wider, const NetworkGrowth& growth,
                                                 NewOutputs newOutputs);
/// Rows of `columns` numbers with zeros inserted at the new columns' positions.
[[nodiscard]] std::vector<float> withNewColumns(std::span<const float> rows, std::size_t columns,
                                                const std::vector<std::size_t>& places);

} // namespace driftwood::training

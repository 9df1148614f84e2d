#pragma once

#include "training/network_spec.h"

#include <cstddef>
#include <span>
#include <vector>

namespace driftwood::training {

/// Where a dense network becomes wider: places in the new first and last layer, ascending.
struct NetworkGrowth {
    std::vector<std::size_t> inputs;
    std::vector<std::size_t> outputs;
    [[nodiscard]] bool any() const { return !inputs.empty() || !outputs.empty(); }
};

/// What the weights of new outputs are. Those of new inputs are 0: an input that has always been 0 so far
/// changes nothing.
enum class NewOutputs : unsigned char {
    Zero,
    MeanOfOthers, ///< the mean of the other outputs: a new class is never the most probable before it is
                  ///< learned
};

[[nodiscard]] DenseShape grownShape(const DenseShape& shape, const NetworkGrowth& growth);
/// Numbers that lie as the network's parameters do (weights, gradients, an optimiser's moments), in the wider
/// network's order.
[[nodiscard]] std::vector<float> grownParameters(std::span<const float> parameters, const DenseShape& shape,
                                                 const NetworkGrowth& growth, NewOutputs newOutputs);
/// Rows of `columns` numbers with zeros at the places of the new columns.
[[nodiscard]] std::vector<float> withNewColumns(std::span<const float> rows, std::size_t columns,
                                                const std::vector<std::size_t>& places);

} // namespace driftwood::training

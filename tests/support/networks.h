#pragma once

#include "training/learned.h"

namespace driftwood::test {

/// A stack of dense layers of these sizes: inputs, hidden …, outputs.
[[nodiscard]] inline training::Network
denseNetwork(std::vector<int> sizes, training::Activation activation = training::Activation::Relu) {
    return training::Network::create(training::kDense, std::move(sizes), activation).value();
}

/// The same, all of whose weights are equal.
[[nodiscard]] inline training::Learned denseLearned(std::vector<int> sizes, float weight) {
    auto network = denseNetwork(std::move(sizes));
    std::vector<float> weights(network.parameterCount(), weight);
    return {std::move(network), std::move(weights)};
}

} // namespace driftwood::test

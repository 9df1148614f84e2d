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

/// A residual network with random weights; the initial ones are zero in every block.
[[nodiscard]] inline training::Learned
residualLearned(std::vector<int> sizes, training::Activation activation = training::Activation::Tanh) {
    auto network = training::Network::create(training::kResidual, std::move(sizes), activation).value();
    SeededRandom random(5);
    std::vector<float> weights(network.parameterCount());
    for (float& weight : weights)
        weight = static_cast<float>(random.uniform(-0.5, 0.5));
    return {std::move(network), std::move(weights)};
}

} // namespace driftwood::test

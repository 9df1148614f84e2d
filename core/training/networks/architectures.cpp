#include "training/networks/architecture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace driftwood::training {
namespace {

/// A kind of network is added as a file that defines it and a row here.
constexpr std::array<const Architecture*, 2> kArchitectures{&kDense, &kResidual};

std::pair<const Architecture*, const NetworkChoice*> find(NetworkKind kind) {
    for (const Architecture* row : kArchitectures)
        for (const NetworkChoice& choice : row->choices)
            if (choice.kind == kind)
                return {row, &choice};
    return {&kDense, &kDense.choices.front()};
}

} // namespace

std::span<const Architecture* const> architectures() { return kArchitectures; }

const Architecture* architectureNamed(std::string_view name) {
    const auto row = std::ranges::find(kArchitectures, name, [](const Architecture* of) { return of->name; });
    return row == kArchitectures.end() ? nullptr : *row;
}

const Architecture& architectureOf(NetworkKind kind) { return *find(kind).first; }
const NetworkChoice& choiceOf(NetworkKind kind) { return *find(kind).second; }

std::vector<NetworkChoice> networkChoices() {
    std::vector<NetworkChoice> choices;
    for (const Architecture* row : kArchitectures)
        choices.insert(choices.end(), row->choices.begin(), row->choices.end());
    return choices;
}

std::size_t NetworkTensor::size() const {
    return static_cast<std::size_t>(
        std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
}

std::vector<NetworkTensor> tensorsOf(std::span<const DenseLayer> layers) {
    std::vector<NetworkTensor> tensors;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const DenseLayer& layer = layers[i];
        const std::string name = "layer" + std::to_string(i);
        tensors.push_back({name + ".weight", {layer.outputs, layer.inputs}, layer.weightOffset, false});
        tensors.push_back({name + ".bias", {layer.outputs}, layer.biasOffset, true});
    }
    return tensors;
}

void initialiseUniformly(const DenseLayer& layer, SeededRandom& random, std::span<float> weights) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(layer.inputs));
    const std::size_t end = layer.biasOffset + static_cast<std::size_t>(layer.outputs);
    for (std::size_t i = layer.weightOffset; i < end; ++i)
        weights[i] = static_cast<float>(random.uniform(-bound, bound));
}

} // namespace driftwood::training

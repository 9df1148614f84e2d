#include "training/networks/lower_layers.h"

#include <array>

namespace driftwood::training {
namespace {

constexpr std::array<int, 2> kUsualHidden{64, 64};
constexpr std::array<int, 3> kUsualBottleneck{32, 8, 32};
constexpr std::array<NetworkChoice, 3> kDenseChoices{
    {{NetworkKind::Linear, "linear", false, {}},
     {NetworkKind::Mlp, "mlp", false, kUsualHidden},
     // Its output is linear and as wide as its input, so that it can reproduce any value.
     {NetworkKind::Autoencoder, "autoencoder", true, kUsualBottleneck}}};

std::vector<DenseLayer> denseLayers(std::span<const int> sizes, Activation activation) {
    std::vector<DenseLayer> stack;
    std::size_t offset = 0;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i) {
        DenseLayer& layer = stack.emplace_back();
        layer.inputs = sizes[i];
        layer.outputs = sizes[i + 1];
        layer.weightOffset = offset;
        layer.biasOffset =
            offset + static_cast<std::size_t>(layer.inputs) * static_cast<std::size_t>(layer.outputs);
        if (i + 2 < sizes.size())
            layer.activation = activation;
        offset = layer.biasOffset + static_cast<std::size_t>(layer.outputs);
    }
    return stack;
}

/// A network without hidden layers starts at zero: its loss is convex, so any start converges to the same
/// result, and one-pass learning does not begin with random predictions.
void initialiseDense(const Network& network, SeededRandom& random, std::span<float> weights) {
    if (network.layers().size() > 1)
        for (const DenseLayer& layer : network.layers())
            initialiseUniformly(layer, random, weights);
}

} // namespace

/// A stack of dense layers. Hidden layers have an activation, the last layer is linear.
constinit const Architecture kDense{
    .name = "dense",
    .choices = kDenseChoices,
    .check = [](std::span<const int>) { return Status(); },
    .tensors = [](std::span<const int> sizes) { return tensorsOf(denseLayers(sizes, Activation::Relu)); },
    .layers = denseLayers,
    .lower = lowerLayers,
    .initialise = initialiseDense,
};

} // namespace driftwood::training

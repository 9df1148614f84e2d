#include "training/networks/lower_layers.h"

#include <array>

namespace driftwood::training {
namespace {

constexpr std::array<int, 3> kUsualBlocks{64, 64, 64};
constexpr std::array<NetworkChoice, 1> kResidualChoices{
    {{NetworkKind::Residual, "residual", false, kUsualBlocks}}};

Status checkBlocks(std::span<const int> hidden) {
    if (hidden.size() >= 2)
        return {};
    return fail(ErrorCode::InvalidArgument,
                "a residual network needs a width and the inner width of at least one block",
                "network.hidden", "Name two sizes or more, for example 64,64.");
}

DenseLayer& append(std::vector<DenseLayer>& layers, int inputs, int outputs) {
    const std::size_t offset =
        layers.empty() ? 0 : layers.back().biasOffset + static_cast<std::size_t>(layers.back().outputs);
    DenseLayer& layer = layers.emplace_back();
    layer.inputs = inputs;
    layer.outputs = outputs;
    layer.weightOffset = offset;
    layer.biasOffset = offset + static_cast<std::size_t>(inputs) * static_cast<std::size_t>(outputs);
    return layer;
}

std::vector<DenseLayer> residualLayers(std::span<const int> sizes, Activation activation) {
    const int width = sizes[1];
    std::vector<DenseLayer> stack;
    append(stack, sizes.front(), width).activation = activation;
    for (const int inner : sizes.subspan(2, sizes.size() - 3)) {
        const std::size_t before = stack.size() - 1;
        append(stack, width, inner).activation = activation;
        append(stack, inner, width).plus = before;
    }
    append(stack, width, sizes.back());
    return stack;
}

/// The last layer of a block starts at zero, so that each block first passes on its input (as the last gain
/// of a residual block does in Goyal et al. 2017): a deep network begins as a shallow one.
void initialiseBlocks(const Network& network, SeededRandom& random, std::span<float> weights) {
    for (const DenseLayer& layer : network.layers())
        if (!layer.plus)
            initialiseUniformly(layer, random, weights);
}

} // namespace

/// A residual perceptron (He et al. 2016; for tables, Gorishniy et al. 2021, here without normalisation). A
/// first layer brings the inputs to the width; each block adds to its input what two dense layers make of it;
/// the last layer is linear. Hidden sizes: the width, then the inner width of each block.
constinit const Architecture kResidual{
    .name = "residual",
    .choices = kResidualChoices,
    .check = checkBlocks,
    .tensors = [](std::span<const int> sizes) { return tensorsOf(residualLayers(sizes, Activation::Relu)); },
    .layers = residualLayers,
    .lower = lowerLayers,
    .initialise = initialiseBlocks,
};

} // namespace driftwood::training

#include "training/networks/lower_layers.h"

namespace driftwood::training {
namespace {

graph::Tensor tensorAt(const Network& network, std::span<const float> weights, std::size_t offset) {
    for (const NetworkTensor& tensor : network.tensors())
        if (tensor.offset == offset) {
            const auto values = weights.subspan(offset, tensor.size());
            return {tensor.name, tensor.shape, {values.begin(), values.end()}};
        }
    return {};
}

} // namespace

graph::Value lowerLayers(const Network& network, std::span<const float> weights, graph::Value inputs,
                         graph::Graph& graph) {
    graph::Value values = inputs;
    std::vector<graph::Value> ofLayers;
    for (const DenseLayer& layer : network.layers()) {
        values = graph.linear(values, tensorAt(network, weights, layer.weightOffset),
                              tensorAt(network, weights, layer.biasOffset));
        if (layer.activation)
            values = *layer.activation == Activation::Relu ? graph.relu(values) : graph.tanh(values);
        if (layer.plus)
            values = graph.add(values, ofLayers[*layer.plus]);
        ofLayers.push_back(values);
    }
    return values;
}

} // namespace driftwood::training

#pragma once

#include "base/random.h"
#include "base/result.h"
#include "graph/graph.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

class Network;

enum class NetworkKind : unsigned char { Linear, Mlp, Autoencoder, Residual };
enum class Activation : unsigned char { Relu, Tanh };

/// An array of a network's weights in its flat buffer, row-major.
struct NetworkTensor {
    std::string name; ///< "layer0.weight": in files of weights
    std::vector<std::int64_t> shape;
    std::size_t offset = 0; ///< in floats
    bool isBias = false;    ///< moved with the biases' learning rate

    [[nodiscard]] std::size_t size() const;
};

/// A dense layer: out = activation(weights · in + bias) [+ the output of an earlier layer]. Weights are [out
/// × in] like those of LibTorch's nn::Linear. The first layer takes the network's input, each other one the
/// output of the one before it.
struct DenseLayer {
    int inputs = 0;
    int outputs = 0;
    std::size_t weightOffset = 0; ///< in the flat buffer
    std::size_t biasOffset = 0;
    std::optional<Activation> activation; ///< nothing: linear
    /// The earlier layer whose output is added, at least two before this one. Such a layer is linear, not the
    /// last one, and as wide as that layer, whose output no other layer adds.
    std::optional<std::size_t> plus = {};
};

/// A kind of network as users choose it by name.
struct NetworkChoice {
    NetworkKind kind;
    std::string_view name;            ///< "mlp": in specs, on the command line
    bool reconstructs;                ///< for objectives whose targets are the inputs
    std::span<const int> usualHidden; ///< hidden layers of a new run; empty: it has none
};

/// A kind of network: a row of the table of networks, a file each. A network of the kind is determined by the
/// sizes of its layers (inputs, hidden …, outputs) and the activation of the hidden ones.
struct Architecture {
    std::string_view name; ///< "dense": in files of models
    std::span<const NetworkChoice> choices;

    /// Whether there can be hidden layers of such sizes; see checkHidden() for what holds for all.
    Status (*check)(std::span<const int> hidden);
    /// One after another without holes, in the order of their offsets.
    std::vector<NetworkTensor> (*tensors)(std::span<const int> sizes);
    /// The network as a stack of dense layers, which is what the native and LibTorch's eager engine compute.
    /// Null: it is something else, and these engines refuse it.
    std::vector<DenseLayer> (*layers)(std::span<const int> sizes, Activation activation);
    /// The network as operations of a graph, for exports: its outputs for `inputs`.
    graph::Value (*lower)(const Network& network, std::span<const float> weights, graph::Value inputs,
                          graph::Graph& graph);
    /// Writes the initial weights over zeros.
    void (*initialise)(const Network& network, SeededRandom& random, std::span<float> weights);
};

/// All kinds of networks; the first is that of files that name none.
[[nodiscard]] std::span<const Architecture* const> architectures();
[[nodiscard]] const Architecture* architectureNamed(std::string_view name); ///< null: there is none

/// The architecture and its choice for a kind.
[[nodiscard]] const Architecture& architectureOf(NetworkKind kind);
[[nodiscard]] const NetworkChoice& choiceOf(NetworkKind kind);
/// The choices of all architectures, in the order in which they are offered.
[[nodiscard]] std::vector<NetworkChoice> networkChoices();

extern const Architecture kDense;
extern const Architecture kResidual;

/// For architectures made of dense layers: layer0.weight [out, in], layer0.bias [out], layer1.weight, …
[[nodiscard]] std::vector<NetworkTensor> tensorsOf(std::span<const DenseLayer> layers);
/// LibTorch's default initialisation of nn::Linear: uniform in ±1/sqrt(inputs of the layer).
void initialiseUniformly(const DenseLayer& layer, SeededRandom& random, std::span<float> weights);

} // namespace driftwood::training

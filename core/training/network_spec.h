#pragma once

#include "base/result.h"
#include "training/objectives/task.h"

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

enum class NetworkKind : unsigned char { Linear, Mlp, Autoencoder };
enum class Activation : unsigned char { Relu, Tanh };
enum class Loss : unsigned char {
    MeanSquaredError,
    BinaryCrossEntropy,
    CrossEntropy
}; ///< the last two take logits

[[nodiscard]] std::string_view networkKindName(NetworkKind kind); ///< "linear", "mlp", "autoencoder"
[[nodiscard]] std::optional<NetworkKind> networkKindFromName(std::string_view name);
[[nodiscard]] std::string_view activationName(Activation activation); ///< "relu", "tanh"
[[nodiscard]] std::optional<Activation> activationFromName(std::string_view name);

/// The user's choices for a network. Linear has no hidden layers. An autoencoder's output is linear and as
/// wide as its input, so that it can reproduce any value.
struct NetworkSpec {
    NetworkKind kind = NetworkKind::Mlp;
    std::vector<int> hidden{64, 64};
    Activation activation = Activation::Relu;
    bool operator==(const NetworkSpec&) const = default;
};

/// A stack of dense layers over one flat parameter buffer: per layer the weights [out × in], row-major like
/// LibTorch's nn::Linear, then the bias [out]. Hidden layers have an activation, the last layer is linear.
struct DenseShape {
    std::vector<int> sizes; ///< inputs, hidden …, outputs
    Activation activation = Activation::Relu;

    [[nodiscard]] std::size_t layers() const { return sizes.size() - 1; }
    [[nodiscard]] int inputs() const { return sizes.front(); }
    [[nodiscard]] int outputs() const { return sizes.back(); }
    [[nodiscard]] std::size_t weightOffset(std::size_t layer) const;
    [[nodiscard]] std::size_t biasOffset(std::size_t layer) const;
    [[nodiscard]] std::size_t parameterCount() const;
    bool operator==(const DenseShape&) const = default;
};

/// As many outputs as the objective has for so many inputs and classes.
/// InvalidArgument when kind, task and hidden layers do not fit together.
[[nodiscard]] Result<DenseShape> denseShape(const NetworkSpec& spec, Task task, int inputs, int classes);
[[nodiscard]] Loss lossOf(Task task, int classes);

void to_json(nlohmann::json& json, const NetworkSpec& spec);
[[nodiscard]] Result<NetworkSpec> networkSpecFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::training

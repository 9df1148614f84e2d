#pragma once

#include "base/result.h"
#include "training/networks/network.h"
#include "training/objectives/task.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::training {

enum class Loss : unsigned char {
    MeanSquaredError,
    BinaryCrossEntropy,
    CrossEntropy
}; ///< the last two take logits

[[nodiscard]] std::string_view networkKindName(NetworkKind kind); ///< "mlp", see NetworkChoice
[[nodiscard]] std::optional<NetworkKind> networkKindFromName(std::string_view name);
[[nodiscard]] std::string_view activationName(Activation activation); ///< "relu", "tanh"
[[nodiscard]] std::optional<Activation> activationFromName(std::string_view name);

/// The user's choices for a network.
struct NetworkSpec {
    NetworkKind kind = NetworkKind::Mlp;
    std::vector<int> hidden{64, 64};
    Activation activation = Activation::Relu;
    bool operator==(const NetworkSpec&) const = default;
};

/// As many outputs as the objective has for so many inputs and classes.
/// InvalidArgument when kind, task and hidden layers do not fit together.
[[nodiscard]] Result<Network> networkOf(const NetworkSpec& spec, Task task, int inputs, int classes);
[[nodiscard]] Loss lossOf(Task task, int classes);

void to_json(nlohmann::json& json, const NetworkSpec& spec);
[[nodiscard]] Result<NetworkSpec> networkSpecFromJson(const nlohmann::json& json, const std::string& where);

} // namespace driftwood::training

#include "training/network_spec.h"

#include "base/json_fields.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace driftwood::training {
namespace {

constexpr int kWidestLayer = 1 << 16;
constexpr int kMostLayers = 64;
/// 1 GiB of weights: more than any network here needs, and low enough that sums of sizes cannot overflow.
constexpr std::size_t kMostParameters = std::size_t(1) << 28U;

template <class Enum, std::size_t n>
using Names = std::array<std::pair<Enum, std::string_view>, n>;

constexpr Names<NetworkKind, 3> kNetworkKinds{
    {{NetworkKind::Linear, "linear"}, {NetworkKind::Mlp, "mlp"}, {NetworkKind::Autoencoder, "autoencoder"}}};
constexpr Names<Activation, 2> kActivations{{{Activation::Relu, "relu"}, {Activation::Tanh, "tanh"}}};

template <class Enum, std::size_t n>
std::string_view nameIn(const Names<Enum, n>& names, Enum value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value)
            return name;
    return "?";
}

template <class Enum, std::size_t n>
std::optional<Enum> valueIn(const Names<Enum, n>& names, std::string_view name) {
    for (const auto& [value, candidate] : names)
        if (candidate == name)
            return value;
    return std::nullopt;
}

/// Refuses hidden layers that do not suit the kind of network.
Status checkHidden(const NetworkSpec& spec) {
    if (spec.kind == NetworkKind::Linear && !spec.hidden.empty())
        return fail(ErrorCode::InvalidArgument, "a linear network has no hidden layers", "network.hidden",
                    "Leave the list empty, or choose an mlp.");
    if (spec.kind != NetworkKind::Linear && spec.hidden.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a network of kind " + std::string(networkKindName(spec.kind)) +
                        " needs at least one hidden layer",
                    "network.hidden", "Name the hidden widths, for example 64,64.");
    if (spec.hidden.size() > kMostLayers ||
        std::any_of(spec.hidden.begin(), spec.hidden.end(), [](int n) { return n < 1 || n > kWidestLayer; }))
        return fail(ErrorCode::InvalidArgument,
                    "hidden layers must be at most " + std::to_string(kMostLayers) + ", each 1 to " +
                        std::to_string(kWidestLayer) + " wide",
                    "network.hidden", "Name fewer or narrower ones, for example 64,64.");
    return {};
}

} // namespace

std::string_view networkKindName(NetworkKind kind) { return nameIn(kNetworkKinds, kind); }
std::optional<NetworkKind> networkKindFromName(std::string_view name) { return valueIn(kNetworkKinds, name); }
std::string_view activationName(Activation activation) { return nameIn(kActivations, activation); }
std::optional<Activation> activationFromName(std::string_view name) { return valueIn(kActivations, name); }

std::size_t DenseShape::weightOffset(std::size_t layer) const {
    std::size_t offset = 0;
    for (std::size_t l = 0; l < layer; ++l)
        offset += (static_cast<std::size_t>(sizes[l]) + 1) * static_cast<std::size_t>(sizes[l + 1]);
    return offset;
}

std::size_t DenseShape::biasOffset(std::size_t layer) const {
    return weightOffset(layer) +
           static_cast<std::size_t>(sizes[layer]) * static_cast<std::size_t>(sizes[layer + 1]);
}

std::size_t DenseShape::parameterCount() const { return weightOffset(layers()); }

Result<DenseShape> denseShape(const NetworkSpec& spec, Task task, int inputs, int classes) {
    const Objective& objective = objectiveOf(task);
    if ((spec.kind == NetworkKind::Autoencoder) != objective.reconstructs)
        return fail(ErrorCode::InvalidArgument,
                    "a network of kind " + std::string(networkKindName(spec.kind)) + " does not do " +
                        std::string(objective.name),
                    "network.kind",
                    "Anomaly detection takes an autoencoder; the other tasks a linear network or an mlp.");
    if (auto ok = checkHidden(spec); !ok)
        return forward(ok);
    if (inputs < 1 || inputs > kWidestLayer)
        return fail(ErrorCode::InvalidArgument,
                    "a network has 1 to " + std::to_string(kWidestLayer) + " inputs, not " +
                        std::to_string(inputs),
                    "features", "Choose fewer fields, or fewer categories of a text.");
    if (objective.learnsClasses() && (classes < 2 || classes > kWidestLayer))
        return fail(ErrorCode::InvalidArgument,
                    "classification needs at least two classes, the label has " + std::to_string(classes),
                    "label", "Choose another label, or a range in which it takes several values.");

    DenseShape shape;
    shape.sizes.push_back(inputs);
    shape.sizes.insert(shape.sizes.end(), spec.hidden.begin(), spec.hidden.end());
    shape.sizes.push_back(objective.outputs(inputs, classes));
    shape.activation = spec.activation;
    if (shape.parameterCount() > kMostParameters)
        return fail(ErrorCode::InvalidArgument,
                    "the network would have " + std::to_string(shape.parameterCount()) +
                        " parameters; the most is " + std::to_string(kMostParameters),
                    "network.hidden", "Choose narrower hidden layers, or fewer inputs.");
    return shape;
}

Loss lossOf(Task task, int classes) { return objectiveOf(task).loss(classes); }

void to_json(nlohmann::json& json, const NetworkSpec& spec) {
    json = {{"kind", networkKindName(spec.kind)},
            {"hidden", spec.hidden},
            {"activation", activationName(spec.activation)}};
}

Result<NetworkSpec> networkSpecFromJson(const nlohmann::json& json, const std::string& where) {
    NetworkSpec spec;
    JsonFields fields(json, where, "network");
    fields.name("kind", spec.kind, networkKindFromName);
    fields.read("hidden", spec.hidden, 1, kWidestLayer);
    fields.name("activation", spec.activation, activationFromName);
    if (auto ok = fields.finish(); !ok)
        return forward(ok);
    if (auto ok = checkHidden(spec); !ok)
        return fail(ErrorCode::CorruptData, ok.error().what, where, ok.error().hint);
    return spec;
}

} // namespace driftwood::training

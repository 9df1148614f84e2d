#include "training/network_spec.h"

#include "base/json_fields.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace driftwood::training {
namespace {

constexpr std::array<std::pair<Activation, std::string_view>, 2> kActivations{
    {{Activation::Relu, "relu"}, {Activation::Tanh, "tanh"}}};

/// Refuses hidden layers that do not suit the kind of network.
Status checkHidden(const NetworkSpec& spec) {
    const NetworkChoice& choice = choiceOf(spec.kind);
    if (choice.usualHidden.empty() && !spec.hidden.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a " + std::string(choice.name) + " network has no hidden layers", "network.hidden",
                    "Leave the list empty, or choose an mlp.");
    if (!choice.usualHidden.empty() && spec.hidden.empty())
        return fail(ErrorCode::InvalidArgument,
                    "a network of kind " + std::string(choice.name) + " needs at least one hidden layer",
                    "network.hidden", "Name the hidden widths, for example 64,64.");
    return checkHidden(architectureOf(spec.kind), spec.hidden);
}

} // namespace

std::string_view networkKindName(NetworkKind kind) { return choiceOf(kind).name; }

std::optional<NetworkKind> networkKindFromName(std::string_view name) {
    for (const NetworkChoice& choice : networkChoices())
        if (choice.name == name)
            return choice.kind;
    return std::nullopt;
}

std::string_view activationName(Activation activation) {
    return std::ranges::find(kActivations, activation, [](const auto& row) { return row.first; })->second;
}

std::optional<Activation> activationFromName(std::string_view name) {
    const auto* const row = std::ranges::find(kActivations, name, [](const auto& of) { return of.second; });
    return row == kActivations.end() ? std::nullopt : std::optional(row->first);
}

Result<Network> networkOf(const NetworkSpec& spec, Task task, int inputs, int classes) {
    const Objective& objective = objectiveOf(task);
    if (choiceOf(spec.kind).reconstructs != objective.reconstructs)
        return fail(ErrorCode::InvalidArgument,
                    "a network of kind " + std::string(networkKindName(spec.kind)) + " does not do " +
                        std::string(objective.name),
                    "network.kind",
                    "Anomaly detection takes an autoencoder; the other tasks one of the other kinds.");
    if (auto ok = checkHidden(spec); !ok)
        return forward(ok);
    if (objective.learnsClasses() && (classes < 2 || classes > Network::kWidestLayer))
        return fail(ErrorCode::InvalidArgument,
                    "classification needs at least two classes, the label has " + std::to_string(classes),
                    "label", "Choose another label, or a range in which it takes several values.");
    std::vector<int> sizes{inputs};
    sizes.insert(sizes.end(), spec.hidden.begin(), spec.hidden.end());
    sizes.push_back(objective.outputs(inputs, classes));
    return Network::create(architectureOf(spec.kind), std::move(sizes), spec.activation);
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
    fields.read("hidden", spec.hidden, 1, Network::kWidestLayer);
    fields.name("activation", spec.activation, activationFromName);
    if (auto ok = fields.finish(); !ok)
        return forward(ok);
    if (auto ok = checkHidden(spec); !ok)
        return fail(ErrorCode::CorruptData, ok.error().what, where, ok.error().hint);
    return spec;
}

} // namespace driftwood::training

#include "training/learners/one_pass_network.h"

#include "base/bounded_json.h"
#include "base/counts.h"
#include "training/checkpoint_file.h"
#include "training/kernels/kernel_choice.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace driftwood::training {
namespace {

/// Versions 1 and 2 did not count rows of unknown classes, or counted rows as wrong that were predicted
/// before anything was learned; version 3 had no checksum.
constexpr CheckpointFormat kOnePassFormat{
    .kind = "driftwood-incremental-checkpoint-", .newest = 4, .checkedSince = 4};
constexpr int kCountsSince = 3;
constexpr const char* kFittedFeatures = "features"; ///< metadata: JSON
constexpr const char* kWeights = "parameters";
constexpr const char* kPendingInputs = "pending.inputs";
constexpr const char* kPendingTargets = "pending.targets";
constexpr const char* kPendingClasses = "pending.classes";
constexpr const char* kOnePassCounters = "progress.counters";

/// Whether `all` starts with the names of `first`, in the same order.
bool beginsWith(const std::vector<std::string>& all, const std::vector<std::string>& first) {
    return all.size() >= first.size() && std::equal(first.begin(), first.end(), all.begin());
}

Tensor flat(const std::vector<float>& values) {
    return Tensor::ofFloats({static_cast<std::int64_t>(values.size())}, values);
}

Result<std::vector<float>> anyFloats(const TensorFile& file, const char* name, const std::string& where) {
    const auto tensor = file.find(name, where);
    if (!tensor)
        return tl::unexpected<Error>(tensor.error());
    return (*tensor)->floats(where);
}

} // namespace

std::map<std::string, std::string> OnePassNetwork::identity() const {
    return {{"format", kOnePassFormat.name()},
            {"spec", identityText(m_spec)},
            {"layers", nlohmann::json(m_firstNetwork.sizes()).dump()}, // before the network grew
            {"feature_spec", nlohmann::json(m_first.spec()).dump()},
            {"classes", nlohmann::json(m_first.classes()).dump()},
            {"window_rows", std::to_string(m_options.windowRows)}};
}

Status OnePassNetwork::save(const std::filesystem::path& path) const {
    TensorFile file;
    file.metadata = identity();
    file.metadata[kFittedFeatures] = nlohmann::json(m_state.features).dump();
    file.tensors[kWeights] = flat(m_state.parameters);
    file.tensors[kPendingInputs] = flat(m_state.pendingInputs);
    file.tensors[kPendingTargets] = flat(m_state.pendingTargets);
    file.tensors[kPendingClasses] =
        Tensor::ofInts({m_state.pendingClasses.begin(), m_state.pendingClasses.end()});
    file.tensors[kOnePassCounters] = Tensor::ofInts({m_state.previousClass, m_state.rowsWithoutLabel});
    m_state.optimizer.save(file);
    m_state.overall.save(file);
    m_state.window.save(file);
    return writeCheckpoint(path, std::move(file), kOnePassFormat);
}

/// Restores the checkpoint's features and the network of their size: the initial one, or one grown from it.
Status OnePassNetwork::restoreFeatures(State& state, const TensorFile& file, const std::string& where) const {
    const auto text = file.metadata.find(kFittedFeatures);
    const auto json = parseBoundedJson(text == file.metadata.end() ? "" : text->second);
    auto features = features::RunningFeatures::fromJson(json, where);
    if (!features)
        return forward(features);
    const features::FittedFeatures& fitted = features->fitted();
    bool grown = fitted.spec() == m_first.spec() && beginsWith(fitted.classes(), m_first.classes()) &&
                 fitted.classes().size() <= features::kMostClasses;
    for (std::size_t i = 0; grown && i < fitted.inputs().size(); ++i)
        grown = fitted.inputs()[i].type == m_first.inputs()[i].type &&
                beginsWith(fitted.inputs()[i].categories, m_first.inputs()[i].categories);
    if (!grown)
        return fail(ErrorCode::CorruptData, "the checkpoint's features belong to another run", where);
    auto network = networkFor(m_spec, *features);
    if (!network)
        return fail(ErrorCode::CorruptData, network.error().what, where);
    const std::size_t classes = fitted.classes().size();
    state.features = std::move(*features);
    state.network = std::move(*network);
    state.optimizer = Optimizer(m_spec.optimizer, state.network, chosenKernels());
    state.overall = PrequentialTally(m_spec.task, classes);
    state.window = OutcomeWindow(static_cast<std::size_t>(m_options.windowRows), m_spec.task, classes);
    return {};
}

Status OnePassNetwork::restorePending(State& state, const TensorFile& file, const std::string& where) const {
    const auto columns = static_cast<std::size_t>(state.network.inputs());
    const auto classCount = static_cast<std::int64_t>(state.features.fitted().classes().size());
    auto inputs = anyFloats(file, kPendingInputs, where);
    if (!inputs)
        return forward(inputs);
    auto targets = anyFloats(file, kPendingTargets, where);
    if (!targets)
        return forward(targets);
    const auto tensor = file.find(kPendingClasses, where);
    if (!tensor)
        return tl::unexpected<Error>(tensor.error());
    const auto classes = (*tensor)->ints(where);
    if (!classes)
        return tl::unexpected<Error>(classes.error());
    const std::size_t rows = inputs->size() / columns;
    const bool byClass = learnsFromClasses(state.network);
    const std::size_t targetsEach = byClass ? 0 : m_objective->reconstructs ? columns : 1;
    const auto known = [&](std::int64_t label) { return label >= 0 && label < classCount; };
    // With two classes the target must be 0 or 1.
    const auto isClass = [&](float target) {
        return !m_objective->learnsClasses() || target == 0.0F || target == 1.0F;
    };
    if (rows >= static_cast<std::size_t>(m_spec.batchSize) || inputs->size() % columns != 0 ||
        targets->size() != rows * targetsEach || classes->size() != (byClass ? rows : 0) ||
        !std::ranges::all_of(*classes, known) || !std::ranges::all_of(*targets, isClass))
        return fail(ErrorCode::CorruptData, "the checkpoint's pending rows are inconsistent", where);
    state.pendingInputs = std::move(*inputs);
    state.pendingTargets = std::move(*targets);
    state.pendingClasses.clear();
    for (const std::int64_t c : *classes)
        state.pendingClasses.push_back(static_cast<std::int32_t>(c));
    return {};
}

Status OnePassNetwork::restore(const std::filesystem::path& path) {
    const std::string where = path.string();
    auto checkpoint = readCheckpoint(path, kOnePassFormat);
    if (!checkpoint)
        return forward(checkpoint);
    TensorFile* const file = &checkpoint->file;
    if (checkpoint->version < kCountsSince)
        PrequentialTally::upgrade(*file);
    for (const auto& [key, value] : identity()) {
        const auto found = file->metadata.find(key);
        if (found == file->metadata.end() || found->second != value)
            return fail(ErrorCode::Mismatch, "checkpoint of another run: its " + key + " differs", where,
                        "Resume with the spec and data set the run was started with.");
    }
    State state = m_state;
    if (auto ok = restoreFeatures(state, *file, where); !ok)
        return ok;
    auto parameters = file->floats(kWeights, state.network.parameterCount(), where);
    if (!parameters)
        return forward(parameters);
    state.parameters = std::move(*parameters);
    if (auto ok = restorePending(state, *file, where); !ok)
        return ok;
    const auto counters = file->ints(kOnePassCounters, 2, where);
    if (!counters)
        return tl::unexpected<Error>(counters.error());
    const std::size_t classes = std::max<std::size_t>(state.features.fitted().classes().size(), 1);
    if (counters->at(0) < -1 || counters->at(0) >= static_cast<std::int64_t>(classes) ||
        !isCount(counters->at(1)))
        return fail(ErrorCode::CorruptData, "the checkpoint's counters are out of range", where);
    state.previousClass = static_cast<std::int32_t>(counters->at(0));
    state.rowsWithoutLabel = counters->at(1);
    if (auto ok = state.optimizer.restore(*file, where); !ok)
        return ok;
    if (auto ok = state.overall.restore(*file, where); !ok)
        return ok;
    if (auto ok = state.window.restore(*file, where); !ok)
        return ok;
    auto engine = engineFor(m_spec, m_options, state.network);
    if (!engine)
        return forward(engine);
    m_engine = std::move(*engine);
    m_state = std::move(state);
    fitScratch();
    return {};
}

} // namespace driftwood::training

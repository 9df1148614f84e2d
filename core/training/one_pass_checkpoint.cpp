#include "training/one_pass_trainer.h"

#include "base/counts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::training {
namespace {

constexpr const char* kFormat = "driftwood-incremental-checkpoint-1";
constexpr const char* kFeatures = "features"; ///< metadata: JSON
constexpr const char* kParameters = "parameters";
constexpr const char* kPendingInputs = "pending.inputs";
constexpr const char* kPendingTargets = "pending.targets";
constexpr const char* kPendingClasses = "pending.classes";
constexpr const char* kCounters = "progress.counters";

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

std::map<std::string, std::string> OnePassTrainer::identity() const {
    return {{"format", kFormat},
            {"spec", nlohmann::json(m_spec).dump()},
            {"layers", nlohmann::json(m_shape.sizes).dump()},
            {"feature_spec", nlohmann::json(m_state.features.fitted().spec()).dump()},
            {"classes", nlohmann::json(m_state.features.fitted().classes()).dump()},
            {"window_rows", std::to_string(m_options.windowRows)}};
}

Status OnePassTrainer::saveCheckpoint(const std::filesystem::path& path) const {
    TensorFile file;
    file.metadata = identity();
    file.metadata[kFeatures] = nlohmann::json(m_state.features).dump();
    file.tensors[kParameters] = flat(m_state.parameters);
    file.tensors[kPendingInputs] = flat(m_state.pendingInputs);
    file.tensors[kPendingTargets] = flat(m_state.pendingTargets);
    file.tensors[kPendingClasses] =
        Tensor::ofInts({m_state.pendingClasses.begin(), m_state.pendingClasses.end()});
    file.tensors[kCounters] = Tensor::ofInts({m_state.previousClass, m_state.rowsWithoutLabel});
    m_state.optimizer.save(file);
    m_state.overall.save(file);
    m_state.window.save(file);
    return writeSafetensors(path, file);
}

Status OnePassTrainer::restorePending(State& state, const TensorFile& file, const std::string& where) const {
    const std::size_t columns = m_input.size();
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
    const bool byClass = learnsFromClasses();
    const std::size_t targetsEach = byClass ? 0 : m_spec.task == Task::AnomalyDetection ? columns : 1;
    const auto known = [this](std::int64_t label) { return label >= 0 && label < classCount(); };
    if (rows >= static_cast<std::size_t>(m_spec.batchSize) || inputs->size() % columns != 0 ||
        targets->size() != rows * targetsEach || classes->size() != (byClass ? rows : 0) ||
        !std::ranges::all_of(*classes, known))
        return fail(ErrorCode::CorruptData, "rows waiting to be learned that cannot be", where);
    state.pendingInputs = std::move(*inputs);
    state.pendingTargets = std::move(*targets);
    state.pendingClasses.clear();
    for (const std::int64_t c : *classes)
        state.pendingClasses.push_back(static_cast<std::int32_t>(c));
    return {};
}

Status OnePassTrainer::restoreCheckpoint(const std::filesystem::path& path) {
    const std::string where = path.string();
    const auto file = readSafetensors(path);
    if (!file)
        return tl::unexpected<Error>(file.error());
    for (const auto& [key, value] : identity()) {
        const auto found = file->metadata.find(key);
        if (found == file->metadata.end() || found->second != value)
            return fail(ErrorCode::Mismatch, "checkpoint of another run: its " + key + " differs", where,
                        "Resume with the spec and data set the run was started with.");
    }
    const auto text = file->metadata.find(kFeatures);
    const auto json = nlohmann::json::parse(text == file->metadata.end() ? "" : text->second, nullptr, false);
    auto features = features::RunningFeatures::fromJson(json, where);
    if (!features)
        return forward(features);
    // Other classes than the network has outputs for, or other inputs, would be written beyond its ends.
    if (!(features->fitted().spec() == m_state.features.fitted().spec()) ||
        features->fitted().classes() != m_state.features.fitted().classes() ||
        features->outputs() != m_state.features.outputs())
        return fail(ErrorCode::CorruptData, "features that are not those of its own run", where);
    State state = m_state;
    state.features = std::move(*features);
    auto parameters = file->floats(kParameters, m_state.parameters.size(), where);
    if (!parameters)
        return forward(parameters);
    state.parameters = std::move(*parameters);
    if (auto ok = restorePending(state, *file, where); !ok)
        return ok;
    const auto counters = file->ints(kCounters, 2, where);
    if (!counters)
        return tl::unexpected<Error>(counters.error());
    if (counters->at(0) < -1 || counters->at(0) >= std::max(classCount(), 1) || !isCount(counters->at(1)))
        return fail(ErrorCode::CorruptData, "counters at an impossible place", where);
    state.previousClass = static_cast<std::int32_t>(counters->at(0));
    state.rowsWithoutLabel = counters->at(1);
    if (auto ok = state.optimizer.restore(*file, where); !ok)
        return ok;
    if (auto ok = state.overall.restore(*file, where); !ok)
        return ok;
    if (auto ok = state.window.restore(*file, where); !ok)
        return ok;
    m_state = std::move(state);
    return {};
}

} // namespace driftwood::training

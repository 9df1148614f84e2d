#include "training/checkpoint_file.h"
#include "training/learners/batch_learner.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::training {
namespace {

/// Version 1 had no checksum.
constexpr CheckpointFormat kFormat{.kind = "driftwood-checkpoint-", .newest = 2, .checkedSince = 2};
constexpr const char* kParameters = "parameters";
constexpr const char* kLastGood = "last_good_parameters";
constexpr const char* kBest = "best_parameters";
constexpr const char* kCounters = "progress.counters"; ///< in the order of Progress
constexpr const char* kLosses = "progress.losses";

} // namespace

std::map<std::string, std::string> BatchLearner::identity() const {
    return {{"format", kFormat.name()},
            {"spec", identityText(m_spec)},
            {"layers", nlohmann::json(m_network.sizes()).dump()},
            {"training_rows", std::to_string(m_rows.rows().size())},
            {"validation_rows", std::to_string(validationRows())}};
}

Status BatchLearner::save(const std::filesystem::path& path) const {
    TensorFile file;
    file.metadata = identity();
    file.metadata["engine"] = m_engine->name(); // informative only: another engine rounds differently
    const std::vector<std::int64_t> size{static_cast<std::int64_t>(m_parameters.size())};
    file.tensors[kParameters] = Tensor::ofFloats(size, m_parameters);
    file.tensors[kLastGood] = Tensor::ofFloats(size, m_lastGood);
    if (!m_best.empty())
        file.tensors[kBest] = Tensor::ofFloats(size, m_best);
    m_optimizer.save(file);
    file.tensors[kCounters] =
        Tensor::ofInts({m_progress.steps, m_progress.epoch, static_cast<std::int64_t>(m_progress.position),
                        m_progress.bestEpoch, m_progress.epochsWithoutBetter,
                        static_cast<std::int64_t>(m_progress.stopped)});
    file.tensors[kLosses] = Tensor::ofDoubles({m_progress.epochLossSum, m_progress.bestLoss});
    return writeCheckpoint(path, std::move(file), kFormat);
}

Result<BatchLearner::Progress> BatchLearner::progressFrom(const TensorFile& file, const std::string& where) {
    const auto counters = file.counts(kCounters, 6, where);
    if (!counters)
        return tl::unexpected<Error>(counters.error());
    const auto losses = file.doubles(kLosses, 2, where);
    if (!losses)
        return tl::unexpected<Error>(losses.error());
    const auto& c = *counters;
    if (c[1] < 1 || c[1] > INT32_MAX || c[3] > c[1] || c[4] > c[1] ||
        c[5] > static_cast<std::int64_t>(StopReason::NotFinite))
        return fail(ErrorCode::CorruptData, "the checkpoint's position is out of range", where);
    Progress progress;
    progress.steps = c[0];
    progress.epoch = static_cast<int>(c[1]);
    progress.position = static_cast<std::size_t>(c[2]);
    progress.bestEpoch = static_cast<int>(c[3]);
    progress.epochsWithoutBetter = static_cast<int>(c[4]);
    progress.stopped = static_cast<StopReason>(c[5]);
    progress.epochLossSum = losses->at(0);
    progress.bestLoss = losses->at(1);
    return progress;
}

Status BatchLearner::restore(const std::filesystem::path& path) {
    const std::string where = path.string();
    const auto checkpoint = readCheckpoint(path, kFormat);
    if (!checkpoint)
        return tl::unexpected<Error>(checkpoint.error());
    const TensorFile* const file = &checkpoint->file;
    for (const auto& [key, value] : identity()) {
        const auto found = file->metadata.find(key);
        const std::string there = found == file->metadata.end() ? "nothing" : found->second;
        if (there != value)
            return fail(ErrorCode::Mismatch,
                        "checkpoint of another run: its " + key + " is " + there + ", not " + value, where,
                        "Resume with the spec and data set the run was started with.");
    }
    auto progress = progressFrom(*file, where);
    if (!progress)
        return forward(progress);
    // While the run is not finished the position is within the epoch;
    // only a finished run may be at the end of one.
    if (progress->position > m_rows.rows().size() || progress->epoch > m_spec.epochs ||
        progress->steps > totalSteps() ||
        (progress->position == m_rows.rows().size() && progress->stopped == StopReason::NotStopped))
        return fail(ErrorCode::CorruptData, "the checkpoint's position is out of range", where);
    auto parameters = file->floats(kParameters, m_parameters.size(), where);
    if (!parameters)
        return forward(parameters);
    auto lastGood = file->floats(kLastGood, m_parameters.size(), where);
    if (!lastGood)
        return forward(lastGood);
    Result<std::vector<float>> best;
    if (file->tensors.contains(kBest))
        best = file->floats(kBest, m_parameters.size(), where);
    if (!best)
        return forward(best);
    if (auto ok = m_optimizer.restore(*file, where); !ok)
        return ok;
    m_progress = *progress;
    m_parameters = std::move(*parameters);
    m_lastGood = std::move(*lastGood);
    m_best = std::move(*best);
    m_order = orderOfEpoch(m_progress.epoch);
    return {};
}

} // namespace driftwood::training

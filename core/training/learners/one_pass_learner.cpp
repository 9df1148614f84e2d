#include "training/learners/one_pass_learner.h"

#include "training/learners/learners.h"

#include <algorithm>

namespace driftwood::training {
namespace {

/// Rows learned between two checks of the stop token and the clock.
constexpr std::size_t kRowsAStep = 256;
/// Rows read at once where they are only looked at.
constexpr std::int64_t kRowsPassedAtOnce = 4096;

} // namespace

OnePassLearner::OnePassLearner(std::unique_ptr<OnePassNetwork> network, dataset::RowSource& rows,
                               std::stop_token stop, Watch watch)
    : m_network(std::move(network))
    , m_rows(rows)
    , m_stop(std::move(stop))
    , m_watch(std::move(watch)) {}

StopReason OnePassLearner::stopped() const {
    const auto parts = m_rows.parts();
    const bool ended = m_atEnd || (parts && rowsSeen() >= parts->rows);
    return ended ? StopReason::EndOfData : StopReason::NotStopped;
}

Result<LearnerStep> OnePassLearner::step() {
    if (stopped() != StopReason::NotStopped)
        return fail(ErrorCode::InvalidArgument,
                    "training has ended: " + std::string(stopReasonText(stopped())), "training");
    const auto rows = m_rows.next(kRowsAStep, m_stop);
    if (!rows)
        return tl::unexpected<Error>(rows.error());
    m_atEnd = rows->empty();
    auto metrics = m_network->advance(*rows, 0, rows->rows());
    if (!metrics)
        return forward(metrics);
    if (m_watch)
        m_watch(*rows, metrics->overall.counted().beforeLearning);
    LearnerStep step;
    step.step = metrics->rows;
    step.loss = metrics->loss;
    step.rows = static_cast<std::int64_t>(rows->rows());
    metrics->window.values.erase("no_change_accuracy"); // of the row before, whatever its key
    step.metrics.push_back({learnerOf(LearnerKind::OnePass).quality, std::move(metrics->overall)});
    step.metrics.push_back({learnerOf(LearnerKind::OnePass).recentQuality, std::move(metrics->window)});
    return step;
}

LearnerResult OnePassLearner::result() const {
    return {.learned = {network(), m_network->parameters()},
            .features = features(),
            .steps = stepsDone(),
            .prequential = m_network->metrics().overall};
}

Status OnePassLearner::restore(const std::filesystem::path& path) {
    const bool hasRead = rowsSeen() > 0;
    if (auto s = m_network->restore(path); !s)
        return s;
    m_atEnd = false;
    if (hasRead)
        if (auto s = m_rows.rewind(); !s)
            return s;
    return readPastLearned();
}

Status OnePassLearner::readPastLearned() {
    const std::int64_t beforeLearning = m_network->metrics().overall.counted().beforeLearning;
    for (std::int64_t left = rowsSeen(); left > 0;) {
        const auto rows = m_rows.next(static_cast<std::size_t>(std::min(left, kRowsPassedAtOnce)), m_stop);
        if (!rows)
            return tl::unexpected<Error>(rows.error());
        m_atEnd = rows->empty();
        if (m_atEnd)
            return {};
        if (m_watch)
            m_watch(*rows, beforeLearning);
        left -= static_cast<std::int64_t>(rows->rows());
    }
    return {};
}

} // namespace driftwood::training

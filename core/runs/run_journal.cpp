#include "runs/run_journal.h"

#include "base/clock.h"
#include "base/files.h"
#include "base/log.h"

#include <utility>

namespace driftwood::runs {
namespace {

std::string nowIso() { return formatIso8601(timeNow()); }

} // namespace

void addBaselines(const training::Baselines& baselines, std::vector<workspace::MetricRow>& metrics) {
    std::map<std::string, double> values;
    addTo(values, baselines);
    for (const auto& [name, value] : values)
        metrics.push_back({0, name, value});
}

Status RunJournal::begin(workspace::RunRow row) {
    m_row = std::move(row);
    m_kept.emplace(m_row.learnerType());
    m_row.stopReason.clear();
    if (m_row.id != 0)
        return start();
    m_row.startedAt = nowIso();
    // Not Running yet: no one may see a run that is marked as running but not locked.
    m_row.status = workspace::RunStatus::Interrupted;
    const auto id = m_workspace.addRun(m_row);
    if (!id)
        return tl::unexpected(id.error());
    m_row.id = *id;
    const auto folder = m_workspace.folder() / "checkpoints";
    if (auto s = makeFolder(folder, FileAccess::Private); !s)
        return s;
    m_row.checkpointPath = (folder / ("run-" + std::to_string(m_row.id) + ".safetensors")).string();
    return start();
}

Status RunJournal::start() {
    auto lock = workspace::ActivityLock::take(m_workspace.folder(), workspace::Activity::Run, m_row.id);
    if (!lock)
        return forward(lock);
    m_lock = std::move(*lock);
    m_row.status = workspace::RunStatus::Running;
    return m_workspace.updateRun(m_row);
}

void RunJournal::noteNotKept(const std::string& what, const Error& error) {
    if (m_notKept.empty())
        log::warning("run " + std::to_string(m_row.id) + " continues in memory, " + what +
                     " cannot be kept: " + error.text());
    m_notKept = error.what;
}

Status RunJournal::orGoOn(Status written, const std::string& what) {
    if (written) {
        if (!std::exchange(m_notKept, {}).empty())
            log::warning("run " + std::to_string(m_row.id) + " is kept again");
        return written;
    }
    switch (written.error().code) {
    case ErrorCode::NoSpace:
    case ErrorCode::Io:
    case ErrorCode::Stalled:
        noteNotKept(what, written.error());
        return {};
    default:
        return written;
    }
}

Status RunJournal::saveRow() { return orGoOn(m_workspace.updateRun(m_row), "its row"); }

Status RunJournal::end(workspace::RunStatus status, std::string reason) {
    const bool finished = status == workspace::RunStatus::Finished;
    // The reason of a failure matters more than the last metrics, whose writing may be what failed.
    if (auto s = writeMetrics(); !s && status != workspace::RunStatus::Failed)
        return s;
    workspace::RunRow ended = m_row;
    ended.status = status;
    ended.stopReason = std::move(reason);
    ended.finishedAt = nowIso();
    if (finished)
        ended.checkpointPath.clear();
    if (auto s = m_workspace.updateRun(ended); !s)
        return s;
    std::error_code ignored; // a file left behind does no harm
    if (finished)
        std::filesystem::remove(m_row.checkpointPath, ignored);
    m_row = std::move(ended);
    m_lock.reset();
    return {};
}

void RunJournal::tell(const Progress& progress) {
    m_progress = progress;
    if (m_sink)
        m_sink({.progress = progress, .runId = m_row.id});
}

void RunJournal::bound(TrainUpdate& update) {
    m_unsaved.insert(m_unsaved.end(), update.metrics.begin(), update.metrics.end());
    if (auto dropped = m_kept ? m_kept->add(update.metrics) : std::nullopt)
        drop(std::move(*dropped), update);
}

void RunJournal::drop(DroppedPoints points, TrainUpdate& update) {
    update.dropped = std::make_shared<const DroppedPoints>(std::move(points));
    std::erase_if(m_unsaved, [&](const workspace::MetricRow& metric) {
        return update.dropped->has(metric.name, metric.step);
    });
    m_toRemove.push_back(update.dropped);
    const workspace::MetricRow thinned{0, KeptMeasurements::kThinned, 1.0};
    m_unsaved.push_back(thinned);
    update.metrics.push_back(thinned);
}

Status RunJournal::report(TrainUpdate update) {
    bound(update);
    if (!m_notKept.empty())
        update.progress.detail +=
            (update.progress.detail.empty() ? "not kept: " : ", not kept: ") + m_notKept;
    m_progress = update.progress;
    update.runId = m_row.id;
    if (m_sink)
        m_sink(std::move(update));
    // A commit costs a disk flush: with one per second a crash loses at most that much of the history, but
    // nothing of the checkpoint.
    if (SteadyClock::now() - m_lastSaved < std::chrono::seconds(m_notKept.empty() ? 1 : 5))
        return {};
    return saveMetrics();
}

void RunJournal::add(std::vector<workspace::MetricRow> metrics) {
    if (metrics.empty())
        return;
    TrainUpdate update{.progress = m_progress, .metrics = std::move(metrics), .runId = m_row.id};
    bound(update);
    if (m_sink)
        m_sink(std::move(update));
}

Status RunJournal::checkpointed(std::int64_t step) {
    if (m_kept)
        m_kept->checkpointed(step);
    if (m_sink)
        m_sink({.progress = m_progress, .runId = m_row.id, .checkpointStep = step});
    return saveRow();
}

Status RunJournal::goOnFrom(std::int64_t step) {
    m_removeAfter = step;
    TrainUpdate update{.progress = m_progress, .runId = m_row.id, .goesOnFrom = step};
    if (m_kept) {
        auto stored = m_workspace.metrics(m_row.id);
        if (!stored)
            return forward(stored);
        if (auto dropped = m_kept->goOnFrom(step, *stored))
            drop(std::move(*dropped), update);
    }
    if (m_sink)
        m_sink(std::move(update));
    return saveMetrics();
}

Status RunJournal::writeMetrics() {
    if (m_removeAfter) {
        if (auto removed = m_workspace.removeMetricsAfter(m_row.id, *m_removeAfter); !removed)
            return removed;
        m_removeAfter.reset();
    }
    Status written = m_workspace.addMetrics(m_row.id, m_unsaved);
    if (!written)
        return written;
    m_unsaved.clear();
    for (; !m_toRemove.empty(); m_toRemove.pop_back())
        if (auto removed =
                m_workspace.removeMetrics(m_row.id, m_toRemove.back()->names, m_toRemove.back()->steps);
            !removed)
            return removed;
    return {};
}

Status RunJournal::saveMetrics() {
    Status saved = orGoOn(writeMetrics(), "its curves");
    m_lastSaved = SteadyClock::now(); // measured after any wait for a locked workspace
    return saved;
}

Status RunJournal::startClock(std::int64_t step) {
    auto times = m_workspace.metric(m_row.id, "train/seconds");
    if (!times)
        return forward(times);
    for (const workspace::MetricRow& time : *times)
        if (time.step <= step)
            m_secondsBefore = time.value;
    m_trainingSince = SteadyClock::now();
    return {};
}

double RunJournal::seconds() const {
    return m_secondsBefore + std::chrono::duration<double>(SteadyClock::now() - m_trainingSince).count();
}

} // namespace driftwood::runs

#pragma once

#include "session/training_job.h"
#include "training/baselines.h"
#include "workspace/activity_lock.h"

#include <optional>

namespace driftwood::session {

/// Appends baselines as metrics of step 0: known once for the run.
void addBaselines(const training::Baselines& baselines, std::vector<workspace::MetricRow>& metrics);

/// A training run as it is written down while it goes: its row and metrics in the workspace, what it tells
/// whoever watches, how long it has been training, and the lock that says it is at work. What cannot be
/// written while it goes, for want of space say, is kept in memory and tried again: the training matters
/// more.
class RunJournal {
  public:
    RunJournal(workspace::Workspace& workspace, const TrainSink& sink)
        : m_workspace(workspace)
        , m_sink(sink) {}

    [[nodiscard]] workspace::RunRow& row() { return m_row; }
    /// Puts the run into the workspace: a new one, which gets its id and a place for its checkpoint, or one
    /// that goes on. AlreadyExists when somebody else is at it.
    [[nodiscard]] Status begin(workspace::RunRow row);
    [[nodiscard]] Status saveRow();
    /// Notes down how it ended, and everything that is not written yet. A finished run's checkpoint goes.
    [[nodiscard]] Status end(workspace::RunStatus status, std::string reason);

    /// Reading and preparing: nothing of it is kept.
    void tell(const Progress& progress);
    /// Tells, and keeps the metrics: at most a second later.
    [[nodiscard]] Status report(TrainUpdate update);
    [[nodiscard]] Status checkpointed(std::int64_t step);
    [[nodiscard]] Status saveMetrics();
    /// A file of the run could not be written either: said with the progress, like what the journal could
    /// not.
    void noteNotKept(const std::string& what, const Error& error);
    /// Metrics to keep that nobody needs to be told.
    [[nodiscard]] std::vector<workspace::MetricRow>& unsaved() { return m_unsaved; }
    [[nodiscard]] bool isWatched() const { return m_sink != nullptr; }

    /// Training begins, after as many seconds as the workspace knows of up to this step.
    [[nodiscard]] Status startClock(std::int64_t step);
    /// Takes the time a run was held out of the count.
    void putOffClock(std::chrono::steady_clock::duration held) { m_trainingSince += held; }
    [[nodiscard]] double seconds() const;

  private:
    [[nodiscard]] Status start();
    [[nodiscard]] Status writeMetrics();
    /// Whether the training goes on all the same.
    [[nodiscard]] Status orGoOn(Status written, const std::string& what);
    using SteadyClock = std::chrono::steady_clock;

    workspace::Workspace& m_workspace;
    const TrainSink& m_sink;
    workspace::RunRow m_row;
    std::optional<workspace::ActivityLock> m_lock;
    std::vector<workspace::MetricRow> m_unsaved;
    std::string m_notKept; ///< what the last try to write something failed with; empty: it did not
    Progress m_progress;   ///< as last told
    double m_secondsBefore = 0.0;
    SteadyClock::time_point m_trainingSince = SteadyClock::now();
    SteadyClock::time_point m_lastSaved = SteadyClock::now();
};

} // namespace driftwood::session

#pragma once

#include "runs/training_job.h"
#include "training/baselines.h"
#include "workspace/activity_lock.h"

#include <optional>

namespace driftwood::runs {

/// Appends baselines as metrics of step 0, because they apply to the whole run.
void addBaselines(const training::Baselines& baselines, std::vector<workspace::MetricRow>& metrics);

/// Records a training run while it goes on: its row and metrics in the workspace,
/// reports to a sink, the training time, and the activity lock.
/// Data that cannot be written (on a full disk,
/// say) stays in memory and is written later, because training must go on.
class RunJournal {
  public:
    RunJournal(workspace::Workspace& workspace, const TrainSink& sink)
        : m_workspace(workspace)
        , m_sink(sink) {}

    [[nodiscard]] workspace::RunRow& row() { return m_row; }
    /// Adds a new run to the workspace, with an id and a checkpoint path, or continues an existing one.
    /// AlreadyExists when another process or thread is training it.
    [[nodiscard]] Status begin(workspace::RunRow row);
    [[nodiscard]] Status saveRow();
    /// Records the outcome and all unwritten data. Deletes a finished run's checkpoint.
    [[nodiscard]] Status end(workspace::RunStatus status, std::string reason);

    /// Reports progress of reading and preparing, which is not stored.
    void tell(const Progress& progress);
    /// Reports, and stores the metrics at most a second later.
    [[nodiscard]] Status report(TrainUpdate update);
    [[nodiscard]] Status checkpointed(std::int64_t step);
    [[nodiscard]] Status saveMetrics();
    /// Records that a file of the run could not be written;
    /// progress reports then say so, as for the journal's own data.
    void noteNotKept(const std::string& what, const Error& error);
    /// Adds metrics that come with no step.
    void add(std::vector<workspace::MetricRow> metrics);
    [[nodiscard]] bool isWatched() const { return m_sink != nullptr; }

    /// The run goes on from its checkpoint of this step: removes what was stored and shown of later steps,
    /// which the run makes again or never.
    [[nodiscard]] Status goOnFrom(std::int64_t step);
    /// Starts the training clock at the time that the workspace has for this step.
    [[nodiscard]] Status startClock(std::int64_t step);
    /// Excludes the time for which a run was paused.
    void putOffClock(std::chrono::steady_clock::duration held) { m_trainingSince += held; }
    [[nodiscard]] double seconds() const;

  private:
    [[nodiscard]] Status start();
    [[nodiscard]] Status writeMetrics();
    /// Bounds the curves by these metrics and the ones before; what is dropped is removed later from the
    /// workspace, and by whoever is told of the update.
    void bound(TrainUpdate& update);
    void drop(DroppedPoints points, TrainUpdate& update);
    /// Decides whether training continues after a failed write.
    [[nodiscard]] Status orGoOn(Status written, const std::string& what);
    using SteadyClock = std::chrono::steady_clock;

    workspace::Workspace& m_workspace;
    const TrainSink& m_sink;
    workspace::RunRow m_row;
    std::optional<workspace::ActivityLock> m_lock;
    std::vector<workspace::MetricRow> m_unsaved;
    std::optional<KeptMeasurements> m_kept; ///< since begin()
    std::vector<std::shared_ptr<const DroppedPoints>> m_toRemove;
    std::optional<std::int64_t> m_removeAfter; ///< metrics of later steps are to be removed before writing
    std::string m_notKept;                     ///< the error of the last failed write; empty if it succeeded
    Progress m_progress;                       ///< as last reported
    double m_secondsBefore = 0.0;
    SteadyClock::time_point m_trainingSince = SteadyClock::now();
    SteadyClock::time_point m_lastSaved = SteadyClock::now();
};

} // namespace driftwood::runs

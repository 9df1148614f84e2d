#pragma once

#include "broker/connection.h"
#include "runs/run_history.h"
#include "tasks/job.h"

#include <memory>

namespace driftwood::session {

/// A running training for a window: its growing history, pause, resume, checkpoint, stop. Steps arrive in
/// batches, at most one every kBatchEvery.
///
/// If the user stops it, it ends as State::Stopped and keeps its checkpoint;
/// another TrainingSession can resume it.
class TrainingSession final : public tasks::Job {
    Q_OBJECT

  public:
    static constexpr std::chrono::milliseconds kBatchEvery{40};

    TrainingSession(std::shared_ptr<broker::Connection> connection, std::filesystem::path workspaceFolder,
                    runs::TrainRequest request, QObject* parent = nullptr);
    /// Resumes a stopped or interrupted run from its checkpoint.
    TrainingSession(std::shared_ptr<broker::Connection> connection, std::filesystem::path workspaceFolder,
                    const workspace::RunRow& stopped, QObject* parent = nullptr);
    ~TrainingSession() override;

    /// The run's current row; its id is 0 until the workspace has assigned one. Complete after ended().
    [[nodiscard]] const workspace::RunRow& row() const { return m_row; }
    [[nodiscard]] std::int64_t runId() const { return m_row.id; }
    [[nodiscard]] const runs::RunHistory& history() const { return m_history; }
    /// Null until the data set has been read.
    [[nodiscard]] const std::shared_ptr<const runs::RunSetup>& setup() const { return m_setup; }
    [[nodiscard]] int epoch() const { return m_epoch; }                        ///< 0 before the first step
    [[nodiscard]] std::int64_t checkpointStep() const { return m_checkpoint; } ///< 0: none in this session
    /// Whether the run is paused and the worker has noticed: no step happens until resume().
    [[nodiscard]] bool standing() const { return m_control->standing(); }

    void pause();
    void resume();
    void checkpointNow();
    /// See TrainControl::beforeEachStep; call it only before start().
    void beforeEachStep(runs::TrainControl::StepHook hook) { m_control->beforeEachStep(std::move(hook)); }
    /// See TrainControl::keepBest(); may be called before start().
    void keepBest();

  Q_SIGNALS:
    void begun();    ///< runId() is known
    void prepared(); ///< setup() is known
    void advanced(); ///< history() has grown
    void checkpointed();

  protected:
    Status work(const ProgressSink& report, const std::stop_token& stop) override;
    void takeRest() override;

  private:
    TrainingSession(std::shared_ptr<broker::Connection> connection, std::filesystem::path workspaceFolder,
                    workspace::RunRow row, runs::TrainRequest request, bool goesOn, QObject* parent);
    void take(const std::vector<runs::TrainUpdate>& updates);

    const std::shared_ptr<broker::Connection> m_connection;
    const std::filesystem::path m_folder;
    const runs::TrainRequest m_request;
    const bool m_goesOn;
    const std::unique_ptr<runs::TrainControl> m_control = std::make_unique<runs::TrainControl>();

    workspace::RunRow m_row;
    runs::RunHistory m_history;
    runs::RunHistory m_earlier; ///< of earlier sessions; written by the worker before its first update
    std::shared_ptr<const runs::RunSetup> m_setup;
    int m_epoch = 0;
    std::int64_t m_checkpoint = 0;
    std::optional<workspace::RunRow> m_endedRow; ///< written by the worker before it announces its end
    std::unique_ptr<tasks::BatchChannel<runs::TrainUpdate>> m_updates;
};

} // namespace driftwood::session

#include "session/training_session.h"

#include "runs/kept_metrics.h"

namespace driftwood::session {
namespace {

/// Often enough for the progress in the status bar; steps are reported separately.
constexpr std::chrono::milliseconds kProgressEvery{50};

} // namespace

TrainingSession::TrainingSession(std::shared_ptr<broker::Connection> connection,
                                 std::filesystem::path workspaceFolder, runs::TrainRequest request,
                                 QObject* parent)
    : TrainingSession(std::move(connection), std::move(workspaceFolder), runs::runRowOf(request), request,
                      false, parent) {}

TrainingSession::TrainingSession(std::shared_ptr<broker::Connection> connection,
                                 std::filesystem::path workspaceFolder, const workspace::RunRow& stopped,
                                 QObject* parent)
    : TrainingSession(std::move(connection), std::move(workspaceFolder), stopped, {}, true, parent) {}

TrainingSession::TrainingSession(std::shared_ptr<broker::Connection> connection,
                                 std::filesystem::path workspaceFolder, workspace::RunRow row,
                                 runs::TrainRequest request, bool goesOn, QObject* parent)
    : tasks::Job(tr("Training %1").arg(QString::fromStdString(row.name)), parent)
    , m_connection(std::move(connection))
    , m_folder(std::move(workspaceFolder))
    , m_request(std::move(request))
    , m_goesOn(goesOn)
    , m_row(std::move(row))
    , m_updates(std::make_unique<tasks::BatchChannel<runs::TrainUpdate>>(
          this, kBatchEvery, [this](std::vector<runs::TrainUpdate>&& updates) { take(updates); })) {}

TrainingSession::~TrainingSession() { join(); }

void TrainingSession::pause() {
    if (state() != State::Running)
        return;
    m_control->pause();
    setPaused(true);
}

void TrainingSession::resume() {
    m_control->resume();
    setPaused(false);
}

void TrainingSession::checkpointNow() { m_control->requestCheckpoint(); }

void TrainingSession::keepBest() { m_control->keepBest(); }

Status TrainingSession::work(const ProgressSink& report, const std::stop_token& stop) {
    const std::int64_t runId = m_goesOn ? m_row.id : 0;
    if (m_goesOn) {
        auto workspace = workspace::Workspace::open(m_folder);
        if (!workspace)
            return forward(workspace);
        const auto run = (*workspace)->run(runId);
        if (!run)
            return tl::unexpected(run.error());
        auto metrics = runs::keptMetrics(**workspace, *run);
        if (!metrics)
            return forward(metrics);
        m_earlier.add(*metrics);
        m_updates->push({});
    }
    std::string stage;
    std::chrono::steady_clock::time_point reported{};
    const auto sink = [&](runs::TrainUpdate update) {
        const auto now = std::chrono::steady_clock::now();
        if (update.progress.stage != stage || now - reported >= kProgressEvery) {
            stage = update.progress.stage;
            reported = now;
            report(update.progress);
        }
        const bool beforeWait = update.checkpointStep != 0;
        m_updates->push(std::move(update));
        if (beforeWait)
            m_updates->flush();
    };
    auto outcome = m_goesOn
                       ? runs::resumeTraining(*m_connection, m_folder, runId, sink, stop, m_control.get())
                       : runs::runTraining(*m_connection, m_folder, m_request, sink, stop, m_control.get());
    m_updates->flush();
    if (!outcome)
        return forward(outcome);
    m_endedRow = outcome->run;
    if (!outcome->model)
        return fail(ErrorCode::Cancelled, outcome->run.stopReason, "run " + std::to_string(outcome->run.id));
    return {};
}

void TrainingSession::take(const std::vector<runs::TrainUpdate>& updates) {
    bool nowBegun = false;
    bool nowPrepared = false;
    bool nowCheckpointed = false;
    for (const runs::TrainUpdate& update : updates) {
        if (update.runId == 0) {
            m_history = std::move(m_earlier);
            continue;
        }
        nowBegun = nowBegun || m_row.id == 0;
        m_row.id = update.runId;
        if (update.setup) {
            m_setup = update.setup;
            nowPrepared = true;
        }
        if (update.goesOnFrom)
            m_row.steps = *update.goesOnFrom;
        if (update.step) {
            m_row.steps = update.step->step;
            m_epoch = update.step->epoch;
        }
        if (update.checkpointStep != 0) {
            m_checkpoint = update.checkpointStep;
            nowCheckpointed = true;
        }
        m_history.add(update);
    }
    if (nowBegun)
        Q_EMIT begun();
    if (nowPrepared)
        Q_EMIT prepared();
    if (nowCheckpointed)
        Q_EMIT checkpointed();
    Q_EMIT advanced();
}

void TrainingSession::takeRest() {
    m_updates->deliver();
    if (m_endedRow)
        m_row = *m_endedRow;
}

} // namespace driftwood::session

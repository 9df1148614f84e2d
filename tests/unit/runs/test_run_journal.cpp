#include "runs/run_journal.h"
#include "runs/run_names.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <thread>

using namespace driftwood;
using namespace driftwood::runs;
using workspace::RunStatus;

namespace {

workspace::RunRow newRow() {
    TrainRequest request;
    request.dataset = "yesterday";
    request.modelName = "wear";
    return runRowOf(request);
}

} // namespace

/// The traces of a run in the workspace while it goes on and when it ends, and how others control it.
class TestRunJournal : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = workspace::Workspace::open(m_folder->path().toStdString()).value();
        m_updates.clear();
    }
    void cleanup() { m_workspace.reset(); }

    void aRunIsMarkedAsRunningOnlyWhileItIsLocked() {
        RunJournal journal(*m_workspace, m_sink);
        VERIFY_OK(journal.begin(newRow()));
        const std::int64_t id = journal.row().id;
        QCOMPARE(stored(id).status, RunStatus::Running);
        QVERIFY(!stored(id).startedAt.empty());
        QVERIFY(workspace::ActivityLock::isHeld(m_workspace->folder(), workspace::Activity::Run, id));
        QVERIFY(
            std::filesystem::is_directory(std::filesystem::path(stored(id).checkpointPath).parent_path()));
        VERIFY_OK(journal.end(RunStatus::Stopped, "stopped by you"));
        QVERIFY(!workspace::ActivityLock::isHeld(m_workspace->folder(), workspace::Activity::Run, id));
    }

    void aRunThatIsTrainedIsNotTakenUpTwiceOrRenamed() {
        RunJournal journal(*m_workspace, m_sink);
        VERIFY_OK(journal.begin(newRow()));
        RunJournal second(*m_workspace, m_sink);
        VERIFY_FAILS(second.begin(stored(journal.row().id)), ErrorCode::AlreadyExists);
        QCOMPARE(stored(journal.row().id).status, RunStatus::Running);
        VERIFY_FAILS(renameRun(*m_workspace, journal.row().id, "other"), ErrorCode::InvalidArgument);
        VERIFY_OK(journal.end(RunStatus::Stopped, ""));
        VERIFY_OK(renameRun(*m_workspace, journal.row().id, "other"));
        QCOMPARE(stored(journal.row().id).name, std::string("other"));
        VERIFY_FAILS(renameRun(*m_workspace, journal.row().id, ""), ErrorCode::InvalidArgument);
        VERIFY_FAILS(renameRun(*m_workspace, 99, "other"), ErrorCode::NotFound);
    }

    void theCheckpointGoesOnlyWithARunThatFinished_data() {
        QTest::addColumn<RunStatus>("status");
        QTest::addColumn<bool>("stays");
        QTest::newRow("finished") << RunStatus::Finished << false;
        QTest::newRow("stopped") << RunStatus::Stopped << true;
        QTest::newRow("failed") << RunStatus::Failed << true;
    }
    void theCheckpointGoesOnlyWithARunThatFinished() {
        QFETCH(RunStatus, status);
        QFETCH(bool, stays);
        RunJournal journal(*m_workspace, m_sink);
        VERIFY_OK(journal.begin(newRow()));
        const std::string file = journal.row().checkpointPath;
        std::ofstream(file) << "weights";
        VERIFY_OK(journal.report({.metrics = {{1, "train/loss", 0.5}}}));
        VERIFY_OK(journal.end(status, "why"));
        QCOMPARE(std::filesystem::exists(file), stays);
        QCOMPARE(stored(journal.row().id).checkpointPath.empty(), !stays);
        QCOMPARE(stored(journal.row().id).status, status);
        QCOMPARE(stored(journal.row().id).stopReason, std::string("why"));
        QVERIFY(!stored(journal.row().id).finishedAt.empty());
        // Metrics that waited for the next second are not lost.
        QCOMPARE(m_workspace->metrics(journal.row().id)->size(), std::size_t(1));
    }

    void readingIsToldAndNotStored() {
        RunJournal journal(*m_workspace, m_sink);
        VERIFY_OK(journal.begin(newRow()));
        journal.tell({"reading", 5, 10, "records", {}});
        QCOMPARE(m_updates.size(), std::size_t(1));
        QCOMPARE(m_updates.front().runId, journal.row().id);
        journal.add({}); // nothing to tell
        QCOMPARE(m_updates.size(), std::size_t(1));
        journal.add({{0, "baseline/mean/mae", 9.5}});
        QCOMPARE(m_updates.back().progress.stage, std::string("reading")); // as told before
        QVERIFY(journal.isWatched());
        VERIFY_OK(journal.saveMetrics());
        QCOMPARE(m_workspace->metrics(journal.row().id)->size(), std::size_t(1));
    }

    void whatIsNotKeptIsSaidUntilItIs() {
        RunJournal journal(*m_workspace, m_sink);
        VERIFY_OK(journal.begin(newRow()));
        journal.noteNotKept("a new checkpoint", {ErrorCode::NoSpace, "the disk is full", "/data"});
        VERIFY_OK(journal.report({.progress = {"training", 1, 10, "steps", "epoch 1"}}));
        QCOMPARE(m_updates.back().progress.detail, std::string("epoch 1, not kept: the disk is full"));
        VERIFY_OK(journal.saveMetrics());
        VERIFY_OK(journal.report({.progress = {"training", 2, 10, "steps", "epoch 1"}}));
        QCOMPARE(m_updates.back().progress.detail, std::string("epoch 1"));
    }

    void aResumedRunLosesLaterStepsAndKeepsItsClock() {
        RunJournal first(*m_workspace, m_sink);
        VERIFY_OK(first.begin(newRow()));
        const std::int64_t id = first.row().id;
        VERIFY_OK(first.report({.metrics = {{1, "train/seconds", 100.0},
                                            {2, "train/seconds", 200.0},
                                            {3, "train/seconds", 300.0}}}));
        VERIFY_OK(first.end(RunStatus::Stopped, ""));
        RunJournal again(*m_workspace, m_sink);
        VERIFY_OK(again.begin(stored(id)));
        QVERIFY(stored(id).stopReason.empty());
        VERIFY_OK(again.goOnFrom(2));
        QCOMPARE(m_updates.back().goesOnFrom, std::optional<std::int64_t>(2));
        VERIFY_OK(again.startClock(2));
        QVERIFY(again.seconds() >= 200.0 && again.seconds() < 300.0);
        const double before = again.seconds();
        again.putOffClock(std::chrono::seconds(50)); // it was paused for so long
        QVERIFY(again.seconds() < before);
        QCOMPARE(m_workspace->metrics(id)->size(), std::size_t(2));
    }

    void aRequestComesBackFromItsRow() {
        TrainRequest request;
        request.dataset = "yesterday";
        request.modelName = "wear";
        request.training.seed = 7;
        request.learner = training::LearnerKind::OnePass;
        request.parentModelId = "abc";
        request.engine = EngineChoice::LibTorch;
        workspace::RunRow row = runRowOf(request);
        row.engine = "libtorch 1.13 eager"; // its name once it was made
        const auto back = requestOf(row);
        VERIFY_OK(back);
        QCOMPARE(back->dataset, request.dataset);
        QCOMPARE(back->modelName, request.modelName);
        QVERIFY(back->training == request.training);
        QCOMPARE(back->learner, request.learner);
        QCOMPARE(back->parentModelId, request.parentModelId);
        QVERIFY(back->engine == EngineChoice::LibTorch);
        row.training = workspace::Stored<training::TrainingSpec>::fromText(R"({"version":9})", "run 1");
        VERIFY_FAILS(requestOf(row), ErrorCode::Unsupported);
        row = runRowOf(request);
        row.features = workspace::Stored<features::FeatureSpec>::fromText("[", "run 1");
        QVERIFY(!requestOf(row));
    }

    void aPausedRunStandsUntilItIsResumedOrStopped() {
        TrainControl control;
        control.pause();
        QVERIFY(control.paused() && !control.standing());
        std::jthread run([&](const std::stop_token& stop) { (void)control.waitWhilePaused(stop); });
        QTRY_VERIFY(control.standing());
        control.resume();
        run.join();
        QVERIFY(!control.standing() && !control.paused());
        control.pause();
        std::jthread stopped([&](const std::stop_token& stop) { (void)control.waitWhilePaused(stop); });
        QTRY_VERIFY(control.standing());
        stopped.request_stop();
        stopped.join();
        QVERIFY(!control.standing() && control.paused());
    }

    void aCheckpointIsAskedForOnce() {
        TrainControl control;
        QVERIFY(!control.takeCheckpointRequest());
        control.requestCheckpoint();
        control.requestCheckpoint();
        QVERIFY(control.takeCheckpointRequest());
        QVERIFY(!control.takeCheckpointRequest());
        std::int64_t seen = -1;
        control.aboutToStep(3, {}); // without a hook
        control.beforeEachStep([&](std::int64_t steps, const std::stop_token&) { seen = steps; });
        control.aboutToStep(4, {});
        QCOMPARE(seen, std::int64_t(4));
    }

  private:
    [[nodiscard]] workspace::RunRow stored(std::int64_t id) { return m_workspace->run(id).value(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::vector<TrainUpdate> m_updates;
    TrainSink m_sink = [this](TrainUpdate update) { m_updates.push_back(std::move(update)); };
};

QTEST_GUILESS_MAIN(TestRunJournal)
#include "test_run_journal.moc"

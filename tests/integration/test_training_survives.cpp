#include "sensor_bench.h"
#include "support/result_check.h"
#include "support/small_disk.h"
#include "workspace/activity_lock.h"

#include <QProcess>
#include <QScopeGuard>
#include <algorithm>
#include <fstream>

using namespace driftwood;
using driftwood::test::SensorBench;
using workspace::RunStatus;

/// Tests the data that remains after a training that did not end normally.
class TestTrainingSurvives : public QObject {
    Q_OBJECT

    std::unique_ptr<SensorBench> m_bench;

    Result<runs::TrainOutcome> train(const runs::TrainRequest& request) {
        return runs::runTraining(*m_bench->connection, m_bench->folder(), request, {}, {});
    }
    Result<runs::TrainOutcome> resume(std::int64_t run) {
        return runs::resumeTraining(*m_bench->connection, m_bench->folder(), run, {}, {});
    }
    Result<workspace::RunRow> newestRun() {
        auto workspace = workspace::Workspace::open(m_bench->folder());
        if (!workspace)
            return forward(workspace);
        auto runs = (*workspace)->runs();
        if (!runs)
            return forward(runs);
        return runs->front();
    }
    static runs::TrainRequest request(const std::string& name) {
        return SensorBench::request("sensors", name);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = SensorBench::start();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(m_bench->append(0, 2000));
        VERIFY_OK(m_bench->takeDataset("sensors"));
    }

    void aKilledProcessLeavesAnInterruptedRunToResume() {
        QProcess process;
        process.start(TRAINING_PROCESS,
                      {QString::fromStdString(m_bench->connection->profile().bootstrapServers),
                       QString::fromStdString(m_bench->folder().string()), "sensors"});
        QVERIFY(process.waitForReadyRead(60000)); // within its first second
        auto run = newestRun();
        VERIFY_OK(run);
        QCOMPARE(run->status, RunStatus::Running);
        VERIFY_FAILS(resume(run->id), ErrorCode::AlreadyExists); // in training: cannot be taken over

        process.kill();
        QVERIFY(process.waitForFinished(10000));
        run = newestRun();
        VERIFY_OK(run);
        QCOMPARE(run->status, RunStatus::Interrupted);
        QVERIFY(std::filesystem::exists(run->checkpointPath));

        std::stop_source stop;
        const auto resumed = runs::resumeTraining(
            *m_bench->connection, m_bench->folder(), run->id,
            [&](const runs::TrainUpdate& update) {
                if (update.progress.stage == "training" && update.progress.done >= 100)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(resumed);
        QCOMPARE(resumed->run.status, RunStatus::Stopped);
        QVERIFY(resumed->run.steps >= 100);
    }

    void aModelThatCannotBeSavedIsSavedByResuming_data() {
        QTest::addColumn<bool>("incremental");
        QTest::newRow("batch") << false;
        QTest::newRow("incremental") << true;
    }
    void aModelThatCannotBeSavedIsSavedByResuming() {
        QFETCH(bool, incremental);
        auto asked = request("saved late");
        asked.learner = training::learnerStoredAs(incremental);
        const auto whole = train(asked);
        VERIFY_OK(whole);

        // No bundle can be written, because a file is in the place of its folder.
        const auto models = m_bench->folder() / "models";
        const auto aside = m_bench->folder() / "aside";
        std::filesystem::rename(models, aside);
        std::ofstream(models) << "in the way";
        const auto failed = train(asked);
        std::filesystem::remove(models);
        std::filesystem::rename(aside, models);
        QVERIFY(!failed.has_value());

        const auto run = newestRun();
        VERIFY_OK(run);
        QCOMPARE(run->status, RunStatus::Failed);
        QCOMPARE(run->stopReason, failed.error().text());
        const auto resumed = resume(run->id);
        VERIFY_OK(resumed);
        QCOMPARE(resumed->run.status, RunStatus::Finished);
        QCOMPARE(resumed->run.steps, whole->run.steps);
        QCOMPARE(resumed->model->learned.weights(), whole->model->learned.weights());
        QCOMPARE(resumed->model->threshold, whole->model->threshold);
    }

    void aFullDiskDoesNotEndATraining_data() {
        QTest::addColumn<bool>("incremental");
        QTest::addColumn<bool>("freed");
        for (const bool incremental : {false, true}) {
            QTest::addRow("%s, freed in time", incremental ? "one pass" : "batch") << incremental << true;
            QTest::addRow("%s, never freed", incremental ? "one pass" : "batch") << incremental << false;
        }
    }
    void aFullDiskDoesNotEndATraining() {
        QFETCH(bool, incremental);
        QFETCH(bool, freed);
        const auto folder = m_bench->folder();
        const auto aside = folder.parent_path() / "aside";
        std::filesystem::rename(folder, aside);
        const auto putBack = qScopeGuard([&] {
            std::filesystem::remove_all(folder);
            std::filesystem::rename(aside, folder);
        });
        const test::SmallDisk disk(folder, 4096);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        std::filesystem::copy(aside, folder, std::filesystem::copy_options::recursive);
        auto asked = request("on a full disk");
        asked.learner = training::learnerStoredAs(incremental);
        asked.waitForSpace = std::chrono::seconds(freed ? 60 : 0);
        asked.training.epochs = 20;
        bool full = false;
        bool waited = false;
        std::string said;
        const auto outcome = runs::runTraining(
            *m_bench->connection, folder, asked,
            [&](const runs::TrainUpdate& update) {
                if (update.step && !full) {
                    disk.fill(0);
                    full = true;
                    QTest::qWait(1100); // so that the metrics are due to be saved
                }
                if (update.progress.detail.find("not kept: ") != std::string::npos)
                    said = update.progress.detail;
                if (freed && update.progress.stage == runs::kWaitsForSpace && !std::exchange(waited, true))
                    std::filesystem::remove(folder / "ballast");
            },
            {});
        QVERIFY(full);
        QVERIFY2(said.find("the disk is full") != std::string::npos, said.c_str());
        const auto run = newestRun();
        VERIFY_OK(run);
        if (freed) {
            VERIFY_OK(outcome);
            QVERIFY(waited);
            QCOMPARE(run->status, RunStatus::Finished);
            const auto metrics = workspace::Workspace::open(folder).value()->metrics(run->id);
            VERIFY_OK(metrics);
            QVERIFY(std::ranges::any_of(*metrics, [&](const auto& m) { return m.step == run->steps; }));
            return;
        }
        VERIFY_FAILS(outcome, ErrorCode::NoSpace);
        QVERIFY2(outcome.error().hint.find("resume run " + std::to_string(run->id)) != std::string::npos,
                 outcome.error().text().c_str());
        std::filesystem::remove(folder / "ballast");
        const auto resumed = resume(run->id);
        VERIFY_OK(resumed);
        QCOMPARE(resumed->run.status, RunStatus::Finished);
    }

    void aFinishedRunLeavesNoCheckpoint() {
        const auto outcome = train(request("tidy"));
        VERIFY_OK(outcome);
        const auto name = "run-" + std::to_string(outcome->run.id) + ".safetensors";
        QVERIFY(!std::filesystem::exists(m_bench->folder() / "checkpoints" / name));
        QVERIFY(newestRun()->checkpointPath.empty());
        VERIFY_FAILS(resume(outcome->run.id), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestTrainingSurvives)
#include "test_training_survives.moc"

#include "sensor_bench.h"
#include "support/result_check.h"
#include "workspace/activity_lock.h"

#include <QProcess>
#include <fstream>

using namespace driftwood;
using driftwood::test::SensorBench;
using workspace::RunStatus;

/// What is left of a training that did not end as it should.
class TestTrainingSurvives : public QObject {
    Q_OBJECT

    std::unique_ptr<SensorBench> m_bench;

    Result<session::TrainOutcome> train(const session::TrainRequest& request) {
        return session::runTraining(*m_bench->connection, m_bench->folder(), request, {}, {});
    }
    Result<session::TrainOutcome> resume(std::int64_t run) {
        return session::resumeTraining(*m_bench->connection, m_bench->folder(), run, {}, {});
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
    static session::TrainRequest request(const std::string& name) {
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
        VERIFY_FAILS(resume(run->id), ErrorCode::AlreadyExists); // it is at work, and not to be stolen

        process.kill();
        QVERIFY(process.waitForFinished(10000));
        run = newestRun();
        VERIFY_OK(run);
        QCOMPARE(run->status, RunStatus::Interrupted);
        QVERIFY(std::filesystem::exists(run->checkpointPath));

        std::stop_source stop;
        const auto resumed = session::resumeTraining(
            *m_bench->connection, m_bench->folder(), run->id,
            [&](const session::TrainUpdate& update) {
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
        asked.incremental = incremental;
        const auto whole = train(asked);
        VERIFY_OK(whole);

        // No bundle can be written where a file lies instead of its folder.
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
        QCOMPARE(resumed->model->parameters, whole->model->parameters);
        QCOMPARE(resumed->model->threshold, whole->model->threshold);
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

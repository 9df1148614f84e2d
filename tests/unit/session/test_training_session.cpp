#include "session/training_session.h"

#include "session/dataset_sample.h"
#include "session/job_board.h"
#include "support/demo_dataset.h"
#include "support/result_check.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::session;

/// A training run as a window has it, on the embedded broker.
class TestTrainingSession : public QObject {
    Q_OBJECT

  private:
    test::DemoBench m_bench;
    QTemporaryDir m_folder;

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    static TrainRequest request(const std::string& name, int epochs) {
        TrainRequest request;
        request.dataset = "shift";
        request.modelName = name;
        request.training.task = training::Task::AnomalyDetection;
        request.training.network = {
            training::NetworkKind::Autoencoder, {16, 4, 16}, training::Activation::Relu};
        request.training.batchSize = 32;
        request.training.epochs = epochs;
        request.training.patience = 0;
        return request;
    }

    std::unique_ptr<TrainingSession> begin(const std::string& name, int epochs) const {
        auto session = std::make_unique<TrainingSession>(m_bench.connection, folder(), request(name, epochs));
        session->start();
        return session;
    }

    static bool waitForEnd(const Job& job) {
        return QTest::qWaitFor([&] { return job.over(); }, 60'000);
    }

    std::map<std::string, Curve> stored(std::int64_t runId) const {
        std::map<std::string, Curve> curves;
        const auto workspace = workspace::Workspace::open(folder());
        const auto metrics = (*workspace)->metrics(runId).value();
        for (const auto& row : metrics)
            curves[row.name].append(static_cast<double>(row.step), row.value);
        return curves;
    }

  private Q_SLOTS:
    void initTestCase() {
        auto bench = test::demoBench();
        VERIFY_OK(bench);
        m_bench = std::move(*bench);
        VERIFY_OK(test::addDemoDataset(m_bench, folder(), "shift", TopicName("plant.machines"), 500));
    }

    void aSampleIsSpreadOverTheDataSet() {
        const auto workspace = workspace::Workspace::open(folder());
        const auto manifest = (*workspace)->dataset("shift")->manifest;
        const auto sample = sampleDataset(*m_bench.connection, manifest, 400, {});
        VERIFY_OK(sample);
        QVERIFY(sample->rows.rows() >= 300);
        QVERIFY(sample->rows.rows() <= 400);
        QCOMPARE(sample->trainRows, static_cast<std::int64_t>(sample->rows.rows()));
        const auto offsets = sample->rows.offsets();
        const auto [first, last] = std::ranges::minmax(offsets);
        QVERIFY(last - first > 300); // of 500 a partition

        const auto all = sampleDataset(*m_bench.connection, manifest, 1'000'000, {});
        VERIFY_OK(all);
        QCOMPARE(static_cast<std::int64_t>(all->rows.rows()), manifest.rows);
    }

    void whatIsSeenLiveIsWhatIsStored() {
        const auto session = begin("seen", 3);
        QSignalSpy begun(session.get(), &TrainingSession::begun);
        QSignalSpy prepared(session.get(), &TrainingSession::prepared);
        QVERIFY(waitForEnd(*session));
        QCOMPARE(session->state(), Job::State::Finished);
        QCOMPARE(begun.size(), 1);
        QCOMPARE(prepared.size(), 1);
        QVERIFY(!session->row().modelId.empty());
        QCOMPARE(session->row().status, workspace::RunStatus::Finished);
        QCOMPARE(session->history().epochs().size(), std::size_t(3));
        QCOMPARE(session->history().lastStep(), session->row().steps);

        auto curves = stored(session->runId());
        QCOMPARE(curves["train/loss"].value, session->history().loss().value);
        QCOMPARE(curves["train/gradient_norm"].value, session->history().gradientNorm().value);
        QCOMPARE(curves["train/seconds"].value, session->history().seconds().value);
        QCOMPARE(curves["validation/loss"].value, session->history().metric("validation/loss").value);
        QCOMPARE(static_cast<std::int64_t>(curves["rows/train"].value.front()), session->setup()->trainRows);
        QCOMPARE(session->setup()->reference.fields.size(), session->setup()->inputs.size());
    }

    void pausingStopsTheStepsAndResumingEndsWithTheSameWeights() {
        const auto direct = runTraining(*m_bench.connection, folder(), request("direct", 450), {}, {});
        VERIFY_OK(direct);

        const auto session = begin("paused", 450);
        QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
        session->pause();
        QCOMPARE(session->state(), Job::State::Paused);
        QTRY_VERIFY(session->standing());
        // Steps that were on their way still arrive; then none.
        QTest::qWait(100);
        const auto steps = session->row().steps;
        const auto elapsed = session->elapsed();
        QVERIFY(steps < direct->run.steps);
        QCOMPARE(session->checkpointStep(), steps);
        QTest::qWait(300);
        QCOMPARE(session->row().steps, steps);
        QCOMPARE(session->elapsed(), elapsed);

        session->resume();
        QVERIFY(waitForEnd(*session));
        QCOMPARE(session->state(), Job::State::Finished);
        QCOMPARE(session->row().steps, direct->run.steps);
        const auto workspace = workspace::Workspace::open(folder());
        const auto model = (*workspace)->model(session->row().modelId);
        VERIFY_OK(model);
        QCOMPARE(QString::fromStdString(model->metricsJson),
                 QString::fromStdString((*workspace)->model(direct->run.modelId)->metricsJson));
        const auto bundle = model::loadBundle(model->bundlePath);
        VERIFY_OK(bundle);
        QCOMPARE(bundle->parameters, direct->model->parameters);
    }

    void aStoppedRunGoesOnWithItsWholeHistory() {
        auto whole = begin("whole", 380);
        QVERIFY(waitForEnd(*whole));

        workspace::RunRow row;
        {
            const auto session = begin("cut", 380);
            QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
            session->stop();
            QVERIFY(waitForEnd(*session));
            QCOMPARE(session->state(), Job::State::Stopped);
            row = session->row();
        }
        QCOMPARE(row.status, workspace::RunStatus::Stopped);
        QVERIFY(std::filesystem::exists(row.checkpointPath));
        QVERIFY(row.steps < whole->row().steps);

        TrainingSession resumed(m_bench.connection, folder(), row);
        resumed.start();
        QVERIFY(waitForEnd(resumed));
        QCOMPARE(resumed.state(), Job::State::Finished);
        QCOMPARE(resumed.runId(), row.id);
        QCOMPARE(resumed.history().loss().value, whole->history().loss().value);
        QCOMPARE(resumed.history().metric("validation/loss").value,
                 whole->history().metric("validation/loss").value);
        QVERIFY(std::ranges::is_sorted(resumed.history().seconds().value));
    }

    void aCheckpointIsWrittenWhenAskedFor() {
        const auto session = begin("checkpoint", 5000);
        QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
        QSignalSpy written(session.get(), &TrainingSession::checkpointed);
        session->checkpointNow();
        QVERIFY(written.wait(5000));
        QVERIFY(session->checkpointStep() > 0);
        session->stop();
        QVERIFY(waitForEnd(*session));
    }

    void aPausedRunCanBeStopped() {
        const auto session = begin("held", 5000);
        QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
        session->pause();
        QTRY_VERIFY(session->standing());
        session->stop();
        QVERIFY(waitForEnd(*session));
        QCOMPARE(session->state(), Job::State::Stopped);
        QCOMPARE(session->row().stopReason, std::string("stopped by you"));
    }

    void closingTheDeskWhileItTrainsKeepsTheRun() {
        std::int64_t runId = 0;
        {
            JobBoard board;
            auto* session = board.start(
                std::make_unique<TrainingSession>(m_bench.connection, folder(), request("closed", 5000)));
            QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
            runId = session->runId();
        }
        const auto workspace = workspace::Workspace::open(folder());
        const auto row = (*workspace)->run(runId);
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Stopped);
        QVERIFY(row->steps > 0);
        QVERIFY(std::filesystem::exists(row->checkpointPath));
    }

    void aRunThatCannotBeginSaysWhy() {
        TrainRequest missing = request("missing", 1);
        missing.dataset = "shift";
        missing.features.inputs.push_back({.path = "no.such.field"});
        TrainingSession session(m_bench.connection, folder(), missing);
        session.start();
        QVERIFY(waitForEnd(session));
        QCOMPARE(session.state(), Job::State::Failed);
        QVERIFY(QString::fromStdString(session.error()->text()).contains("no.such.field"));
        const auto workspace = workspace::Workspace::open(folder());
        const auto row = (*workspace)->run(session.runId());
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Failed);
        QVERIFY(row->stopReason.find("no.such.field") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestTrainingSession)
#include "test_training_session.moc"

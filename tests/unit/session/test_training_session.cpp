#include "session/training_session.h"

#include "profiling/dataset_sample.h"
#include "runs/run_names.h"
#include "support/demo_dataset.h"
#include "support/result_check.h"
#include "support/step_gate.h"
#include "tasks/job_board.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::runs;
using namespace driftwood::session;
using namespace driftwood::tasks;

namespace {

constexpr int kWaitMs = 60'000;
/// The step at which a run is held to be paused, stopped or abandoned: within one of its first epochs.
constexpr std::int64_t kGateStep = 100;

} // namespace

/// A training run as used by a window, on the embedded broker.
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
    std::unique_ptr<TrainingSession> begin(const std::string& name, int epochs,
                                           const test::StepGate& gate) const {
        auto session = std::make_unique<TrainingSession>(m_bench.connection, folder(), request(name, epochs));
        gate.guard(*session);
        session->start();
        return session;
    }

    static bool waitForEnd(const Job& job) {
        return QTest::qWaitFor([&] { return job.over(); }, kWaitMs);
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
        const auto sample = profiling::sampleDataset(*m_bench.connection, manifest, 400, {});
        VERIFY_OK(sample);
        QVERIFY(sample->rows.rows() >= 300);
        QVERIFY(sample->rows.rows() <= 400);
        QCOMPARE(sample->trainRows, static_cast<std::int64_t>(sample->rows.rows()));
        const auto offsets = sample->rows.offsets();
        const auto [first, last] = std::ranges::minmax(offsets);
        QVERIFY(last - first > 300); // of 500 per partition

        const auto all = profiling::sampleDataset(*m_bench.connection, manifest, 1'000'000, {});
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

    /// Few steps of a long run are kept, and the same ones are drawn while it runs.
    void aLongRunIsSeenAsItIsStored() {
        constexpr std::int64_t kStoppedAt = 3 * kGateStep + 1; // within a selection
        const test::StepGate gate(kStoppedAt);
        const auto session = begin("long", 4000, gate);
        QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
        session->stop();
        QVERIFY(waitForEnd(*session));
        QVERIFY(!session->history().hasEveryStep());

        auto curves = stored(session->runId());
        QCOMPARE(curves["train/loss"].step, session->history().loss().step);
        QCOMPARE(curves["train/loss"].value, session->history().loss().value);
        QCOMPARE(curves["train/seconds"].value, session->history().seconds().value);
        QCOMPARE(curves["train/gradient_norm"].value, session->history().gradientNorm().value);
        for (const char* ofStep : {"train/loss", "train/seconds", "train/gradient_norm"})
            QCOMPARE(curves[ofStep].step.back(), static_cast<double>(kStoppedAt));
        QCOMPARE(session->history().lastGradientNorm(),
                 std::optional(curves["train/gradient_norm"].value.back()));
    }

    void pausingStopsTheStepsAndResumingEndsWithTheSameWeights() {
        const test::StepGate gate(kGateStep);
        const auto session = begin("paused", 20, gate);
        QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
        session->pause();
        QCOMPARE(session->state(), Job::State::Paused);
        gate.open();
        QTRY_VERIFY_WITH_TIMEOUT(session->standing(), kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(session->checkpointStep(), kGateStep, kWaitMs);
        const auto elapsed = session->elapsed();

        // A complete run takes more than one step.
        const auto direct = runTraining(*m_bench.connection, folder(), request("direct", 20), {}, {});
        VERIFY_OK(direct);
        QCoreApplication::processEvents();
        QVERIFY(kGateStep < direct->run.steps);
        QVERIFY(session->standing());
        QCOMPARE(session->row().steps, kGateStep);
        QCOMPARE(session->elapsed(), elapsed);

        session->resume();
        QVERIFY(waitForEnd(*session));
        QCOMPARE(session->state(), Job::State::Finished);
        QCOMPARE(session->row().steps, direct->run.steps);
        const auto workspace = workspace::Workspace::open(folder());
        const auto model = (*workspace)->model(session->row().modelId);
        VERIFY_OK(model);
        QCOMPARE(QString::fromStdString(model->quality.text()),
                 QString::fromStdString((*workspace)->model(direct->run.modelId)->quality.text()));
        const auto bundle = model::loadBundle(model->bundlePath);
        VERIFY_OK(bundle);
        QCOMPARE(bundle->learned.weights(), direct->model->learned.weights());
    }

    void aStoppedRunIsKeptFromItsBestEpoch() {
        // A run stopped in its fifth epoch gives the same model as a run of four epochs.
        const auto four = runTraining(*m_bench.connection, folder(), request("four", 4), {}, {});
        VERIFY_OK(four);
        std::stop_source stop;
        const auto stopped = runTraining(
            *m_bench.connection, folder(), request("stopped", 50),
            [&](const TrainUpdate& update) {
                if (update.step && update.step->epoch == 5)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(stopped);
        QVERIFY(!stopped->model && stopped->run.steps > four->run.steps);

        TrainControl control;
        control.keepBest();
        const auto kept = resumeTraining(*m_bench.connection, folder(), stopped->run.id, {}, {}, &control);
        VERIFY_OK(kept);
        QVERIFY(kept->model != nullptr);
        QCOMPARE(kept->run.status, workspace::RunStatus::Finished);
        QCOMPARE(kept->run.steps, stopped->run.steps); // no step was made
        QCOMPARE(kept->run.stopReason, std::string(kKeptBest));
        QCOMPARE(kept->model->lineage.bestEpoch, four->model->lineage.bestEpoch);
        QCOMPARE(kept->model->learned.weights(), four->model->learned.weights());
    }

    void aRunTakenUpFromAnOlderCheckpointKnowsNothingBeyondIt_data() {
        QTest::addColumn<bool>("keepsBest");
        QTest::newRow("its best epoch is kept") << true;
        QTest::newRow("it is resumed") << false;
    }
    /// A killed run leaves curves of steps and epochs that came after its checkpoint.
    void aRunTakenUpFromAnOlderCheckpointKnowsNothingBeyondIt() {
        QFETCH(bool, keepsBest);
        constexpr std::int64_t kCheckpointStep = 4 * kGateStep;
        workspace::RunRow row;
        const auto workspace = workspace::Workspace::open(folder());
        {
            const test::StepGate gate(kCheckpointStep);
            const auto session = begin("killed", 50, gate);
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
            session->checkpointNow();
            gate.openUntil(kCheckpointStep + 1);
            QTRY_COMPARE_WITH_TIMEOUT(session->checkpointStep(), kCheckpointStep, kWaitMs);
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
            const std::filesystem::path checkpoint =
                (*workspace)->run(session->runId()).value().checkpointPath;
            const auto older = folder() / "older";
            std::filesystem::copy_file(checkpoint, older, std::filesystem::copy_options::overwrite_existing);
            // All epochs before a checkpoint are stored with it.
            const auto kept = (*workspace)->metric(session->runId(), RunHistory::kEpochLoss);
            VERIFY_OK(kept);
            QVERIFY(!kept->empty());
            QVERIFY(kept->back().step + session->history().stepsPerEpoch() > kCheckpointStep);
            gate.openUntil(3 * kCheckpointStep);
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
            session->stop();
            QVERIFY(waitForEnd(*session));
            std::filesystem::rename(older, checkpoint);
            row = session->row();
        }
        QCOMPARE(row.steps, 3 * kCheckpointStep);
        const auto endsAt = [&](const RunHistory& history) {
            return history.epochs().empty() ? 0 : history.epochs().back().step;
        };
        const test::StepGate gate(kCheckpointStep + 1);
        TrainingSession resumed(m_bench.connection, folder(), row);
        if (keepsBest)
            resumed.keepBest();
        gate.guard(resumed);
        resumed.start();
        if (!keepsBest) {
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
            resumed.stop();
        }
        QVERIFY(waitForEnd(resumed));
        const std::int64_t last = keepsBest ? kCheckpointStep : kCheckpointStep + 1;
        QCOMPARE(resumed.row().steps, last);
        RunHistory stored;
        stored.add((*workspace)->metrics(row.id).value());
        for (const RunHistory* history : {&resumed.history(), static_cast<const RunHistory*>(&stored)}) {
            QCOMPARE(history->lastStep(), last);
            QCOMPARE(history->gradientNorm().step.back(), static_cast<double>(last));
            QVERIFY(endsAt(*history) > 0 && endsAt(*history) <= last);
            for (const LossSpike& spike : history->spikes())
                QVERIFY(spike.step <= last);
        }
        if (!keepsBest)
            return;
        QCOMPARE(resumed.state(), Job::State::Finished);
        const auto model = model::loadBundle((*workspace)->model(resumed.row().modelId).value().bundlePath);
        VERIFY_OK(model);
        QCOMPARE(stored.epochs()[*stored.bestEpoch()].epoch, model->lineage.bestEpoch);
        QCOMPARE(resumed.history().epochs()[*resumed.history().bestEpoch()].epoch, model->lineage.bestEpoch);
    }

    void withoutAnEpochThereIsNothingToKeepAndTheRunStaysAsItWas() {
        std::stop_source stop;
        const auto stopped = runTraining(
            *m_bench.connection, folder(), request("early", 50),
            [&](const TrainUpdate& update) {
                if (update.step)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(stopped);
        TrainControl control;
        control.keepBest();
        VERIFY_FAILS(resumeTraining(*m_bench.connection, folder(), stopped->run.id, {}, {}, &control),
                     ErrorCode::InvalidArgument);
        const auto workspace = workspace::Workspace::open(folder());
        const auto row = (*workspace)->run(stopped->run.id);
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Stopped);
        QVERIFY(std::filesystem::exists(row->checkpointPath)); // it can still be resumed
    }

    void aRunIsRenamedWhenItIsOver() {
        const auto run = runTraining(*m_bench.connection, folder(), request("before", 1), {}, {});
        VERIFY_OK(run);
        const auto workspace = workspace::Workspace::open(folder());
        VERIFY_OK(renameRun(**workspace, run->run.id, "after"));
        QCOMPARE((*workspace)->run(run->run.id)->name, std::string("after"));
        QCOMPARE((*workspace)->model(run->run.modelId)->name, std::string("before"));
        VERIFY_FAILS(renameRun(**workspace, run->run.id, "  "), ErrorCode::InvalidArgument);
        VERIFY_FAILS(renameRun(**workspace, run->run.id, "a/b"), ErrorCode::InvalidArgument);
        VERIFY_FAILS(runTraining(*m_bench.connection, folder(), request("a/b", 1), {}, {}),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(renameRun(**workspace, 4711, "x"), ErrorCode::NotFound);
        const auto session = begin("busy", 450);
        QTRY_VERIFY_WITH_TIMEOUT(session->row().steps > 0, 30'000);
        session->pause();
        VERIFY_FAILS(renameRun(**workspace, session->runId(), "x"), ErrorCode::InvalidArgument);
        session->stop();
        QVERIFY(waitForEnd(*session));
    }

    void aStoppedRunGoesOnWithItsWholeHistory() {
        auto whole = begin("whole", 20);
        QVERIFY(waitForEnd(*whole));

        workspace::RunRow row;
        {
            const test::StepGate gate(kGateStep);
            const auto session = begin("cut", 20, gate);
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
            session->stop();
            QVERIFY(waitForEnd(*session));
            QCOMPARE(session->state(), Job::State::Stopped);
            row = session->row();
        }
        QCOMPARE(row.status, workspace::RunStatus::Stopped);
        QVERIFY(std::filesystem::exists(row.checkpointPath));
        QCOMPARE(row.steps, kGateStep);
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
        const test::StepGate gate(kGateStep);
        const auto session = begin("checkpoint", 20, gate);
        QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
        QSignalSpy written(session.get(), &TrainingSession::checkpointed);
        session->checkpointNow();
        gate.openUntil(kGateStep + 1);
        QTRY_COMPARE_WITH_TIMEOUT(session->checkpointStep(), kGateStep, kWaitMs);
        QVERIFY(!written.isEmpty());
        session->stop();
        QVERIFY(waitForEnd(*session));
    }

    void aPausedRunCanBeStopped() {
        const test::StepGate gate(kGateStep);
        const auto session = begin("held", 20, gate);
        QTRY_VERIFY_WITH_TIMEOUT(gate.reached(), kWaitMs);
        session->pause();
        gate.open();
        QTRY_VERIFY_WITH_TIMEOUT(session->standing(), kWaitMs);
        session->stop();
        QVERIFY(waitForEnd(*session));
        QCOMPARE(session->state(), Job::State::Stopped);
        QCOMPARE(session->row().stopReason, std::string("stopped by you"));
        QCOMPARE(session->row().steps, kGateStep);
    }

    void closingTheApplicationWhileItTrainsKeepsTheRun() {
        const test::StepGate gate(kGateStep);
        std::int64_t runId = 0;
        {
            JobBoard board;
            auto run = std::make_unique<TrainingSession>(m_bench.connection, folder(), request("closed", 20));
            gate.guard(*run);
            auto* session = board.start(std::move(run));
            QTRY_VERIFY_WITH_TIMEOUT(gate.reached() && session->runId() != 0, kWaitMs);
            runId = session->runId();
        }
        const auto workspace = workspace::Workspace::open(folder());
        const auto row = (*workspace)->run(runId);
        VERIFY_OK(row);
        QCOMPARE(row->status, workspace::RunStatus::Stopped);
        QCOMPARE(row->steps, kGateStep);
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

#include "runs/kept_measurements.h"
#include "runs/run_history.h"
#include "runs/run_journal.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace driftwood;
using namespace driftwood::runs;
using training::LearnerKind;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The loss of a measurement: it falls slowly, with waves.
double lossAt(std::int64_t number) {
    return 1.0 + 0.2 * std::sin(static_cast<double>(number)) + 10.0 / static_cast<double>(number);
}

TrainUpdate epochEnd(std::int64_t epoch, std::int64_t stepsPerEpoch, double loss) {
    const std::int64_t step = epoch * stepsPerEpoch;
    return {.metrics = {{step, "train/epoch_loss", loss / 2},
                        {step, "validation/loss", loss},
                        {step, "validation/mae", loss * 3}},
            .runId = 1};
}

TrainUpdate rowsLearned(std::int64_t rows, double loss) {
    return {.metrics = {{rows, "train/loss", loss},
                        {rows, "train/seconds", static_cast<double>(rows) / 1e5},
                        {rows, "prequential/loss", loss},
                        {rows, "prequential/mae", loss * 2},
                        {rows, "window/loss", loss}},
            .runId = 1,
            .step = StepReport{rows, 1, loss, kNaN, static_cast<double>(rows) / 1e5}};
}

void compare(const Curve& a, const Curve& b) {
    QCOMPARE(a.step, b.step);
    QCOMPARE(a.value, b.value);
}

/// A workspace with a run whose updates are also shown live.
struct JournalBench {
    QTemporaryDir folder;
    std::unique_ptr<workspace::Workspace> workspace;
    std::unique_ptr<RunJournal> journal;
    RunHistory live;
    TrainSink sink = [this](TrainUpdate update) { live.add(update); };

    JournalBench() { workspace = workspace::Workspace::open(folder.path().toStdString()).value(); }

    void begin(LearnerKind learner) {
        workspace::RunRow row;
        row.name = "long";
        row.learner = learner;
        begin(std::move(row));
    }
    void begin(workspace::RunRow row) {
        journal.reset(); // lets go of the run's lock
        journal = std::make_unique<RunJournal>(*workspace, sink);
        VERIFY_OK(journal->begin(std::move(row)));
    }
    [[nodiscard]] RunHistory reopened() {
        RunHistory history;
        history.add(workspace->metrics(journal->row().id).value());
        return history;
    }
};

} // namespace

/// Long runs have curves of a bounded number of points, the same live and reopened.
class TestKeptMeasurements : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRunOfUsualLengthKeepsEveryMeasurement() {
        KeptMeasurements kept(training::learnerOf(LearnerKind::Batch));
        for (std::int64_t epoch = 1; epoch <= std::int64_t(KeptMeasurements::kMost); ++epoch)
            QVERIFY(!kept.add(epochEnd(epoch, 7, lossAt(epoch)).metrics));
        const auto dropped = kept.add(epochEnd(KeptMeasurements::kMost + 1, 7, 0.5).metrics);
        QVERIFY(dropped);
        QCOMPARE(dropped->names,
                 (std::vector<std::string>{"train/epoch_loss", "validation/loss", "validation/mae"}));
        QVERIFY(dropped->steps.size() > KeptMeasurements::kMost / 4);
    }

    void manyEpochsAreBoundedAndKeepFirstLastBestAndTheCheckpoint() {
        constexpr std::int64_t kEpochs = 25'000;
        constexpr std::int64_t kBest = 7'001;
        constexpr std::int64_t kCheckpoint = 11'003;
        JournalBench bench;
        bench.begin(LearnerKind::Batch);
        for (std::int64_t epoch = 1; epoch <= kEpochs; ++epoch) {
            VERIFY_OK(bench.journal->report(epochEnd(epoch, 7, epoch == kBest ? 0.1 : lossAt(epoch))));
            if (epoch == kCheckpoint)
                VERIFY_OK(bench.journal->checkpointed(epoch * 7 + 3));
        }
        VERIFY_OK(bench.journal->saveMetrics());
        const RunHistory reopened = bench.reopened();
        for (const char* name : {"train/epoch_loss", "validation/loss", "validation/mae"}) {
            const Curve& curve = reopened.metric(name);
            compare(bench.live.metric(name), curve);
            QVERIFY2(curve.size() <= KeptMeasurements::kMost && curve.size() > KeptMeasurements::kMost / 4,
                     qPrintable(QString::number(curve.size())));
            for (const std::int64_t epoch : {std::int64_t(1), kBest, kCheckpoint, kEpochs})
                QVERIFY2(curve.measuredAt(static_cast<double>(epoch * 7)),
                         qPrintable(QString::number(epoch)));
        }
        for (const RunHistory* history : std::initializer_list<const RunHistory*>{&bench.live, &reopened}) {
            QCOMPARE(history->epochs()[*history->bestEpoch()].epoch, int(kBest));
            QCOMPARE(history->epochs().back().epoch, int(kEpochs));
            QCOMPARE(history->stepsPerEpoch(), 7);
            QVERIFY(!history->hasEveryMeasurement());
        }
        QCOMPARE(bench.live.epochs(), reopened.epochs());
        QVERIFY(bench.workspace->metrics(bench.journal->row().id).value().size() <=
                3 * KeptMeasurements::kMost + 1);
    }

    void onePassOverManyRowsIsBoundedInAllItsCurves() {
        constexpr std::int64_t kSteps = 12'000;
        JournalBench bench;
        bench.begin(LearnerKind::OnePass);
        for (std::int64_t step = 1; step <= kSteps; ++step)
            VERIFY_OK(bench.journal->report(rowsLearned(step * 256, lossAt(step))));
        VERIFY_OK(bench.journal->end(workspace::RunStatus::Stopped, "stopped by you"));
        const RunHistory reopened = bench.reopened();
        compare(bench.live.loss(), reopened.loss());
        compare(bench.live.seconds(), reopened.seconds());
        for (const char* name : {"prequential/loss", "prequential/mae", "window/loss"})
            compare(bench.live.metric(name), reopened.metric(name));
        QVERIFY(reopened.loss().size() <= KeptMeasurements::kMost);
        QCOMPARE(reopened.seconds().step, reopened.loss().step);
        QCOMPARE(reopened.loss().step.back(), double(kSteps * 256));
        // Old points were thinned more often, and are not sparser for that.
        const auto early = std::ranges::lower_bound(reopened.loss().step, double(kSteps) * 64) -
                           reopened.loss().step.begin();
        QVERIFY2(early > std::ssize(reopened.loss().step) / 10, qPrintable(QString::number(early)));
    }

    void lossesOfMiniBatchesAndSpikesStay() {
        KeptMeasurements kept(training::learnerOf(LearnerKind::Batch));
        std::optional<DroppedPoints> dropped;
        for (std::int64_t epoch = 1; !dropped; ++epoch) {
            TrainUpdate update = epochEnd(epoch, 7, lossAt(epoch));
            update.metrics.push_back({epoch * 7, "train/loss", 0.5});
            update.metrics.push_back({epoch * 7, "spike/loss", 0.5});
            dropped = kept.add(update.metrics);
        }
        QVERIFY(!std::ranges::count(dropped->names, "train/loss"));
        QVERIFY(!std::ranges::count(dropped->names, "spike/loss"));
    }

    void aLossThatWasNeverMeasuredIsNoReasonToKeepAll() {
        KeptMeasurements kept(training::learnerOf(LearnerKind::Batch)); // no validation part
        std::optional<DroppedPoints> dropped;
        for (std::int64_t epoch = 1; !dropped; ++epoch) {
            QVERIFY(epoch <= std::int64_t(KeptMeasurements::kMost) + 1);
            const workspace::MetricRow row{epoch, "train/epoch_loss", 0.5};
            dropped = kept.add({&row, 1});
        }
        QVERIFY(!dropped->has("train/epoch_loss", 1));
        QVERIFY(!dropped->has("train/epoch_loss", KeptMeasurements::kMost + 1));
    }

    void aResumedRunContinuesTheCurvesOfItsCheckpoint() {
        JournalBench bench;
        bench.begin(LearnerKind::Batch);
        constexpr std::int64_t kCheckpoint = 2'503;
        for (std::int64_t epoch = 1; epoch <= 5'000; ++epoch) {
            VERIFY_OK(bench.journal->report(epochEnd(epoch, 4, lossAt(epoch))));
            if (epoch == kCheckpoint)
                VERIFY_OK(bench.journal->checkpointed(epoch * 4));
        }
        VERIFY_OK(bench.journal->end(workspace::RunStatus::Interrupted, ""));
        bench.begin(bench.workspace->run(bench.journal->row().id).value());
        VERIFY_OK(bench.journal->goOnFrom(kCheckpoint * 4));
        QCOMPARE(bench.live.epochs().back().epoch, int(kCheckpoint));
        QCOMPARE(bench.live.epochs(), bench.reopened().epochs());
        for (std::int64_t epoch = kCheckpoint + 1; epoch <= 9'000; ++epoch)
            VERIFY_OK(bench.journal->report(epochEnd(epoch, 4, lossAt(epoch))));
        VERIFY_OK(bench.journal->saveMetrics());
        const RunHistory reopened = bench.reopened();
        compare(bench.live.metric("validation/loss"), reopened.metric("validation/loss"));
        QVERIFY(reopened.epochs().size() <= KeptMeasurements::kMost);
        QCOMPARE(reopened.epochs().back().epoch, 9'000);
        QVERIFY(reopened.metric("validation/loss").measuredAt(4.0));
    }

    void aLongRunOfAnEarlierVersionIsBoundedWhenItIsResumed() {
        JournalBench bench;
        bench.begin(LearnerKind::Batch);
        const std::int64_t run = bench.journal->row().id;
        std::vector<workspace::MetricRow> many;
        for (std::int64_t epoch = 1; epoch <= 6'000; ++epoch)
            for (auto& metric : epochEnd(epoch, 4, lossAt(epoch)).metrics)
                many.push_back(metric);
        VERIFY_OK(bench.workspace->addMetrics(run, many));
        bench.live.add(bench.workspace->metrics(run).value());
        VERIFY_OK(bench.journal->goOnFrom(6'000 * 4));
        QVERIFY(bench.live.epochs().size() <= KeptMeasurements::kMost);
        QCOMPARE(bench.live.epochs(), bench.reopened().epochs());
    }
};

QTEST_GUILESS_MAIN(TestKeptMeasurements)
#include "test_kept_measurements.moc"

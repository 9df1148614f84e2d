#include "runs/kept_steps.h"
#include "runs/loss_spikes.h"
#include "runs/run_history.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <random>

using namespace driftwood;
using namespace driftwood::runs;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// A report of a step that is among the kept ones.
TrainUpdate step(std::int64_t number, double loss) {
    const double seconds = static_cast<double>(number) / 100.0;
    return {.metrics = {{number, "train/loss", loss},
                        {number, "train/seconds", seconds},
                        {number, "train/gradient_norm", 1.0}},
            .runId = 1,
            .step = StepReport{number, 1, loss, 1.0, seconds}};
}

TrainUpdate epochEnd(std::int64_t number, double validation) {
    TrainUpdate update = step(number, 0.5);
    update.metrics.push_back({number, "train/epoch_loss", 0.6});
    update.metrics.push_back({number, "validation/loss", validation});
    return update;
}

} // namespace

/// The stored steps of a run, its outliers, and the history made of both.
class TestRunHistory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aShortRunKeepsEveryStep() {
        KeptSteps kept(500);
        std::vector<workspace::MetricRow> rows;
        for (int i = 1; i <= 500; ++i)
            kept.add({i, 1, 1.0 / i, kNaN, 0.0}, rows);
        QCOMPARE(std::ranges::count(rows, std::string("train/loss"), &workspace::MetricRow::name), 500);
    }

    void aMetricIsTakenAtTheBestEpochAndNotWhereItIsBest() {
        RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{10, "validation/loss", 0.5},
                                                      {10, "validation/accuracy", 0.70},
                                                      {20, "validation/loss", 0.4},
                                                      {20, "validation/accuracy", 0.75},
                                                      {30, "validation/loss", 0.6},
                                                      {30, "validation/accuracy", 0.80}});
        QCOMPARE(history.epochs()[*history.bestEpoch()].step, 20);
        QCOMPARE(history.atBest("validation/accuracy").value(), 0.75);
        QCOMPARE(bestStep(history.metric("validation/loss")).value(), 20.0);
        QVERIFY(!history.atBest("validation/mae"));
        QVERIFY(!bestStep({{1.0}, {kNaN}}));
    }

    void baselinesAreFactsOfTheRun() {
        RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{0, "rows/train", 80},
                                                      {0, "baseline/last_value/mae", 2.4},
                                                      {0, "baseline/last_value/rows", 20},
                                                      {0, "baseline/mean/mae", 9.5}});
        const auto baselines = history.baselines();
        QCOMPARE(baselines.size(), std::size_t(2));
        QCOMPARE(baselines.front().name, std::string("mean"));
        QCOMPARE(baselines.front().evaluation.get("mae").value(), 9.5); // not truncated to an integer
        QCOMPARE(baselines.back().evaluation.get("rows").value(), 20.0);
        QCOMPARE(history.fact("rows/train").value(), 80);
    }

    void aLongRunKeepsItsExtremes() {
        constexpr std::int64_t kSteps = 200'000;
        std::mt19937_64 random(5);
        std::lognormal_distribution<double> value;
        KeptSteps kept(kSteps);
        std::vector<workspace::MetricRow> rows;
        double least = 1e9;
        double most = 0;
        double largestNorm = 0;
        for (std::int64_t i = 1; i <= kSteps; ++i) {
            const StepReport s{i, 1, value(random), value(random), 0.0};
            least = std::min(least, s.loss);
            most = std::max(most, s.loss);
            largestNorm = std::max(largestNorm, s.gradientNorm);
            kept.add(s, rows);
        }
        kept.flush(rows);
        double keptLeast = 1e9;
        double keptMost = 0;
        double keptNorm = 0;
        std::int64_t losses = 0;
        std::int64_t last = 0;
        for (const auto& row : rows) {
            if (row.name == "train/loss") {
                ++losses;
                QVERIFY2(row.step > last, "steps run backwards");
                last = row.step;
                keptLeast = std::min(keptLeast, row.value);
                keptMost = std::max(keptMost, row.value);
            } else if (row.name == "train/gradient_norm") {
                keptNorm = std::max(keptNorm, row.value);
            }
        }
        QCOMPARE(keptLeast, least);
        QCOMPARE(keptMost, most);
        QCOMPARE(keptNorm, largestNorm);
        QVERIFY(losses <= KeptSteps::kMost + 1);
        QVERIFY(losses > KeptSteps::kMost / 2);
    }

    void shortEpochsDoNotAddPoints() {
        constexpr std::int64_t kSteps = 900'000;
        KeptSteps kept(kSteps);
        std::vector<workspace::MetricRow> rows;
        for (std::int64_t i = 1; i <= kSteps; ++i) {
            kept.add({i, 1, 1.0 / static_cast<double>(i), kNaN, 0.0}, rows);
            if (i % 7 == 0)
                kept.endEpoch(rows);
        }
        const auto losses = std::ranges::count(rows, std::string("train/loss"), &workspace::MetricRow::name);
        QVERIFY2(losses <= KeptSteps::kMost, qPrintable(QString::number(losses)));
        QVERIFY(losses > KeptSteps::kMost / 2);
    }

    void anEpochThatIsLongerThanASelectionEndsIt() {
        KeptSteps kept(40'000); // selects from 20 steps each
        std::vector<workspace::MetricRow> rows;
        for (int i = 1; i <= 50; ++i)
            kept.add({i, 1, 1.0 / i, kNaN, 0.0}, rows);
        QCOMPARE(rows.back().step, 40);
        kept.endEpoch(rows);
        QCOMPARE(rows.back().step, 50);
    }

    void aLiveHistoryIsBoundedAndKeepsItsExtremes() {
        constexpr std::int64_t kSteps = 900'000;
        RunHistory history;
        for (std::int64_t i = 1; i <= kSteps; ++i) {
            const double loss = i == 123'456 ? 9.0 : i == 654'321 ? 0.001 : 0.5 + 0.1 * std::sin(double(i));
            history.add(step(i, loss));
            if (i % 100'000 == 0)
                history.add(epochEnd(i, 0.4));
        }
        for (const Curve* curve : {&history.loss(), &history.gradientNorm(), &history.seconds()}) {
            QVERIFY(curve->size() <= RunHistory::kMostPoints);
            QVERIFY(curve->size() > RunHistory::kMostPoints / 4);
            QCOMPARE(curve->step.back(), double(kSteps));
            QVERIFY(std::ranges::is_sorted(curve->step, std::less_equal<>()));
            // Old points were thinned many times, and are not sparser for that; the newest are not thinned
            // yet.
            const auto early =
                std::ranges::lower_bound(curve->step, double(kSteps) / 4) - curve->step.begin();
            QVERIFY2(early > std::ssize(curve->step) / 10, qPrintable(QString::number(early)));
        }
        QCOMPARE(history.lastStep(), kSteps);
        QCOMPARE(history.loss().measuredAt(123'456).value(), 9.0);
        QCOMPARE(history.loss().measuredAt(654'321).value(), 0.001);
        QCOMPARE(history.epochs().size(), std::size_t(9));
    }

    void pointsThatAreLeftOutAreNoRewrite() {
        RunHistory history;
        for (std::int64_t i = 1; i <= std::int64_t{RunHistory::kMostPoints}; ++i)
            history.add(step(i, 0.5));
        const int generation = history.generation();
        const int rewrites = history.rewrites();
        history.add(step(RunHistory::kMostPoints + 1, 0.5));
        QVERIFY(history.generation() > generation);
        QCOMPARE(history.rewrites(), rewrites);
    }

    void aThinnedCurveHasTheExtremesAndTheEnd() {
        Curve curve;
        for (int i = 0; i < 1000; ++i)
            curve.append(i, i == 333 ? kNaN : i == 500 ? -7.0 : i == 501 ? 8.0 : std::sin(i));
        const Curve few = thinned(curve, 100);
        QVERIFY(few.size() <= 101);
        QVERIFY(std::isnan(few.measuredAt(333).value()));
        QCOMPARE(few.measuredAt(500).value(), -7.0);
        QCOMPARE(few.measuredAt(501).value(), 8.0);
        QCOMPARE(few.step.back(), 999.0);
        QCOMPARE(thinned(curve, 1000).size(), std::size_t(1000));
        QVERIFY(!few.measuredAt(333.5));
    }

    void aLossThatIsNotFiniteIsKept() {
        KeptSteps kept(1'000'000);
        std::vector<workspace::MetricRow> rows;
        for (int i = 1; i <= 50; ++i)
            kept.add({i, 1, i == 50 ? kNaN : 1.0 / i, 1.0, 0.0}, rows);
        kept.flush(rows);
        QVERIFY(std::ranges::any_of(rows, [](const auto& row) {
            return row.name == "train/loss" && row.step == 50 && std::isnan(row.value);
        }));
    }

    void noiseIsNoSpikeAndABadBatchIs() {
        std::mt19937_64 random(9);
        std::normal_distribution<double> noise(0.0, 0.15);
        LossSpikes spikes;
        for (int i = 0; i < 20'000; ++i) {
            const double usual = std::exp(-i / 4000.0 + noise(random));
            if (i == 12'000)
                QVERIFY(spikes.add(usual * 8.0));
            else
                QVERIFY2(!spikes.add(usual), qPrintable(QString::number(i)));
        }
        QVERIFY(!spikes.add(kNaN));
    }

    void stepsAndEpochsAreTheHistory() {
        RunHistory history;
        history.add(step(1, 0.9));
        history.add(epochEnd(2, 0.7));
        history.add(step(3, 0.8));
        history.add(epochEnd(4, 0.6));
        history.add(epochEnd(6, 0.65));
        QCOMPARE(history.lastStep(), 6);
        QCOMPARE(history.loss().size(), std::size_t(5));
        QCOMPARE(history.epochs().size(), std::size_t(3));
        QCOMPARE(history.epochs()[1].epoch, 2);
        QCOMPARE(*history.bestEpoch(), std::size_t(1));
        QCOMPARE(history.stepsPerEpoch(), 2);
        QCOMPARE(*history.loss().at(3.5), 0.8);
        QVERIFY(!history.loss().at(0.5));
        QVERIFY(!history.notFiniteStep());
    }

    void theLastStepIsKeptThoughItIsNoExtreme() {
        KeptSteps kept(200'000); // selects from 100 steps each
        std::vector<workspace::MetricRow> rows;
        for (int i = 1; i <= 150; ++i)
            kept.add({i, 1,
                      i == 120   ? 9.0
                      : i == 130 ? 0.1
                                 : 0.5,
                      i == 110   ? 7.0
                      : i == 140 ? 0.2
                                 : 1.25,
                      i / 10.0},
                     rows);
        kept.flush(rows);
        const auto last = [&](const std::string& name) {
            return std::ranges::find(rows.rbegin(), rows.rend(), name, &workspace::MetricRow::name);
        };
        for (const char* name : {"train/loss", "train/seconds", "train/gradient_norm"})
            QCOMPARE(last(name)->step, 150);
        QCOMPARE(last("train/loss")->value, 0.5);
        QCOMPARE(last("train/gradient_norm")->value, 1.25);
        const std::size_t before = rows.size();
        kept.flush(rows); // nothing is selected twice
        QCOMPARE(rows.size(), before);
    }

    void theNewestStepIsKnownBeforeItIsSelected() {
        RunHistory history;
        history.add(step(3, 0.5));
        TrainUpdate update{.runId = 1, .step = StepReport{5, 1, 0.4, 2.5, 0.05}};
        history.add(update);
        QCOMPARE(history.lastStep(), 5);
        QCOMPARE(history.lastGradientNorm(), std::optional(2.5));
        QCOMPARE(history.loss().size(), std::size_t(1)); // as it is stored
        QVERIFY(!RunHistory().lastGradientNorm());
    }

    void aStepThatIsReportedTwiceIsOnePoint() {
        RunHistory history;
        for (const double quality : {0.7, 0.75})
            history.add(
                TrainUpdate{.metrics = {{500, "train/loss", 0.5}, {500, "prequential/mae", quality}}});
        QCOMPARE(history.loss().size(), std::size_t(1));
        QCOMPARE(history.metric("prequential/mae").value, std::vector{0.75});
    }

    void aRunInOnePassHasEveryLossThatWasMeasured() {
        RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{500, "prequential/loss", 0.8},
                                                      {1000, "prequential/loss", 0.7},
                                                      {500, "train/loss", 0.8},
                                                      {1000, "train/loss", 0.6}});
        QVERIFY(history.hasEveryStep());
    }

    void aResumedRunKnowsNothingBeyondItsCheckpoint() {
        RunHistory history;
        history.add(std::vector<workspace::MetricRow>{{0, "rows/train", 100},
                                                      {1, "train/loss", 0.9},
                                                      {2, "train/loss", 0.8},
                                                      {3, "train/loss", 0.7},
                                                      {2, "validation/loss", 0.75},
                                                      {4, "validation/loss", 0.65}});
        const int before = history.generation();
        history.add(TrainUpdate{.runId = 1, .goesOnFrom = 2});
        QCOMPARE(history.loss().value, (std::vector<double>{0.9, 0.8}));
        QCOMPARE(*history.bestEpoch(), std::size_t(0));
        QCOMPARE(history.lastStep(), 2);
        history.add(step(3, 0.71));
        QCOMPARE(history.loss().value, (std::vector<double>{0.9, 0.8, 0.71}));
        QCOMPARE(history.epochs().size(), std::size_t(1));
        QVERIFY(history.generation() > before);
        QCOMPARE(*history.fact("rows/train"), 100);
    }

    void aSpikeNamesItsRecord() {
        TrainUpdate update = step(7, 8.0);
        update.metrics = {{7, "spike/loss", 8.0}, {7, "spike/partition", 2}, {7, "spike/offset", 4'301'118}};
        RunHistory history;
        history.add(update);
        QCOMPARE(history.spikes().size(), std::size_t(1));
        QCOMPARE(history.spikes().front().position,
                 (RowPosition{kFirstSource, PartitionId(2), Offset(4'301'118)}));
        QCOMPARE(history.spikes().front().loss, 8.0);
        history.add(std::vector<workspace::MetricRow>{{9, "spike/source", 1}, {9, "spike/offset", 5}});
        QCOMPARE(history.spikes().back().position, (RowPosition{SourceIndex(1), PartitionId(0), Offset(5)}));
    }

    void theStepWithoutAFiniteLossIsKnown() {
        RunHistory history;
        history.add(step(1, 0.5));
        history.add(step(2, std::numeric_limits<double>::infinity()));
        QCOMPARE(*history.notFiniteStep(), 2);
    }
};

QTEST_GUILESS_MAIN(TestRunHistory)
#include "test_run_history.moc"

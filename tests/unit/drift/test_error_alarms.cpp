#include "drift/drift_json.h"
#include "drift/drift_monitor.h"
#include "drift/error_reference.h"
#include "drift/window_rows.h"
#include "support/result_check.h"
#include "unit/drift/watched_plant.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

using namespace driftwood;
using namespace driftwood::drift;
using namespace driftwood::test;

/// Error alarms, and the records that an alarm offers for retraining.
class TestErrorAlarms : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void risingErrorIsAlarmedAtOnce() {
        const auto monitor = monitorOf();
        Plant plant(14);
        plant.run(3000, {});
        plant.run(6000, {.errorRate = 0.4});
        plant.run(4000, {});
        const auto reports = observeInBatches(*monitor, plant, 1000);
        QVERIFY(reports[3].errorChanged && reports[9].errorChanged);
        QVERIFY2(isTheOnlyAlarm(monitor->alarms(), AlarmKind::ErrorChange, "@error"),
                 allTexts(monitor->alarms()).c_str());
        const Alarm& alarm = monitor->alarms()[0];
        QCOMPARE(alarm.range, rowsOfWindows(3, 8)); // while the error is high
        // The mean before the alarm covers all records before the window, and none in it.
        const auto& errors = plant.predictions.errors;
        const double before = std::accumulate(errors.begin(), errors.begin() + 3000, 0.0) / 3000.0;
        QVERIFY2(std::abs(alarm.threshold - before) < 1e-12, alarm.text().c_str());
        QVERIFY(alarm.value > alarm.threshold);
        QCOMPARE(alarm.windows, 6);
        QVERIFY(std::abs(alarm.mean - 0.4) < 0.02);
        // Five windows without a change did not clear it, because the error stayed high.
        QCOMPARE(alarm.clearedAt.value().value, reports[11].to.value);
        QVERIFY(alarm.text().starts_with("the mean error rose to "));
    }

    // Labels near the end of what a double holds: no figure in the text is "inf" or "nan".
    void anErrorBeyondAnyNumberIsSaidInWords() {
        Alarm alarm;
        alarm.kind = AlarmKind::ErrorChange;
        alarm.path = "@error";
        alarm.value = std::numeric_limits<double>::infinity();
        alarm.mean = -std::numeric_limits<double>::quiet_NaN();
        alarm.windows = 2;
        alarm.threshold = 0.5;
        QVERIFY2(
            alarm.text().starts_with("the mean error rose to a value beyond any number in the worst of 2 "
                                     "windows; before it was 0.5;"),
            alarm.text().c_str());
        alarm.windows = 1;
        QVERIFY(alarm.text().starts_with("the mean error rose to a value beyond any number in one window;"));
    }

    void aStrayTimestampIsNoTimeOfAWindow() {
        constexpr std::int64_t kNow = 1'700'000'000'000;
        constexpr std::int64_t kYearMs = 365LL * 24 * 3600 * 1000;
        WindowRows rows(training::Task::Regression);
        QCOMPARE(rows.times(), std::pair(TimestampMs(-1), TimestampMs(-1)));
        const auto add = [&](std::int64_t time) {
            rows.add({kFirstSource, PartitionId(0), Offset(static_cast<std::int64_t>(rows.size()))},
                     TimestampMs(time), 0.0, 0.0);
        };
        add(-1);
        QCOMPARE(rows.times(), std::pair(TimestampMs(-1), TimestampMs(-1)));
        for (int i = 0; i < 500; ++i)
            add(kNow + 1000 * i);
        add(0);
        add(1);
        add(kNow + 40 * kYearMs);
        QCOMPARE(rows.times(), std::pair(TimestampMs(kNow), TimestampMs(kNow + 499'000)));
        for (int i = 0; i < 50; ++i) // enough to exclude chance
            add(kNow - kYearMs);
        QCOMPARE(rows.times(), std::pair(TimestampMs(0), TimestampMs(kNow + 40 * kYearMs)));
    }

    void rowsOfAWindowAreRememberedWithTheirSource() {
        WindowRows rows(training::Task::Regression);
        rows.add({kFirstSource, PartitionId(3), Offset(40)}, TimestampMs(9), 0.5, 2.0);
        rows.add({SourceIndex(1), PartitionId(3), Offset(7)}, TimestampMs(8), 0.25, 1.0);
        const nlohmann::json memory = rows.memory();
        // Five numbers where there is one topic, as in checkpoints that older versions wrote.
        QCOMPARE(memory.dump(), std::string("[[3,40,9,0.5,2.0],[3,7,8,0.25,1.0,1]]"));
        WindowRows again(training::Task::Regression);
        VERIFY_OK(again.recall(memory, 2));
        QCOMPARE(again.memory(), memory);
        for (const char* wrong : {"[[3,40,9,0.5,2.0,-1]]", "[[3,40,9,0.5,2.0,256]]", "[[3,40,9,0.5,2.0,0.5]]",
                                  "[[3,40,9,0.5,2.0,1,1]]", "[[3,40,9,0.5]]"})
            VERIFY_FAILS(again.recall(nlohmann::json::parse(wrong), 1), ErrorCode::CorruptData);
    }

    // For a change in the middle of a window, the range for retraining begins there and not with the window.
    void aRangeBeginsAtTheChange() {
        for (const std::size_t change : {3001UL, 3250UL, 3600UL, 3777UL}) {
            const auto monitor = monitorOf();
            Plant plant(31);
            plant.run(change, {});
            plant.run(8000 - change,
                      {.shift = 2.0, .missing = 0.3, .zone = "roof", .predictions = 2.0, .errorRate = 0.7});
            (void)observeInBatches(*monitor, plant, 250);
            QVERIFY(monitor->alarms().size() >= 4);
            for (const Alarm& alarm : monitor->alarms()) {
                const auto first = alarm.from.value / 1000 - 1000; // its row number
                QVERIFY2(first >= static_cast<std::int64_t>(change) - 3,
                         qPrintable(QStringLiteral("%1: %2 for %3")
                                        .arg(QString::fromStdString(alarm.text()))
                                        .arg(first)
                                        .arg(change)));
                QVERIFY2(first <= 4000, qPrintable(QString::fromStdString(alarm.text())));
                QCOMPARE(alarm.to.value / 1000 - 1000, 7999);
                QCOMPARE(alarm.rows.records, 8000 - first);
                std::int64_t span = 0;
                for (const broker::OffsetRange& range : alarm.range.ranges)
                    span += range.span();
                QCOMPARE(span, alarm.rows.records);
            }
        }
    }

    // An alarm's text never states a value below the one from which it rose.
    void anErrorAlarmDoesNotContradictItself() {
        const auto monitor = monitorOf();
        Plant plant(14);
        plant.run(4000, {.errorRate = 0.3});
        plant.run(2000, {.errorRate = 0.7}); // the alarm is raised
        plant.run(4000, {.errorRate = 0.05});
        plant.run(3000, {.errorRate = 0.25}); // another rise, to a lower level than before the first one
        (void)observeInBatches(*monitor, plant, 500);
        QVERIFY(!monitor->alarms().empty());
        for (const Alarm& alarm : monitor->alarms()) {
            QVERIFY2(alarm.value > alarm.threshold, alarm.text().c_str());
            QVERIFY2(alarm.mean > alarm.threshold && alarm.mean <= alarm.value, alarm.text().c_str());
        }
        QVERIFY2(monitor->alarms()[0].clearedAt.has_value(), monitor->alarms()[0].text().c_str());
        QVERIFY(std::abs(monitor->alarms()[0].threshold - 0.3) < 0.05);
    }

    // The model was right for .67 of its validation rows and is for .24 of the live ones: there is no change
    // to detect, because it is bad from its first record on.
    void aModelThatIsWorseThanInValidationIsAlarmedWithinAWindow() {
        auto model = std::make_shared<model::TrainedModel>(*plantModel());
        model->validation.values = {{"accuracy", 0.67}, {"rows", 2000.0}};
        const auto bad = monitorOf({}, model);
        Plant plant(32);
        plant.run(1000, {.errorRate = 0.76});
        const auto reports = observeInBatches(*bad, plant, 100);
        QVERIFY2(isTheOnlyAlarm(bad->alarms(), AlarmKind::ErrorChange, "@error"),
                 allTexts(bad->alarms()).c_str());
        const Alarm& alarm = bad->alarms()[0];
        QCOMPARE(alarm.threshold, 1.0 - 0.67);
        QCOMPARE(alarm.value, reports[0].meanError);
        QCOMPARE(alarm.windows, 1);
        QVERIFY(alarm.riseFrom == RiseFrom::Validation);
        QVERIFY2(alarm.text().find(" in one window; in validation it was 0.33") != std::string::npos,
                 alarm.text().c_str());
        QCOMPARE(reports[0].expectedError, 1.0 - 0.67);
        QVERIFY(reports[0].errorLimit > 0.33 && reports[0].errorLimit < 0.45);
        QCOMPARE(reports[0].errors, 1000);

        const auto good = monitorOf({}, model); // about the same as in validation
        Plant usual(33);
        usual.run(20'000, {.errorRate = 0.35});
        (void)observeInBatches(*good, usual, 1000);
        QVERIFY2(good->alarms().empty(), allTexts(good->alarms()).c_str());
    }

    void whatCanBeTrainedOnIsKnown() {
        AlarmRows rows{training::Task::Classification, 99, 99, {{0, 50}, {1, 49}}};
        QCOMPARE(trainable(rows), Trainable::TooFewRecords);
        rows.records = 5000;
        QCOMPARE(trainable(rows), Trainable::TooFewLabels);
        rows.labelled = 4000;
        rows.perClass = {{0, 3998}, {1, 2}};
        QCOMPARE(trainable(rows), Trainable::OneClass);
        QVERIFY(!whyNotTrainable(rows).empty());
        rows.perClass = {{0, 3000}, {2, 1000}};
        QCOMPARE(trainable(rows), Trainable::Yes);
        QVERIFY(whyNotTrainable(rows).empty());
        QCOMPARE(trainable({training::Task::Regression, 5000, 40, {}}), Trainable::TooFewLabels);
        QCOMPARE(trainable({training::Task::AnomalyDetection, 5000, 0, {}}), Trainable::Yes);
    }

    // The windows that raise the alarm have one class, the other occurs later: the range must grow.
    void aRangeGrowsUntilItCanBeTrainedOn() {
        const auto monitor = monitorOf();
        Plant plant(34);
        plant.run(3000, {});
        plant.run(6000, {.errorRate = 0.6});
        plant.predictions.actuals.assign(9000, 0.0);
        for (std::size_t row = 6500; row < 9000; row += 2)
            plant.predictions.actuals[row] = 1.0;
        const auto first = [&](std::size_t to) {
            const auto batch = observeRows(*monitor, plant, to == 5000 ? 0 : 5000, to, 500);
            return monitor->alarms().front();
        };
        Alarm alarm = first(5000);
        QCOMPARE(trainable(alarm.rows), Trainable::OneClass);
        QCOMPARE(toJson(alarm)["rows"]["trainable"].get<bool>(), false);
        alarm = first(9000);
        QCOMPARE(trainable(alarm.rows), Trainable::Yes);
        QCOMPARE(alarm.rows.perClass.size(), std::size_t(2));
        QCOMPARE(alarm.rows.labelled, alarm.rows.records);
        const auto back = alarmDetailsFromJson(toJson(alarm.details()), "test");
        VERIFY_OK(back);
        QCOMPARE(*back, alarm.details());
    }

    void fallingErrorIsNoAlarm() {
        const auto monitor = monitorOf();
        Plant plant(14);
        plant.run(3000, {.errorRate = 0.5});
        plant.run(4000, {.errorRate = 0.1});
        const auto reports = observeInBatches(*monitor, plant, 1000);
        QVERIFY(reports[3].errorChanged);
        QVERIFY2(monitor->alarms().empty(), allTexts(monitor->alarms()).c_str());
    }

    void anErrorThatStaysHighStaysAlarmed() {
        const auto monitor = monitorOf();
        Plant plant(14);
        plant.run(3000, {});
        plant.run(20'000, {.errorRate = 0.4});
        (void)observeInBatches(*monitor, plant, 1000);
        QCOMPARE(monitor->alarms().size(), std::size_t(1));
        QVERIFY(!monitor->alarms()[0].clearedAt);
    }

    // By chance none of 300 validation rows was anomalous: the threshold still allows one anomaly in a
    // hundred records.
    void noAnomalyInValidationIsNoPromiseOfNone() {
        auto model = std::make_shared<model::TrainedModel>(*plantModel());
        model->task = training::Task::AnomalyDetection;
        model->lineage.training.thresholdQuantile = 0.99;
        model->validation.values = {{"anomaly_rate", 0.0}, {"rows", 300.0}};
        const auto reference = ErrorReference::of(*model);
        QVERIFY(reference.has_value());
        QCOMPARE(reference->mean, 0.0);
        QCOMPARE(reference->limit(100), 0.12);
        QVERIFY(reference->limit(100'000) < 0.07);
    }

    // Counts from summing the beta-binomial distribution in Python. By a normal distribution 4 wrong answers
    // in 1,000 would be an alarm of a model with 34 in 60,000; they come by chance in one window of 300.
    void fewWrongAnswersMayBeChance_data() {
        QTest::addColumn<double>("accuracy");
        QTest::addColumn<double>("rows");
        QTest::addColumn<int>("records");
        QTest::addColumn<double>("limit");
        QTest::newRow("few") << 1.0 - 0.0005667 << 60'000.0 << 1000 << 0.007;
        QTest::newRow("none") << 1.0 << 1000.0 << 1000 << 0.018;
        QTest::newRow("a third") << 0.67 << 500.0 << 1000 << 0.451;
        QTest::newRow("most") << 0.1 << 500.0 << 1000
                              << 1.125; // noticeably more than nine in ten there is not
        QTest::newRow("half of few rows") << 0.5 << 40.0 << 50 << 0.92;
    }
    void fewWrongAnswersMayBeChance() {
        QFETCH(const double, accuracy);
        QFETCH(const double, rows);
        QFETCH(const int, records);
        auto model = std::make_shared<model::TrainedModel>(*plantModel());
        model->task = training::Task::Classification;
        model->validation.values = {{"accuracy", accuracy}, {"rows", rows}};
        const auto reference = ErrorReference::of(*model);
        QVERIFY(reference.has_value());
        QTEST(reference->limit(records), "limit");
        // Many records are judged by an approximation, which must fit the sums.
        const double few = reference->limit(records * 8);
        QVERIFY(few >= reference->mean && few <= std::max(reference->limit(records), 1.25 * reference->mean));
    }

    // Three times a small error: one window of 1,000 says nothing, eight of them do.
    void aSmallRiseShowsOverSeveralWindows() {
        auto model = std::make_shared<model::TrainedModel>(*plantModel());
        model->validation.values = {{"accuracy", 1.0 - 0.0013}, {"rows", 20'000.0}};
        for (const std::uint64_t seed : {41U, 42U, 43U}) {
            const auto monitor = monitorOf({}, model);
            Plant plant(seed);
            plant.run(60'000, {.errorRate = 0.0013});
            plant.run(60'000, {.errorRate = 0.0039});
            plant.run(40'000, {.errorRate = 0.0013});
            const auto reports = observeInBatches(*monitor, plant, 1000);
            const auto text = allTexts(monitor->alarms()) + std::to_string(seed);
            QVERIFY2(isTheOnlyAlarm(monitor->alarms(), AlarmKind::ErrorChange, "@error"), text.c_str());
            const Alarm& alarm = monitor->alarms()[0];
            QVERIFY2(alarm.raisedAt.value > reports[59].to.value &&
                         alarm.raisedAt.value <= reports[99].to.value,
                     text.c_str());
            QVERIFY2(alarm.clearedAt && alarm.clearedAt->value >= reports[119].to.value, text.c_str());
        }
    }

    void anomaliesStandInForErrors() {
        Plant training(1);
        training.run(10'000, {});
        auto model = std::make_shared<model::TrainedModel>(*trainedOn(training));
        model->task = training::Task::AnomalyDetection;
        const auto monitor = monitorOf({}, model);
        Plant plant(15);
        plant.run(2000, {});
        plant.run(2000, {.predictions = 3.0});
        plant.predictions.errors.assign(4000, std::numeric_limits<double>::quiet_NaN());
        const auto reports = observeInBatches(*monitor, plant, 1000);
        QVERIFY(std::abs(reports[0].meanError) < 0.2);
        QVERIFY(std::abs(reports[3].meanError - 3.0) < 0.2);
        QVERIFY(reports[2].errorChanged);
        QVERIFY(std::ranges::any_of(monitor->alarms(), [](const Alarm& alarm) {
            return alarm.path == "@anomalies" &&
                   alarm.text().starts_with("the share of anomalous records rose to ");
        }));
    }
};

QTEST_GUILESS_MAIN(TestErrorAlarms)
#include "test_error_alarms.moc"

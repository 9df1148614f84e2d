#include "training/baselines.h"

#include <QtTest>
#include <cmath>

using namespace driftwood::training;
using Labels = BaselineTally::Labels;

namespace {

constexpr std::int64_t kHour = 3'600'000;

const Baseline* named(const Baselines& baselines, const std::string& name) {
    const auto found = std::ranges::find(baselines, name, &Baseline::name);
    return found == baselines.end() ? nullptr : &*found;
}

double valueOf(const Baselines& baselines, const std::string& name, const std::string& metric) {
    const Baseline* baseline = named(baselines, name);
    return baseline == nullptr ? std::nan("") : baseline->evaluation.get(metric).value_or(std::nan(""));
}

std::string threeDigits(double value) { return QString::number(value, 'g', 3).toStdString(); }

} // namespace

/// Baselines, which need no model, compared with results computed by hand.
class TestBaselines : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aNumberIsGuessedByTheMeanOfTrainingAndByTheRowBefore() {
        BaselineTally tally(Labels::Numbers, LearnedLabels{2.0, 4.0, {}});
        tally.add(1.0, 0, false); // training
        tally.add(3.0, 1000, false);
        tally.add(5.0, 2000, true);
        tally.add(4.0, 3000, true);
        const Baselines baselines = tally.baselines();
        QCOMPARE(baselines.size(), std::size_t(2)); // no row is a day old
        QCOMPARE(valueOf(baselines, "mean", "mae"), 2.5);
        QCOMPARE(valueOf(baselines, "mean", "rmse"), std::sqrt(6.5));
        QCOMPARE(valueOf(baselines, "mean", "loss"), 6.5 / 16.0); // in the standardised unit of training
        QCOMPARE(valueOf(baselines, "last_value", "mae"), 1.5);   // |3 - 5|, |5 - 4|
        QCOMPARE(valueOf(baselines, "last_value", "rows"), 2.0);
    }

    void withoutAFixedMeanItIsThatOfTheRowsGoneBy() {
        BaselineTally tally(Labels::Numbers, std::nullopt);
        for (const double label : {1.0, 3.0, 8.0})
            tally.add(label, -1, true);
        // The first row has no predecessor, so two of three rows have a prediction: too few for a comparison.
        QVERIFY(tally.baselines().empty());
        for (int i = 0; i < 27; ++i)
            tally.add(4.0, -1, true); // their mean as well
        const Baselines baselines = tally.baselines();
        QCOMPARE(valueOf(baselines, "mean", "rows"), 29.0);
        QCOMPARE(valueOf(baselines, "mean", "mae"), (2.0 + 6.0) / 29.0);
        QCOMPARE(valueOf(baselines, "last_value", "mae"), (2.0 + 5.0 + 4.0) / 29.0);
    }

    void theSameHourOfTheDayAndTheWeekBeforeAreTakenByTime() {
        BaselineTally tally(Labels::Numbers, LearnedLabels{});
        // Each hour has its own value, weekends are 100 higher.
        const auto value = [](std::int64_t hour) {
            return static_cast<double>(hour % 24) + (hour / 24 % 7 >= 5 ? 100.0 : 0.0);
        };
        for (std::int64_t hour = 0; hour < 14 * 24; ++hour)
            tally.add(value(hour), hour * kHour, hour >= 7 * 24);
        const Baselines baselines = tally.baselines();
        QCOMPARE(valueOf(baselines, "week_before", "mae"), 0.0);
        // On two days of seven, the day before is of the other kind.
        QVERIFY(std::abs(valueOf(baselines, "day_before", "mae") - 200.0 / 7.0) < 1e-9);
        QCOMPARE(valueOf(baselines, "week_before", "rows"), 7.0 * 24);
    }

    void aLabelThatIsOlderThanTheHourIsNotThatHours() {
        BaselineTally tally(Labels::Numbers, LearnedLabels{});
        for (int i = 0; i < 100; ++i) // one row every two days: no row a day before
            tally.add(i, i * 48 * kHour, i >= 50);
        QVERIFY(named(tally.baselines(), "day_before") == nullptr);
        QVERIFY(named(tally.baselines(), "last_value") != nullptr);
    }

    void aLateRowIsFoundAtItsTime() {
        BaselineTally tally(Labels::Numbers, LearnedLabels{});
        tally.add(7.0, 100 * kHour, false);
        tally.add(9.0, 90 * kHour, false); // ten hours late
        tally.add(8.0, 124 * kHour, true);
        tally.add(9.5, 114 * kHour, true);
        QCOMPARE(valueOf(tally.baselines(), "day_before", "mae"), (1.0 + 0.5) / 2.0);
    }

    void keysAreNotMixed() {
        // Two machines in turn, one about 10, one about 90, each with its own daily pattern.
        BaselineTally tally(Labels::Numbers, LearnedLabels{});
        for (std::int64_t hour = 0; hour < 60; ++hour)
            for (const char* key : {"a", "b"})
                tally.add((*key == 'a' ? 10.0 : 90.0) + static_cast<double>(hour % 24), hour * kHour,
                          hour >= 30, key);
        const Baselines baselines = tally.baselines();
        QVERIFY(named(baselines, "last_value") == nullptr);
        QVERIFY(named(baselines, "day_before") == nullptr);
        QCOMPARE(valueOf(baselines, "last_value_of_key", "mae"), (29.0 + 23.0) / 30.0);
        QCOMPARE(valueOf(baselines, "day_before_of_key", "mae"), 0.0);
        QCOMPARE(baselineWords("last_value_of_key"), std::string_view("the last value of the same key"));
    }

    void rowsWithoutAKeyAreNoKeyOfTheirOwn() {
        // Two machines in turn; one row of twenty belongs to neither, and is far from both.
        const auto rmseOfKey = [](int everyRowWithoutKey) {
            BaselineTally tally(Labels::Numbers, LearnedLabels{});
            for (std::int64_t row = 0; row < 400; ++row) {
                const std::int64_t day = row / 4 / 24;
                if (row % everyRowWithoutKey == everyRowWithoutKey - 1)
                    tally.add(row % 3 == 0 ? 0.0 : 1000.0, row / 4 * kHour, row >= 200);
                else
                    tally.add((row % 2 == 0 ? 10.0 : 90.0) + static_cast<double>(day % 2), row / 4 * kHour,
                              row >= 200, row % 2 == 0 ? "a" : "b");
            }
            return tally.baselines();
        };
        const Baselines baselines = rmseOfKey(20);
        QCOMPARE(valueOf(baselines, "last_value_of_key", "rows"), 190.0); // of 200: ten have no key
        // The day ends twice for each of the two machines, and a step is 1.
        QVERIFY(std::abs(valueOf(baselines, "last_value_of_key", "rmse") - std::sqrt(4.0 / 190.0)) < 1e-12);
        QCOMPARE(valueOf(baselines, "day_before_of_key", "rows"), 190.0);
        QCOMPARE(valueOf(baselines, "day_before_of_key", "mae"), 1.0);
        // If more than a tenth has no key, the key's baselines are not compared with a model.
        QVERIFY(named(rmseOfKey(8), "last_value_of_key") == nullptr);
        QVERIFY(named(rmseOfKey(8), "last_value") != nullptr);
    }

    void keysThatDoNotComeBackSayNothing() {
        BaselineTally tally(Labels::Numbers, LearnedLabels{});
        for (int i = 0; i < 40; ++i)
            tally.add(i, -1, i >= 10, "event " + std::to_string(i));
        QCOMPARE(valueOf(tally.baselines(), "last_value", "mae"), 1.0);
        QVERIFY(named(tally.baselines(), "last_value_of_key") == nullptr);
    }

    void theFirstRowsMayBeLeftOut() {
        BaselineTally tally(Labels::Numbers, std::nullopt);
        tally.judgeAfter(2);
        for (const double label : {100.0, 50.0, 7.0, 8.0})
            tally.add(label, -1, true);
        QCOMPARE(valueOf(tally.baselines(), "last_value", "mae"), (43.0 + 1.0) / 2.0);
        QCOMPARE(valueOf(tally.baselines(), "mean", "rows"), 2.0);
    }

    void aClassIsGuessedByTheMostFrequentAndByNoChange() {
        BaselineTally tally(Labels::Classes, LearnedLabels{0.0, 0.0, {30, 70}});
        tally.add(1, 0, false);
        for (const double label : {1.0, 0.0, 0.0, 1.0})
            tally.add(label, 0, true);
        const Baselines baselines = tally.baselines();
        QCOMPARE(valueOf(baselines, "majority", "accuracy"), 0.5);
        QCOMPARE(valueOf(baselines, "majority", "balanced_accuracy"), 0.5);
        QCOMPARE(valueOf(baselines, "last_value", "accuracy"), 0.5); // 1→1, 1→0, 0→0, 0→1
        QVERIFY(named(baselines, "mean") == nullptr);
    }

    void aClassThatTrainingNeverSawCanFollowItself() {
        BaselineTally tally(Labels::Classes, LearnedLabels{0.0, 0.0, {5, 5}});
        tally.add(2, 0, false);
        tally.add(2, 0, true);
        tally.add(2, 0, true);
        QCOMPARE(valueOf(tally.baselines(), "majority", "accuracy"), 0.0);
        QCOMPARE(valueOf(tally.baselines(), "last_value", "accuracy"), 1.0);
    }

    void whereTheClassesRowsAreNotKnownThereIsNoMajority() {
        BaselineTally tally(Labels::Classes, LearnedLabels{});
        tally.add(0, 0, false);
        tally.add(0, 0, true);
        QVERIFY(named(tally.baselines(), "majority") == nullptr);
    }

    void aModelIsComparedWithTheBestOfThem() {
        const Baselines baselines{{"mean", {{{"mae", 9.0}}}}, {"last_value", {{{"mae", 2.4}}}}};
        Evaluation model;
        model.values["mae"] = 3.1;
        const auto worse = compareWithBaselines(Task::Regression, model, baselines);
        QVERIFY(worse.has_value());
        QCOMPARE(worse->standing, BaselineComparison::Standing::Worse);
        QCOMPARE(comparisonWords(*worse, threeDigits),
                 std::string("worse than the last value: mae 3.1 against 2.4"));
        model.values["mae"] = 2.4;
        QCOMPARE(compareWithBaselines(Task::Regression, model, baselines)->standing,
                 BaselineComparison::Standing::Equal);
        model.values["mae"] = 2.0;
        QCOMPARE(compareWithBaselines(Task::Regression, model, baselines)->standing,
                 BaselineComparison::Standing::Better);
        // The larger accuracy is better.
        const Baselines shares{{"majority", {{{"accuracy", 0.9}}}}, {"last_value", {{{"accuracy", 0.7}}}}};
        Evaluation classifier;
        classifier.values["accuracy"] = 0.8;
        const auto share = compareWithBaselines(Task::Classification, classifier, shares);
        QCOMPARE(share->baseline, std::string("majority"));
        QCOMPARE(share->standing, BaselineComparison::Standing::Worse);
        // Without a label there is no baseline, and without a figure no comparison.
        QVERIFY(!compareWithBaselines(Task::AnomalyDetection, model, {}));
        QVERIFY(!compareWithBaselines(Task::Regression, Evaluation(), baselines));
    }

    void theyAreKeptAsPlainValuesAndReadAgain() {
        std::map<std::string, double> values{{"mae", 3.0}};
        addTo(values, {{"last_value", {{{"mae", 2.0}, {"rows", 7.0}}}}, {"mean", {{{"mae", 4.0}}}}});
        QCOMPARE(values.at("baseline/last_value/mae"), 2.0);
        const Baselines again = baselinesAmong(values);
        QCOMPARE(again.size(), std::size_t(2));
        QCOMPARE(valueOf(again, "last_value", "rows"), 7.0);
        QCOMPARE(valueOf(again, "mean", "mae"), 4.0);
    }

    // Figures of scikit-learn 1.x for actual [0 0 0 1 1 2], predicted [0 0 1 1 0 1].
    void figuresOfClassesAreThoseOfScikitLearn() {
        ClassTally macro(std::nullopt);
        ClassTally ofOne(1);
        const std::vector<std::pair<std::size_t, std::size_t>> rows{{0, 0}, {0, 0}, {1, 0},
                                                                    {1, 1}, {0, 1}, {1, 2}};
        for (const auto& [predicted, actual] : rows) {
            macro.add(predicted, actual);
            ofOne.add(predicted, actual);
        }
        Evaluation all;
        macro.addTo(all);
        QCOMPARE(all.get("accuracy").value(), 0.5);
        QVERIFY(std::abs(all.get("balanced_accuracy").value() - (2.0 / 3 + 0.5 + 0) / 3) < 1e-12);
        QVERIFY(std::abs(all.get("precision").value() - (2.0 / 3 + 1.0 / 3 + 0) / 3) < 1e-12);
        QVERIFY(std::abs(all.get("recall").value() - (2.0 / 3 + 0.5 + 0) / 3) < 1e-12);
        QVERIFY(std::abs(all.get("f1").value() - (2.0 / 3 + 0.4 + 0) / 3) < 1e-12);
        Evaluation one;
        ofOne.addTo(one);
        QVERIFY(std::abs(one.get("precision").value() - 1.0 / 3) < 1e-12);
        QCOMPARE(one.get("recall").value(), 0.5);
        QCOMPARE(one.get("f1").value(), 0.4);
    }

    // The same for actual [0 0 0 1 1 a a b], predicted [0 0 1 1 0 1 0 1]: a and b are not known in training.
    void eachClassThatIsNotKnownCounts() {
        ClassTally tally(std::nullopt);
        const std::vector<std::pair<std::size_t, std::optional<std::size_t>>> rows{
            {0, 0}, {0, 0}, {1, 0}, {1, 1}, {0, 1}, {1, {}}, {0, {}}, {1, {}}};
        for (const auto& [predicted, actual] : rows)
            tally.add(predicted, actual);
        Evaluation out;
        const std::vector<std::int64_t> unknown{2, 1};
        tally.addTo(out, unknown);
        const auto is = [&](const char* name, double value) {
            return std::abs(out.get(name).value() - value) < 1e-12;
        };
        QVERIFY(is("accuracy", 3.0 / 8));
        QVERIFY(is("balanced_accuracy", (2.0 / 3 + 0.5) / 4));
        QVERIFY(is("precision", (2.0 / 4 + 1.0 / 4) / 4));
        QVERIFY(is("recall", (2.0 / 3 + 0.5) / 4));
        QVERIFY(is("largest_class_share", 3.0 / 8));
    }

    // Knowing how many rows there will be at most changes no figure.
    void whatCanNoLongerBeKnownIsGivenUp_data() {
        QTest::addColumn<int>("hours");
        QTest::addColumn<int>("keys");
        QTest::addColumn<bool>("classes");
        for (const int hours : {20, 26, 12 * 24, 90 * 24})
            for (const int keys : {0, 1, 40, 1'000'000})
                for (const bool classes : {false, true})
                    QTest::addRow("%d hours, %d keys, %s", hours, keys, classes ? "classes" : "numbers")
                        << hours << keys << classes;
    }
    void whatCanNoLongerBeKnownIsGivenUp() {
        QFETCH(int, hours);
        QFETCH(int, keys);
        QFETCH(bool, classes);
        constexpr std::int64_t kRows = 20'000;
        const auto labels = classes ? Labels::Classes : Labels::Numbers;
        BaselineTally one(labels, std::nullopt);
        BaselineTally other(labels, std::nullopt);
        other.expectAtMost(kRows + 500);
        for (std::int64_t i = 0; i < kRows; ++i) {
            const std::int64_t time =
                i % 997 == 5 ? -1 : i * hours * kHour / kRows - (i % 89 == 0 ? kHour : 0);
            const auto label = static_cast<double>(i * i % (classes ? 3 : 101));
            const std::string key = "k" + std::to_string(keys == 0 ? 0 : i * 7919 % keys);
            for (BaselineTally* tally : {&one, &other})
                tally->add(label, time, i % 50 != 0,
                           keys == 0 ? std::nullopt : std::optional<std::string_view>(key));
        }
        std::map<std::string, double> expected;
        std::map<std::string, double> found;
        addTo(expected, one.baselines());
        addTo(found, other.baselines());
        QVERIFY(!expected.empty());
        QVERIFY(found == expected);
    }

    void whatThereIsNothingToDivideByForIsLeftOut() {
        ClassTally tally(1);
        tally.add(0, 0);
        Evaluation none;
        tally.addTo(none);
        QVERIFY(!none.get("precision") && !none.get("recall") && !none.get("f1"));
        tally.add(0, 1);
        Evaluation missed;
        tally.addTo(missed);
        QVERIFY(!missed.get("precision"));
        QCOMPARE(missed.get("recall").value(), 0.0);
        QCOMPARE(missed.get("f1").value(), 0.0);
    }

    void thePositiveClassIsTheRarerOneUnlessItIsNamed() {
        const std::vector<std::string> two{"false", "true"};
        QCOMPARE(positiveClass(two, {90, 10}, {}), std::optional<std::size_t>(1));
        QCOMPARE(positiveClass(two, {10, 90}, {}), std::optional<std::size_t>(0));
        QCOMPARE(positiveClass(two, {50, 50}, {}), std::optional<std::size_t>(1));
        QCOMPARE(positiveClass(two, {}, {}), std::optional<std::size_t>(1));
        QCOMPARE(positiveClass(two, {10, 90}, "true"), std::optional<std::size_t>(1));
        QVERIFY(!positiveClass({"a", "b", "c"}, {1, 2, 3}, {}));
        QCOMPARE(positiveClass({"a", "b", "c"}, {1, 2, 3}, "b"), std::optional<std::size_t>(1));
        QVERIFY(!positiveClass(two, {1, 1}, "maybe"));
    }
};

QTEST_GUILESS_MAIN(TestBaselines)
#include "test_baselines.moc"

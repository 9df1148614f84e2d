#include "session/baseline_walk.h"
#include "session/label_check.h"
#include "session/stored_quality.h"

#include "support/sample_model.h"

#include <QtTest>
#include <cmath>

using namespace driftwood;
using namespace driftwood::session;
using training::Task;

namespace {

double valueOf(const training::Baselines& baselines, const std::string& name, const std::string& metric) {
    const auto found = std::ranges::find(baselines, name, &training::Baseline::name);
    return found == baselines.end() ? std::nan("") : found->evaluation.get(metric).value_or(std::nan(""));
}

/// "minutes" is column 5, "state" column 6 of the plant's rows.
constexpr std::size_t kMinutes = 5;
constexpr std::size_t kState = 6;

records::RecordBatch statesOnly(const std::vector<std::string>& states) {
    const auto like = test::plantRows(states.size(), 3);
    records::RecordBatch rows(like.sharedSchema());
    for (std::size_t row = 0; row < states.size(); ++row) {
        rows.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(row)), TimestampMs(-1), nullptr);
        for (std::size_t field = 0; field < kState; ++field)
            rows.column(field).appendMissing();
        if (states[row].empty())
            rows.column(kState).appendMissing();
        else
            rows.column(kState).appendText(states[row]);
    }
    return rows;
}

} // namespace

/// Baselines of models on records, and what is known of a label before training.
class TestBaselineWalk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void numbersAreThoseOfARecomputation() {
        auto model = test::plantModel(Task::Regression);
        const auto rows = test::plantRows(500, 9);
        constexpr std::size_t kBegin = 400;
        const auto baselines = baselinesOn(model, rows, kBegin);
        const auto minutes = rows.column(kMinutes).floats();
        double mean = 0.0;
        double last = 0.0;
        for (std::size_t row = kBegin; row < rows.rows(); ++row) {
            mean += std::abs(minutes[row] - model.features.labelMean());
            last += std::abs(minutes[row] - minutes[row - 1]);
        }
        QVERIFY(std::abs(valueOf(baselines, "mean", "mae") - mean / 100.0) < 1e-9);
        QVERIFY(std::abs(valueOf(baselines, "last_value", "mae") - last / 100.0) < 1e-9);
        QCOMPARE(valueOf(baselines, "last_value", "rows"), 100.0);
        // A row every 7,919 s: eleven of them are 24 h and 12 min, but 77 are a week and 83 min.
        double day = 0.0;
        for (std::size_t row = kBegin; row < rows.rows(); ++row)
            day += std::abs(minutes[row] - minutes[row - 11]);
        QVERIFY(std::abs(valueOf(baselines, "day_before", "mae") - day / 100.0) < 1e-9);
        QVERIFY(std::isnan(valueOf(baselines, "week_before", "mae")));
        // From the first row on there is one with nothing before it.
        QCOMPARE(valueOf(baselinesOn(model, rows, 0), "last_value", "rows"), 499.0);
        QCOMPARE(valueOf(baselinesOn(model, rows, 0), "mean", "rows"), 500.0);
    }

    void classesAreThoseOfARecomputation() {
        auto model = test::plantModel(Task::Classification, 2); // fine, hot: open is new to it
        model.classRows = {100, 300};
        const auto rows = test::plantRows(500, 9);
        const auto baselines = baselinesOn(model, rows, 400);
        int hot = 0;
        int same = 0;
        for (std::size_t row = 400; row < 500; ++row) {
            hot += rows.column(kState).text(row) == "hot" ? 1 : 0;
            same += rows.column(kState).text(row) == rows.column(kState).text(row - 1) ? 1 : 0;
        }
        QCOMPARE(valueOf(baselines, "majority", "accuracy"), hot / 100.0);
        QCOMPARE(valueOf(baselines, "last_value", "accuracy"), same / 100.0);
        QCOMPARE(valueOf(baselines, "majority", "rows"), 100.0);
    }

    void withoutALabelThereIsNone() {
        QVERIFY(baselinesOn(test::plantModel(Task::AnomalyDetection), test::plantRows(50, 1), 0).empty());
    }

    void aRowWithoutALabelIsPassedOver() {
        auto model = test::plantModel(Task::Classification, 3);
        model.classRows = {3, 2, 1};
        const auto rows = statesOnly({"hot", "", "hot", "", "fine"});
        const auto baselines = baselinesOn(model, rows, 1);
        QCOMPARE(valueOf(baselines, "last_value", "rows"), 2.0);
        QCOMPARE(valueOf(baselines, "last_value", "accuracy"), 0.5);
    }

    void rowsOfClassesAreCountedUpToTheEndOfTraining() {
        const auto model = test::plantModel(Task::Classification, 3); // fine, hot, open
        const auto counted =
            classRowsOf(model.features, statesOnly({"hot", "fine", "", "hot", "new", "open"}), 5);
        QVERIFY(counted.has_value());
        QCOMPARE(*counted, (std::vector<std::int64_t>{1, 2, 0}));
        QVERIFY(classRowsOf(test::plantModel(Task::Regression).features, statesOnly({"hot"}), 1)->empty());
    }

    void aValidationPartOfOneClassIsTold() {
        const auto rows = statesOnly({"hot", "fine", "fine", "fine"});
        const auto whole = checkLabel(rows, "state", 0, 4);
        QVERIFY(whole && whole->finding == LabelCheck::Finding::Fine);
        QVERIFY(labelWarning(*whole).empty());
        const auto validation = checkLabel(rows, "state", 1, 4);
        QVERIFY(validation && validation->finding == LabelCheck::Finding::OneClass);
        QVERIFY(QString::fromStdString(labelWarning(*validation))
                    .startsWith("all 3 rows of the validation part are of class \"fine\""));
        QVERIFY(!checkLabel(rows, "nowhere", 0, 4));
        QVERIFY(!checkLabel(rows, "state", 4, 4));
        const auto none = checkLabel(statesOnly({"", ""}), "state", 0, 2);
        QVERIFY(none && none->finding == LabelCheck::Finding::NoLabel);
    }

    void nearlyOneClassIsTold() {
        std::vector<std::string> states(500, "0");
        states[7] = "1";
        const auto check = checkLabel(statesOnly(states), "state", 0, 500);
        QVERIFY(check && check->finding == LabelCheck::Finding::MostlyOne);
        QVERIFY(QString::fromStdString(labelWarning(*check)).startsWith("99.8 % of the 500 rows"));
        for (int i = 0; i < 60; ++i)
            states[static_cast<std::size_t>(i)] = "1";
        QVERIFY(checkLabel(statesOnly(states), "state", 0, 500)->finding == LabelCheck::Finding::Fine);
    }

    void aQualityIsKeptWithItsBaselines() {
        training::Evaluation evaluation;
        evaluation.values = {{"mae", 2.0}, {"rows", 50.0}, {"auc", std::nan("")}};
        const std::string text = toJsonText(evaluation, {{"mean", {{{"mae", 4.0}}}}}, true);
        QVERIFY(QString::fromStdString(text).contains("\"prequential/mae\":2.0"));
        const StoredQuality again = storedQuality(text);
        QCOMPARE(again.evaluation.get("mae").value(), 2.0);
        QCOMPARE(again.evaluation.values.size(), std::size_t(2)); // what was no number is unknown
        QCOMPARE(valueOf(again.baselines, "mean", "mae"), 4.0);
        QVERIFY(storedQuality("not json").evaluation.values.empty());
    }
};

QTEST_GUILESS_MAIN(TestBaselineWalk)
#include "test_baseline_walk.moc"

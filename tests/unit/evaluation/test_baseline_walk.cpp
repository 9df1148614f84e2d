#include "evaluation/baseline_walk.h"
#include "profiling/label_check.h"
#include "workspace/stored.h"

#include "support/sample_model.h"

#include <QtTest>
#include <cmath>
#include <optional>

using namespace driftwood;
using namespace driftwood::evaluation;
using namespace driftwood::profiling;
using training::Task;

namespace {

double valueOf(const training::Baselines& baselines, const std::string& name, const std::string& metric) {
    const auto found = std::ranges::find(baselines, name, &training::Baseline::name);
    return found == baselines.end() ? std::nan("") : found->evaluation.get(metric).value_or(std::nan(""));
}

/// A model's baselines on rows [begin, …) of a batch; earlier rows only provide history.
training::Baselines baselinesOn(const model::TrainedModel& model, const records::RecordBatch& rows,
                                std::size_t begin) {
    auto walk = BaselineWalk::create(model.features, rows.schema(),
                                     learnedLabels(model.features, model.classRows), model.positiveClass());
    if (!walk)
        return {};
    walk->advance(rows, 0, begin, false);
    walk->advance(rows, begin, rows.rows(), true);
    return walk->baselines();
}

/// Baselines of a model that was tested on every row before learning it.
training::Baselines prequentialBaselines(const features::FittedFeatures& features,
                                         const records::RecordBatch& rows) {
    auto walk = BaselineWalk::create(features, rows.schema(), std::nullopt, std::nullopt);
    walk->advance(rows, 0, rows.rows(), true);
    return walk->baselines();
}

/// In the plant's rows "minutes" is column 5, "state" column 6.
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

/// The previous row with the same key; nothing for a row without a key.
std::optional<std::size_t> lastOfItsKey(const records::RecordBatch& rows, std::size_t row) {
    const auto& keys = rows.keys();
    if (!keys.valid(row))
        return std::nullopt;
    for (std::size_t before = row; before-- > 0;)
        if (keys.valid(before) && keys.text(before) == keys.text(row))
            return before;
    return std::nullopt;
}

/// Rows of the plant, nearly all with a key, in the whole and among the last hundred rows.
records::RecordBatch mostlyKeyedRows() {
    const auto withoutPrevious = [](const records::RecordBatch& rows, std::size_t begin) {
        std::size_t count = 0;
        for (std::size_t row = begin; row < rows.rows(); ++row)
            count += lastOfItsKey(rows, row) ? 0 : 1;
        return count;
    };
    for (std::uint64_t seed = 9;; ++seed) {
        auto rows = test::plantRows(500, seed);
        const std::size_t last = withoutPrevious(rows, 400);
        if (last > 0 && last < 10 && withoutPrevious(rows, 0) < 50)
            return rows;
    }
}

} // namespace

/// Baselines of models on records, and the checks of a label before training.
class TestBaselineWalk : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void numbersAreThoseOfARecomputation() {
        auto model = test::plantModel(Task::Regression);
        const auto rows = mostlyKeyedRows();
        constexpr std::size_t kBegin = 400;
        const auto baselines = baselinesOn(model, rows, kBegin);
        const auto minutes = rows.column(kMinutes).floats();
        double mean = 0.0;
        double last = 0.0;
        int ofKey = 0;
        for (std::size_t row = kBegin; row < rows.rows(); ++row) {
            mean += std::abs(minutes[row] - model.features.labelMean());
            if (const auto before = lastOfItsKey(rows, row)) {
                last += std::abs(minutes[row] - minutes[*before]);
                ++ofKey;
            }
        }
        QVERIFY(std::abs(valueOf(baselines, "mean", "mae") - mean / 100.0) < 1e-9);
        QVERIFY(std::abs(valueOf(baselines, "last_value_of_key", "mae") - last / ofKey) < 1e-9);
        QCOMPARE(valueOf(baselines, "last_value_of_key", "rows"), double(ofKey));
        QVERIFY(ofKey > 90 && ofKey < 100); // some rows have no key
        // Rows are 7,919 s apart: eleven of them take 24 h and 12 min, but 77 take a week and 83 min, which
        // is too far from a week.
        double day = 0.0;
        for (std::size_t row = kBegin; row < rows.rows(); ++row)
            day += std::abs(minutes[row] - minutes[row - 11]);
        QVERIFY(std::abs(valueOf(baselines, "day_before", "mae") - day / 100.0) < 1e-9);
        QVERIFY(std::isnan(valueOf(baselines, "week_before", "mae")));
        // From the first row on, one row has no predecessor.
        const auto fromTheFirst = baselinesOn(model, rows, 0);
        int known = 0;
        for (std::size_t row = 0; row < rows.rows(); ++row)
            known += lastOfItsKey(rows, row) ? 1 : 0;
        QCOMPARE(valueOf(fromTheFirst, "last_value_of_key", "rows"), double(known));
        QCOMPARE(valueOf(baselinesOn(model, rows, 0), "mean", "rows"), 500.0);
    }

    void classesAreThoseOfARecomputation() {
        auto model = test::plantModel(Task::Classification, 2); // knows fine and hot, but not open
        model.classRows = {100, 300};
        const auto rows = mostlyKeyedRows();
        const auto baselines = baselinesOn(model, rows, 400);
        int hot = 0;
        int same = 0;
        int ofKey = 0;
        for (std::size_t row = 400; row < 500; ++row) {
            hot += rows.column(kState).text(row) == "hot" ? 1 : 0;
            if (const auto before = lastOfItsKey(rows, row)) {
                same += rows.column(kState).text(row) == rows.column(kState).text(*before) ? 1 : 0;
                ++ofKey;
            }
        }
        QCOMPARE(valueOf(baselines, "majority", "accuracy"), hot / 100.0);
        QCOMPARE(valueOf(baselines, "last_value_of_key", "accuracy"), same / double(ofKey));
        QCOMPARE(valueOf(baselines, "majority", "rows"), 100.0);
    }

    void integersBeyondWhatADoubleTellsApartKeepTheirDifferences() {
        constexpr std::int64_t kFirst = (std::int64_t(1) << 62) + 1;
        records::RecordBatch rows(
            std::make_shared<records::Schema>(records::Schema{{{"n", records::FieldType::Int64}}}));
        for (int i = 0; i < 100; ++i) {
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(-1), nullptr);
            rows.column(0).appendInt(kFirst + 3 * i);
        }
        features::FeatureSpec spec;
        spec.inputs = {{.path = "@offset"}};
        spec.labelKind = features::LabelKind::Number;
        spec.labelPath = "n";
        const auto features = features::FittedFeatures::fit(spec, rows, 0, 50);
        QVERIFY(features.has_value());
        const auto baselines = prequentialBaselines(*features, rows);
        QCOMPARE(valueOf(baselines, "last_value", "mae"), 3.0);
        // The mean of the rows before row i is lower by 1.5 (i - 1) + 3: 3 (i + 1) / 2 on average.
        QVERIFY(std::abs(valueOf(baselines, "mean", "mae") - 1.5 * (1.0 + 100.0) / 2.0 - 0.75) < 1e-9);
        const auto label = features::FieldReader::bind(rows.schema(), "n");
        QVERIFY(label->countRounded(rows, 0, 100) > 90);
        QCOMPARE(features::FieldReader::bind(rows.schema(), "@offset")->countRounded(rows, 0, 100),
                 std::int64_t(0));
    }

    void noChangeIsThatOfTheSameKey() {
        training::Evaluation onePass;
        onePass.values = {{"accuracy", 0.9}, {"no_change_accuracy", 0.2}};
        addNoChange(onePass, {{"majority", {{{"accuracy", 0.6}}}},
                              {"last_value_of_key", {{{"accuracy", 0.8}, {"rows", 95.0}}}}});
        QCOMPARE(onePass.get("no_change_accuracy").value(), 0.8);
        QCOMPARE(onePass.get("accuracy").value(), 0.9);
        QVERIFY(!onePass.get("no_change_mae"));
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
        const auto model = test::plantModel(Task::Classification, 3); // knows fine, hot, open
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

    void aLabelThatNeverChangesIsRefused() {
        const auto rows = statesOnly({"hot", "", "hot", "fine"});
        QVERIFY(checkLabelVaries(rows, 4, "state").has_value());
        const auto constant = checkLabelVaries(rows, 3, "state");
        QVERIFY(!constant);
        QCOMPARE(constant.error().what,
                 std::string("the label has one value in all rows to learn from: hot"));
        QVERIFY(!checkLabelVaries(rows, 4, "minutes"));     // always missing
        QVERIFY(checkLabelVaries(rows, 4, "").has_value()); // a task without a label
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
        const std::string text = workspace::toStoredText({evaluation, {{"mean", {{{"mae", 4.0}}}}}, true});
        QVERIFY(QString::fromStdString(text).contains("\"prequential/mae\":2.0"));
        const auto again = workspace::fromStoredText<workspace::StoredQuality>(text, "here").value();
        QCOMPARE(again.evaluation.get("mae").value(), 2.0);
        QCOMPARE(again.evaluation.values.size(), std::size_t(2)); // a value that was not a number is unknown
        QCOMPARE(valueOf(again.baselines, "mean", "mae"), 4.0);
        VERIFY_FAILS(workspace::fromStoredText<workspace::StoredQuality>("not json", "here"),
                     ErrorCode::CorruptData);
    }
};

QTEST_GUILESS_MAIN(TestBaselineWalk)
#include "test_baseline_walk.moc"

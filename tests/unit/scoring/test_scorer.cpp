#include "scoring/scorer.h"

#include "model/outputs.h"
#include "scoring/prediction_metrics.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "training/row_outcome.h"

#include <algorithm>
#include <cmath>

using namespace driftwood;
using scoring::Scorer;
using training::Task;

namespace {

std::unique_ptr<Scorer> scorerOf(model::TrainedModel model) {
    auto made = Scorer::create(std::make_shared<const model::TrainedModel>(std::move(model)));
    return made ? std::move(*made) : nullptr;
}

// The rows without the named column, as live records without their label.
records::RecordBatch without(const records::RecordBatch& rows, std::string_view path) {
    auto schema = std::make_shared<records::Schema>();
    for (const auto& field : rows.schema().fields)
        if (field.path != path)
            schema->fields.push_back(field);
    records::RecordBatch fewer(schema);
    std::vector<std::uint32_t> all(rows.rows());
    for (std::uint32_t row = 0; row < all.size(); ++row) {
        all[row] = row;
        const std::string_view key = rows.keys().text(row);
        const auto position = rows.position(row);
        fewer.appendPosition(position.partition, position.offset, TimestampMs(rows.timestampsMs()[row]),
                             rows.keys().valid(row) ? &key : nullptr);
    }
    for (std::size_t i = 0; i < schema->fields.size(); ++i)
        fewer.column(i).gather(*rows.find(schema->fields[i].path), all);
    return fewer;
}

records::RecordBatch withTemperature(const records::RecordBatch& rows, double temperature) {
    records::RecordBatch changed(rows.sharedSchema());
    std::vector<std::uint32_t> all(rows.rows());
    for (std::uint32_t row = 0; row < all.size(); ++row) {
        all[row] = row;
        const auto position = rows.position(row);
        changed.appendPosition(position.partition, position.offset, TimestampMs(rows.timestampsMs()[row]),
                               nullptr);
    }
    const auto& fields = rows.schema().fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].path != "temperature") {
            changed.column(i).gather(rows.column(i), all);
            continue;
        }
        for (std::size_t row = 0; row < all.size(); ++row)
            changed.column(i).appendFloat(temperature);
    }
    return changed;
}

} // namespace

class TestScorer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void regressionComparesWithTheLabelInItsOwnUnit() {
        const auto scorer = scorerOf(test::plantModel(Task::Regression));
        QVERIFY(scorer);
        const auto rows = test::plantRows(200, 12);
        const auto scored = scorer->score(rows);
        VERIFY_OK(scored);
        QCOMPARE(scored->size(), rows.rows());
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            QCOMPARE(scored->actuals[row], rows.column(5).floats()[row]);
            QCOMPARE(scored->errors[row], std::abs(scored->values[row] - scored->actuals[row]));
        }
        QVERIFY(scored->classes.empty() && scored->anomalous.empty());
    }

    void errorsBeyondWhatADoubleTellsApartAreExact() {
        constexpr std::int64_t kFirst = (std::int64_t(1) << 62) + 1;
        records::RecordBatch rows(std::make_shared<records::Schema>(
            records::Schema{{{"x", records::FieldType::Float64}, {"n", records::FieldType::Int64}}}));
        for (int i = 0; i < 100; ++i) {
            rows.appendPosition(PartitionId(0), Offset(i), TimestampMs(i), nullptr);
            rows.column(0).appendFloat(i % 7);
            rows.column(1).appendInt(kFirst + 3 * i);
        }
        features::FeatureSpec spec;
        spec.inputs = {{"x"}};
        spec.labelKind = features::LabelKind::Number;
        spec.labelPath = "n";
        auto model = test::plantModel(Task::Regression);
        model.features = features::FittedFeatures::fit(spec, rows, 0, rows.rows()).value();
        model.learned = test::denseLearned({1, 1}, 0.0F); // always the mean
        const auto scorer = scorerOf(model);
        QVERIFY(scorer);
        const auto scored = scorer->score(rows);
        VERIFY_OK(scored);
        const auto predicted = static_cast<std::int64_t>(model.features.labelMean());
        double sum = 0.0;
        for (int i = 0; i < 100; ++i) {
            const auto error = static_cast<double>(std::abs(kFirst + 3 * i - predicted));
            QVERIFY(scored->errors[static_cast<std::size_t>(i)] == error);
            sum += error;
        }
        QVERIFY(std::abs(*scoring::evaluatePredictions(model, *scored).get("mae") - sum / 100.0) < 1e-9);
    }

    void twoClassesGiveTheSecondOnesProbability() {
        const auto scorer = scorerOf(test::plantModel(Task::Classification, 2));
        QVERIFY(scorer);
        const auto rows = test::plantRows(200, 13);
        const auto scored = scorer->score(rows);
        VERIFY_OK(scored);
        bool sawUnknown = false;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            QCOMPARE(scored->classes[row], scored->values[row] > 0.5 ? 1 : 0);
            const auto label = rows.column(6).text(row);
            if (label == "open") { // not among the classes of this model
                QVERIFY(std::isnan(scored->actuals[row]));
                QCOMPARE(scored->errors[row], 1.0);
                sawUnknown = true;
            } else {
                QCOMPARE(scored->actuals[row], label == "fine" ? 0.0 : 1.0);
                QCOMPARE(scored->errors[row], scored->classes[row] == scored->actuals[row] ? 0.0 : 1.0);
            }
        }
        QVERIFY(sawUnknown);
    }

    void moreClassesGiveThePredictedOnesProbability() {
        const auto scorer = scorerOf(test::plantModel(Task::Classification, 3));
        QVERIFY(scorer);
        const auto scored = scorer->score(test::plantRows(200, 14));
        VERIFY_OK(scored);
        for (std::size_t row = 0; row < scored->size(); ++row) {
            QVERIFY(scored->values[row] >= 1.0 / 3.0 - 1e-12 && scored->values[row] <= 1.0);
            QVERIFY(scored->classes[row] >= 0 && scored->classes[row] < 3);
        }
    }

    // Outputs beyond any number give no probabilities, so there is no class to name: not the first one.
    void outputsThatAreNoNumbersAreNoAnswer() {
        auto model = test::plantModel(Task::Classification, 3);
        std::vector<float> weights = model.learned.weights();
        for (float& weight : weights)
            weight *= 1000.0F; // so that the largest input, to which larger ones are cut, overflows
        model.learned = {model.learned.network(), std::move(weights)};
        const auto scorer = scorerOf(model);
        QVERIFY(scorer);
        const auto rows = withTemperature(test::plantRows(100, 19), 1e300);
        const auto scored = scorer->score(rows);
        VERIFY_OK(scored);
        double unanswered = 0.0;
        for (std::size_t row = 0; row < scored->size(); ++row) {
            QCOMPARE(std::isnan(scored->values[row]), scored->classes[row] == training::kNoAnswer);
            if (scored->classes[row] != training::kNoAnswer || std::isnan(scored->errors[row]))
                continue;
            QCOMPARE(scored->errors[row], 1.0);
            unanswered += 1.0;
        }
        QVERIFY(unanswered > 0.0);
        const auto evaluation = scoring::evaluatePredictions(model, *scored);
        QVERIFY(evaluation.get("accuracy").value_or(-1.0) <= 1.0 - unanswered / 100.0);
        QCOMPARE(evaluation.get("rows_without_answer").value_or(-1.0), unanswered);
        const auto notes = training::rowNotes(evaluation, false);
        QVERIFY(std::ranges::any_of(notes, [](const std::string& note) {
            return note.find("without an answer, each counted as wrong") != std::string::npos;
        }));
    }

    void theThresholdDecidesWhatIsAnomalous() {
        auto model = test::plantModel(Task::AnomalyDetection);
        const auto rows = test::plantRows(300, 15);
        const auto first = scorerOf(model)->score(rows);
        VERIFY_OK(first);
        // A threshold that one of the rows meets exactly: that one is not above it.
        model.threshold = first->values[7];
        const auto again = scorerOf(model)->score(rows);
        VERIFY_OK(again);
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            QCOMPARE(again->values[row], first->values[row]);
            QCOMPARE(again->anomalous[row] != 0, first->values[row] > model.threshold);
            QVERIFY(std::isnan(again->errors[row]) && std::isnan(again->actuals[row]));
        }
    }

    void recordsWithoutTheirLabelAreScoredAllTheSame() {
        const auto scorer = scorerOf(test::plantModel(Task::Regression));
        QVERIFY(scorer);
        const auto rows = test::plantRows(100, 16);
        const auto with = scorer->score(rows);
        const auto lacking = scorer->score(without(rows, "minutes"));
        VERIFY_OK(with);
        VERIFY_OK(lacking);
        QCOMPARE(lacking->values, with->values);
        for (std::size_t row = 0; row < rows.rows(); ++row)
            QVERIFY(std::isnan(lacking->errors[row]) && std::isnan(lacking->actuals[row]));
    }

    void noRowsIsNoError() {
        const auto scorer = scorerOf(test::plantModel(Task::Regression));
        QVERIFY(scorer);
        const auto scored = scorer->score(test::plantRows(0, 1));
        VERIFY_OK(scored);
        QCOMPARE(scored->size(), std::size_t{0});
    }

    void aModelThatDoesNotFitTogetherGivesNoScorer() {
        auto model = test::plantModel(Task::Regression);
        model.learned = {model.learned.network(), {}};
        VERIFY_FAILS(Scorer::create(std::make_shared<const model::TrainedModel>(std::move(model))),
                     ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestScorer)
#include "test_scorer.moc"

// The figures of an error analysis equal those computed from the predictions.
#include "base/statistics/quantile.h"
#include "dataset/dataset.h"
#include "evaluation/error_analysis.h"
#include "scoring/prediction_metrics.h"
#include "support/result_check.h"
#include "support/sample_model.h"

#include <numeric>

using namespace driftwood;
using evaluation::ErrorAnalysis;
using training::Task;

namespace {

constexpr std::size_t kRows = 5000;
constexpr std::int64_t kValidationBegin = 3500;

dataset::LoadedDataset plantData() {
    return {.manifest = {},
            .rows = test::plantRows(kRows, 11),
            .failures = {},
            .trainRows = kValidationBegin,
            .validationBegin = kValidationBegin};
}

std::shared_ptr<const model::TrainedModel> plantModel(Task task, int classes = 3) {
    return std::make_shared<const model::TrainedModel>(test::plantModel(task, classes));
}

Result<ErrorAnalysis> analyse(const std::shared_ptr<const model::TrainedModel>& model,
                              const dataset::LoadedDataset& data, const std::stop_token& stop = {}) {
    dataset::MemoryRows rows(data.rows, data.trainRows, data.validationBegin);
    return evaluation::analyseErrors(model, rows, stop);
}

/// The validation rows with the scorer's predictions for all of them at once.
struct Scored {
    dataset::LoadedDataset data = plantData();
    records::RecordBatch rows{data.rows.sharedSchema()};
    scoring::Predictions said;

    explicit Scored(const std::shared_ptr<const model::TrainedModel>& model) {
        std::vector<std::uint32_t> validation(kRows - kValidationBegin);
        std::iota(validation.begin(), validation.end(), static_cast<std::uint32_t>(kValidationBegin));
        rows.gather(data.rows, validation);
        said = scoring::Scorer::create(model).value()->score(rows).value();
    }
};

std::int64_t sum(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t(0));
}
double sum(const std::vector<double>& counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

} // namespace

class TestErrorAnalysis : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theFiguresAreThoseOfTheValidationPart_data() {
        QTest::addColumn<int>("task");
        QTest::newRow("anomaly detection") << int(Task::AnomalyDetection);
        QTest::newRow("regression") << int(Task::Regression);
        QTest::newRow("classification") << int(Task::Classification);
    }
    void theFiguresAreThoseOfTheValidationPart() {
        QFETCH(int, task);
        const auto model = plantModel(Task(task));
        const Scored scored(model);
        const auto analysis = analyse(model, scored.data);
        VERIFY_OK(analysis);
        QCOMPARE(analysis->rows, std::int64_t(kRows) - kValidationBegin);
        QVERIFY(!analysis->learnedFrom);
        QCOMPARE(analysis->evaluation.values, scoring::evaluatePredictions(*model, scored.said).values);
    }

    void theLargestScoresComeFirstAndSayWhereTheyLie() {
        const auto model = plantModel(Task::AnomalyDetection);
        const Scored scored(model);
        const auto analysis = analyse(model, scored.data);
        VERIFY_OK(analysis);
        QCOMPARE(analysis->largest.size(), evaluation::kLargestErrors);
        const auto highest = std::ranges::max_element(scored.said.values) - scored.said.values.begin();
        const auto row = static_cast<std::size_t>(highest);
        QCOMPARE(analysis->largest.front().size, scored.said.values[row]);
        QCOMPARE(analysis->largest.front().position, scored.rows.position(row));
        QCOMPARE(analysis->largest.front().at.value, scored.rows.timestampsMs()[row]);
        QVERIFY(std::ranges::is_sorted(analysis->largest, std::greater(), &evaluation::WrongRecord::size));
        QCOMPARE(analysis->wrong, std::int64_t(std::ranges::count(scored.said.anomalous, 1)));
        // With the same edges, every score is counted once, in the reference and in the validation part.
        QCOMPARE(sum(analysis->distribution.counts), double(analysis->rows));
        QCOMPARE(analysis->distribution.edges, analysis->training.edges);
        QCOMPARE(sum(analysis->training.counts), double(model->reference.predictionSample.size()));
    }

    void aRegressionsPicturesCountEveryLabelledRow() {
        const auto model = plantModel(Task::Regression);
        const Scored scored(model);
        const auto analysis = analyse(model, scored.data);
        VERIFY_OK(analysis);
        QCOMPARE(sum(analysis->agreement.counts) + analysis->agreement.outside, analysis->rows);
        QVERIFY(analysis->agreement.outside < analysis->rows / 100);
        QCOMPARE(sum(analysis->distribution.counts), double(analysis->rows));
        double bias = 0.0;
        for (std::size_t row = 0; row < scored.said.size(); ++row)
            bias += scored.said.values[row] - scored.said.actuals[row];
        QVERIFY(std::abs(analysis->bias - bias / double(scored.said.size())) < 1e-9);
        QCOMPARE(analysis->errorP95, quantile(scored.said.errors, 0.95));
        const auto& worst = analysis->largest.front();
        QCOMPARE(worst.size, std::ranges::max(scored.said.errors));
        QCOMPARE(worst.size, std::abs(worst.value - worst.actual));
    }

    void theConfusionAddsUpToAccuracyAndF1_data() {
        QTest::addColumn<int>("classes");
        QTest::newRow("two, and a third in the records that training never saw") << 2;
        QTest::newRow("three") << 3;
    }
    void theConfusionAddsUpToAccuracyAndF1() {
        QFETCH(int, classes);
        const auto model = plantModel(Task::Classification, classes);
        const Scored scored(model);
        const auto analysis = analyse(model, scored.data);
        VERIFY_OK(analysis);
        const evaluation::Confusion& confusion = analysis->confusion;
        QCOMPARE(confusion.classes, model->features.classes());
        QCOMPARE(sum(confusion.counts) + sum(confusion.unseen) + analysis->unlabelled, analysis->rows);
        QCOMPARE(sum(confusion.unseen) > 0, classes == 2);
        std::int64_t hits = 0;
        double f1 = 0.0;
        for (std::size_t i = 0; i < confusion.classes.size(); ++i) {
            const evaluation::ClassFigures figures = evaluation::figuresOf(confusion, i);
            hits += confusion.at(i, i);
            f1 += std::isnan(figures.f1) ? 0.0 : figures.f1;
            if (figures.actual > 0)
                QCOMPARE(figures.recall, double(confusion.at(i, i)) / double(figures.actual));
        }
        QCOMPARE(analysis->wrong, std::int64_t(std::ranges::count(scored.said.errors, 1.0)));
        const double judged =
            double(sum(confusion.counts) + sum(confusion.unseen)); // rows of unseen classes are wrong
        QVERIFY(std::abs(double(hits) / judged - analysis->evaluation.get("accuracy").value()) < 1e-12);
        const double expected = classes == 2 ? evaluation::figuresOf(confusion, 1).f1 : f1 / classes;
        QVERIFY(std::abs(expected - analysis->evaluation.get("f1").value()) < 1e-12);
    }

    void onlyWrongPredictionsAreListedTheSurestFirst() {
        const auto model = plantModel(Task::Classification, 2);
        const Scored scored(model);
        const auto analysis = analyse(model, scored.data);
        VERIFY_OK(analysis);
        QVERIFY(!analysis->largest.empty());
        for (const evaluation::WrongRecord& wrong : analysis->largest) {
            QVERIFY(std::isnan(wrong.actual) || int(wrong.actual) != wrong.predictedClass);
            QCOMPARE(wrong.size, wrong.predictedClass == 0 ? 1.0 - wrong.value : wrong.value);
            QVERIFY(wrong.size >= 0.5);
        }
        QVERIFY(std::ranges::is_sorted(analysis->largest, std::greater(), &evaluation::WrongRecord::size));
    }

    void aDataSetThatKeepsNothingBackIsStudiedWholeAndSaysSo() {
        auto data = plantData();
        data.trainRows = data.validationBegin = kRows;
        const auto analysis = analyse(plantModel(Task::Regression), data);
        VERIFY_OK(analysis);
        QCOMPARE(analysis->rows, std::int64_t(kRows));
        QVERIFY(analysis->learnedFrom);
    }

    void aStoppedStudyIsCancelled() {
        std::stop_source stop;
        stop.request_stop();
        VERIFY_FAILS(analyse(plantModel(Task::Regression), plantData(), stop.get_token()),
                     ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestErrorAnalysis)
#include "test_error_analysis.moc"

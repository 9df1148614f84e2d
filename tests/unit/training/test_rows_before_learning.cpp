#include "support/result_check.h"

#include "base/random.h"
#include "training/learners/one_pass_network.h"

#include <QTemporaryDir>

#include <cmath>

using namespace driftwood;
using namespace driftwood::training;
using records::FieldType;
using records::RecordBatch;
using records::Schema;

namespace {

void appendRow(RecordBatch& rows, double first, double second) {
    rows.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(rows.rows())), TimestampMs(0),
                        nullptr);
    rows.column(0).appendFloat(first);
    rows.column(1).appendFloat(second);
}

features::FeatureSpec standardised(const std::vector<std::string>& paths, features::LabelKind kind,
                                   const std::string& label) {
    features::FeatureSpec spec;
    for (const auto& path : paths) {
        features::FeatureInput input;
        input.path = path;
        spec.inputs.push_back(input);
    }
    spec.labelKind = kind;
    spec.labelPath = label;
    return spec;
}

TrainingSpec linear() {
    TrainingSpec spec;
    spec.task = Task::Regression;
    spec.network = {NetworkKind::Linear, {}, Activation::Relu};
    spec.optimizer.kind = OptimizerKind::Sgd;
    spec.optimizer.learningRate = 0.05;
    return spec;
}

} // namespace

/// Rows that a one-pass run predicts before it has learned anything.
class TestRowsBeforeLearning : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// 0 is a bad prediction for values around 1000, and must not stay in the metrics for ever.
    void whatWasPredictedFromNothingIsInNoFigure_data() {
        QTest::addColumn<int>("batchSize");
        QTest::newRow("one row a batch") << 1;
        QTest::newRow("eight rows a batch") << 8;
    }
    void whatWasPredictedFromNothingIsInNoFigure() {
        QFETCH(int, batchSize);
        RecordBatch rows(
            std::make_shared<Schema>(Schema{{{"x", FieldType::Float64}, {"y", FieldType::Float64}}}));
        SeededRandom random(2);
        for (int i = 0; i < 1500; ++i) {
            const double x = random.normal();
            appendRow(rows, x, 1000.0 + x);
        }
        TrainingSpec spec = linear();
        spec.batchSize = batchSize;
        const auto create = [&] {
            return OnePassNetwork::create(spec, standardised({"x"}, features::LabelKind::Number, "y"), rows,
                                          {})
                .value();
        };
        const auto trainer = create();
        const auto metrics = trainer->advance(rows, 0, 1500).value();
        // With one row per batch also the second row: one label has no deviation, so the loss had no unit.
        const std::int64_t before = std::max(2, batchSize);
        QCOMPARE(metrics.overall.counted().beforeLearning, before);
        QCOMPARE(metrics.overall.counted().rows, 1500 - before);
        QCOMPARE(metrics.rows, std::int64_t(1500));
        QVERIFY2(metrics.overall.get("rmse").value() < 1.0,
                 qPrintable(QString::number(metrics.overall.get("rmse").value())));
        QCOMPARE(
            rowNotes(metrics.overall, true),
            std::vector{std::to_string(before) + " rows left out of the figures: nothing was learned yet"});
        // A run resumed from a checkpoint, even one taken among these rows, counts the same.
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        const auto first = create();
        VERIFY_OK(first->advance(rows, 0, 1));
        VERIFY_OK(first->save(path));
        const auto resumed = create();
        VERIFY_OK(resumed->restore(path));
        QCOMPARE(resumed->rowsSeen(), std::int64_t(1));
        QCOMPARE(resumed->advance(rows, 1, 1500).value().overall.values, metrics.overall.values);
    }

    /// Weights near the largest float: one record's output is infinity minus infinity, another's infinite.
    void aRowWithoutAnAnswerIsNotOneOfAnUnknownClass() {
        RecordBatch rows(std::make_shared<Schema>(
            Schema{{{"a", FieldType::Float64}, {"b", FieldType::Float64}, {"class", FieldType::Text}}}));
        const auto append = [&](double a, double b, std::string_view label) {
            appendRow(rows, a, b);
            rows.column(2).appendText(label);
        };
        append(10, 10, "up");
        append(10, 0, "up");
        append(0, 0, "down");
        features::FeatureSpec spec = standardised({"a", "b"}, features::LabelKind::Category, "class");
        for (features::FeatureInput& input : spec.inputs)
            input.transform = features::Transform::Passthrough;
        TrainingSpec training = linear();
        training.task = Task::Classification;
        training.network = {NetworkKind::Mlp, {2}, Activation::Relu};
        training.batchSize = 8; // none of the rows is learned
        const auto fitted = features::FittedFeatures::fit(spec, rows, 0, 3).value();
        const float up = fitted.classes()[1] == "up" ? 1.0F : -1.0F;
        const auto create = [&] {
            OnePassNetwork::Options options;
            options.start = {fitted, {3e38F, 0, 0, 3e38F, 0, 0, up, -up, 0}, 3};
            return OnePassNetwork::create(training, spec, rows, options).value();
        };
        const auto network = create();
        const auto metrics = network->advance(rows, 0, 3).value();
        for (const Evaluation* evaluation : {&metrics.overall, &metrics.window}) {
            QCOMPARE(evaluation->counted().rows, std::int64_t(3));
            QCOMPARE(evaluation->counted().withoutAnswer, std::int64_t(1));
            QCOMPARE(evaluation->counted().ofUnknownClass, std::int64_t(0));
            // The second row is right beyond doubt, the third is undecided.
            QCOMPARE(evaluation->get("loss").value(), std::log(2.0) / 2);
        }
        const double right = fitted.classes()[0] == "down" ? 2.0 : 1.0; // undecided: the first class
        QCOMPARE(metrics.overall.get("accuracy").value(), right / 3);
        QVERIFY(rowNotes(metrics.overall, true).front().starts_with("1 row without an answer"));
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("c.safetensors").toStdString();
        VERIFY_OK(network->save(path));
        const auto resumed = create();
        VERIFY_OK(resumed->restore(path));
        QCOMPARE(resumed->metrics().overall.values, metrics.overall.values);
        QCOMPARE(resumed->metrics().window.values, metrics.window.values);
    }

    void anAnomalyModelIsNotJudgedByItsFirstBatch() {
        RecordBatch rows(
            std::make_shared<Schema>(Schema{{{"a", FieldType::Float64}, {"b", FieldType::Float64}}}));
        SeededRandom random(2);
        for (int i = 0; i < 100; ++i)
            appendRow(rows, random.normal(), random.normal());
        TrainingSpec training;
        training.task = Task::AnomalyDetection;
        training.network = {NetworkKind::Autoencoder, {1}, Activation::Tanh};
        training.batchSize = 32;
        const auto trainer = OnePassNetwork::create(
                                 training, standardised({"a", "b"}, features::LabelKind::None, ""), rows, {})
                                 .value();
        const auto few = trainer->advance(rows, 0, 20).value();
        QVERIFY(!few.overall.get("reconstruction_error"));
        const auto metrics = trainer->advance(rows, 20, 100).value();
        QCOMPARE(metrics.overall.counted().beforeLearning, std::int64_t(32));
        QCOMPARE(metrics.overall.counted().rows, std::int64_t(68));
        QVERIFY(metrics.overall.get("reconstruction_error"));
    }
};

QTEST_GUILESS_MAIN(TestRowsBeforeLearning)
#include "test_rows_before_learning.moc"

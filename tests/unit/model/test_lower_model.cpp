#include "features/lower_features.h"
#include "features/transforms/transform_kind.h"
#include "graph/interpreter.h"
#include "model/inference.h"
#include "model/inputs.h"
#include "model/lower_model.h"
#include "support/model_cases.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "training/objectives/objective.h"

#include <cmath>

using namespace driftwood;
using features::TransformKind;
using records::FieldType;
using training::Task;

namespace {

constexpr std::size_t kRows = 140;
constexpr double kTolerance = 1e-5;

} // namespace

/// The graph that a model is lowered to scores as the model does.
class TestLowerModel : public QObject {
    Q_OBJECT

    static void compare(const model::TrainedModel& model, const records::RecordBatch& rows) {
        const auto graph = model::lowerModel(model);
        VERIFY_OK(graph);
        const auto fields = model::inputFields(model.features);
        // The columns of an export are those of inputFields().
        QCOMPARE(graph->numberFields().size(), fields.numeric.size());
        for (std::size_t i = 0; i < fields.numeric.size(); ++i)
            QCOMPARE(graph->numberFields()[i], fields.numeric[i].path);
        QCOMPARE(graph->textFields().size(), fields.text.size());
        for (std::size_t i = 0; i < fields.text.size(); ++i)
            QCOMPARE(graph->textFields()[i], fields.text[i].path);

        const auto inputs = model::graphInputs(fields, rows, 0, rows.rows());
        VERIFY_OK(inputs);
        const auto theirs = graph::run(*graph, *inputs);
        VERIFY_OK(theirs);
        const auto ours = model::Inference::create(model).value().run(rows);
        VERIFY_OK(ours);
        const auto& values = theirs->front().values;
        QCOMPARE(values.size(), ours->values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double allowed = model::allowedDifference(model, ours->values[i], kTolerance);
            QVERIFY2(std::abs(values[i] - ours->values[i]) <= allowed,
                     qPrintable(
                         QString("output %1: %2 instead of %3").arg(i).arg(values[i]).arg(ours->values[i])));
        }
        if (model.objective().prediction == training::PredictionKind::Score)
            for (std::size_t row = 0; row < rows.rows(); ++row)
                QCOMPARE((*theirs)[1].values[row] == 1.0, model::isAnomalous(model, values[row]));
    }

  private Q_SLOTS:
    void everyTransformObjectiveAndNetwork() {
        const auto cases = test::modelCases(kRows);
        QVERIFY(cases.size() > features::transformKinds().size() * training::objectives().size());
        for (const test::ModelCase& of : cases) {
            qInfo("%s", of.name.c_str());
            QVERIFY(!of.model.features.inputs().empty());
            compare(of.model, of.rows);
        }
    }

    void featuresAreTheSameBitByBit() {
        const auto rows = test::rowsOfEveryType(kRows);
        for (const TransformKind* kind : features::transformKinds()) {
            const auto spec = test::specOf(*kind, Task::AnomalyDetection, rows);
            const auto fitted = features::FittedFeatures::fit(spec, rows, 0, test::kFitRows).value();
            graph::Graph graph;
            graph.addOutput("features", graph.toFloat64(features::lowerFeatures(fitted, graph)));
            const auto inputs = model::graphInputs(model::inputFields(fitted), rows, 0, rows.rows());
            VERIFY_OK(inputs);
            const auto theirs = graph::run(graph, *inputs);
            VERIFY_OK(theirs);
            features::FeatureMatrix ours;
            VERIFY_OK(fitted.transform(rows, 0, rows.rows(), ours));
            for (std::size_t i = 0; i < ours.values.size(); ++i)
                QVERIFY2(
                    theirs->front().values[i] == static_cast<double>(ours.values[i]),
                    qPrintable(QString("%1, row %2, %3")
                                   .arg(kind->name.data())
                                   .arg(i / ours.columns)
                                   .arg(QString::fromStdString(fitted.outputNames()[i % ours.columns]))));
        }
    }

    void aPlantWithAllTransformsAtOnce() {
        for (const auto& [task, classes] :
             {std::pair(Task::AnomalyDetection, 0), std::pair(Task::Regression, 0),
              std::pair(Task::Classification, 2), std::pair(Task::Classification, 3)})
            compare(test::plantModel(task, classes), test::plantRows(500, 21));
    }

    void everyNetworkIsLowered() {
        for (const training::NetworkChoice& choice : training::networkChoices())
            QVERIFY2(training::architectureOf(choice.kind).lower, choice.name.data());
    }

    void categoriesThatFloat64CannotHoldAreRefused() {
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"id", FieldType::Int64}};
        records::RecordBatch rows(schema);
        for (int row = 0; row < 4; ++row) {
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(0), nullptr);
            rows.column(0).appendInt((std::int64_t{1} << 53) + row);
        }
        const auto model = test::modelOf(features::FeatureSpec{{{"id", features::Transform::OneHot}}},
                                         Task::AnomalyDetection, rows);
        VERIFY_FAILS(model::lowerModel(model), ErrorCode::Unsupported);
    }

    void partsThatDoNotFitTogetherAreRefused() {
        auto model = test::plantModel(Task::Regression);
        model.features =
            features::FittedFeatures::fit({{{"pressure"}}}, test::plantRows(50, 1), 0, 50).value();
        VERIFY_FAILS(model::lowerModel(model), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestLowerModel)
#include "test_lower_model.moc"

#include "base/random.h"
#include "features/lower_features.h"
#include "features/transforms/transform_kind.h"
#include "graph/interpreter.h"
#include "model/inference.h"
#include "model/inputs.h"
#include "model/lower_model.h"
#include "support/networks.h"
#include "support/result_check.h"
#include "support/sample_model.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace driftwood;
using features::FeatureInput;
using features::TransformKind;
using records::FieldType;
using training::Task;

namespace {

constexpr std::size_t kFitRows = 80;
constexpr std::size_t kRows = 140;
constexpr double kTolerance = 1e-5;

/// Fields of every type, with a time as a number and as text, and one that never changes. After the rows that
/// are fitted on come values that those did not have.
records::RecordBatch rowsOfEveryType() {
    auto schema = std::make_shared<records::Schema>();
    schema->fields = {
        {"x", FieldType::Float64},    {"n", FieldType::Int64},         {"open", FieldType::Bool},
        {"zone", FieldType::Text},    {"seconds", FieldType::Int64},   {"iso", FieldType::Text},
        {"same", FieldType::Float64}, {"minutes", FieldType::Float64}, {"state", FieldType::Text}};
    records::RecordBatch rows(schema);
    constexpr std::array<double, 5> kFar{1e300, -1e300, std::numeric_limits<double>::infinity(), 0.0, 1e-320};
    for (std::size_t row = 0; row < kRows; ++row) {
        const bool isNew = row >= kFitRows;
        const auto number = static_cast<std::int64_t>(row);
        const std::string key = "machine-" + std::to_string(row % 4);
        const std::string_view keyView = key;
        rows.appendPosition(PartitionId(static_cast<std::int32_t>(row % 3)), Offset(number),
                            TimestampMs(1'777'600'000'000 + number * 7'919'000),
                            row % 9 == 8 ? nullptr : &keyView);
        const auto orMissing = [&](std::size_t column, std::size_t every, auto append) {
            if (row % every == every - 1)
                rows.column(column).appendMissing();
            else
                append(rows.column(column));
        };
        orMissing(0, 11, [&](records::Column& c) {
            c.appendFloat(isNew && row % 5 == 0 ? kFar[row / 5 % kFar.size()]
                                                : std::sin(static_cast<double>(row)) * 40.0 + 1e4);
        });
        orMissing(1, 13, [&](records::Column& c) { c.appendInt(number % (isNew ? 9 : 5) - 2); });
        orMissing(2, 7, [&](records::Column& c) { c.appendInt(number % 2); });
        orMissing(3, 8, [&](records::Column& c) {
            c.appendText(isNew && row % 3 == 0 ? "unseen" : row % 2 == 0 ? "süd" : "");
        });
        orMissing(4, 10, [&](records::Column& c) { c.appendInt(1'777'645'800 + number * 997); });
        orMissing(5, 6, [&](records::Column& c) {
            c.appendText(isNew && row % 4 == 0 ? "noon"
                                               : "2026-05-" + std::to_string(10 + row % 18) + "T0" +
                                                     std::to_string(row % 10) + ":30:15.25+02:00");
        });
        rows.column(6).appendFloat(isNew ? 5.5 : 5.0);
        rows.column(7).appendFloat(30.0 + std::cos(static_cast<double>(row)));
        rows.column(8).appendText(std::array{"fine", "hot", "open"}[row % 3]);
    }
    return rows;
}

/// All fields that a transform takes, each with a missing indicator.
std::vector<FeatureInput> inputsOf(const TransformKind& kind, const records::RecordBatch& rows) {
    std::vector<FeatureInput> inputs;
    const auto add = [&](const std::string& path, FieldType type) {
        const bool isTime = path == "seconds" || path == "iso" || path == records::kTimestampPath;
        const FeatureInput input{.path = path, .transform = kind.transform, .missingIndicator = true};
        if (kind.check(input, type) && (kind.readAs != features::ReadAs::Time || isTime))
            inputs.push_back(input);
    };
    for (const char* path : {"x", "n", "open", "zone", "seconds", "iso", "same"})
        add(path, rows.schema().fields[rows.schema().indexOf(path).value()].type);
    add(std::string(records::kTimestampPath), FieldType::Int64);
    add(std::string(records::kPartitionPath), FieldType::Int64);
    add(std::string(records::kKeyPath), FieldType::Text);
    return inputs;
}

features::FeatureSpec specOf(std::vector<FeatureInput> inputs, Task task) {
    const auto kind = training::objectiveOf(task).labelKind;
    return {std::move(inputs), kind,
            kind == features::LabelKind::None     ? ""
            : kind == features::LabelKind::Number ? "minutes"
                                                  : "state"};
}

/// The rows without those of one class.
records::RecordBatch withoutClass(const records::RecordBatch& rows, std::string_view name) {
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < rows.rows(); ++row)
        if (rows.column(8).text(row) != name)
            kept.push_back(row);
    records::RecordBatch some(rows.sharedSchema());
    some.gather(rows, kept);
    return some;
}

/// A model of these features, with random weights.
model::TrainedModel modelOf(const features::FeatureSpec& spec, Task task, const records::RecordBatch& rows) {
    auto model = test::plantModel(task);
    const auto fitRows = static_cast<std::size_t>(std::ranges::count_if(
        rows.offsets(), [](std::int64_t offset) { return offset < static_cast<std::int64_t>(kFitRows); }));
    model.features = features::FittedFeatures::fit(spec, rows, 0, fitRows).value();
    const auto inputs = static_cast<int>(model.features.outputs());
    auto network = test::denseNetwork({inputs, 7, 5, model.objective().outputs(inputs, model.classes())},
                                      task == Task::Regression ? training::Activation::Tanh
                                                               : training::Activation::Relu);
    auto weights = training::initialParameters(network, 3);
    model.learned = {std::move(network), std::move(weights)};
    return model;
}

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
    void everyTransformWithEveryObjective_data() {
        QTest::addColumn<int>("transform");
        QTest::addColumn<int>("task");
        QTest::addColumn<bool>("twoClasses");
        for (const TransformKind* kind : features::transformKinds())
            for (const training::Objective* objective : training::objectives())
                for (const bool two : {false, true})
                    if (!two || objective->learnsClasses())
                        QTest::addRow("%s, %s%s", kind->name.data(), objective->name.data(),
                                      two ? " of two classes" : "")
                            << static_cast<int>(kind->transform) << static_cast<int>(objective->task) << two;
    }
    void everyTransformWithEveryObjective() {
        QFETCH(int, transform);
        QFETCH(int, task);
        QFETCH(bool, twoClasses);
        const auto& kind = features::kindOf(static_cast<features::Transform>(transform));
        const auto all = rowsOfEveryType();
        const auto rows = withoutClass(all, twoClasses ? "open" : "");
        const auto spec = specOf(inputsOf(kind, all), static_cast<Task>(task));
        QVERIFY(spec.inputs.size() >= 2);
        compare(modelOf(spec, static_cast<Task>(task), rows), rows);
    }

    void featuresAreTheSameBitByBit() {
        const auto rows = rowsOfEveryType();
        for (const TransformKind* kind : features::transformKinds()) {
            const auto spec = specOf(inputsOf(*kind, rows), Task::AnomalyDetection);
            const auto fitted = features::FittedFeatures::fit(spec, rows, 0, kFitRows).value();
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
        const auto rows = test::plantRows(200, 21);
        for (const training::NetworkChoice& choice : training::networkChoices()) {
            QVERIFY2(training::architectureOf(choice.kind).lower, choice.name.data());
            const Task task = choice.reconstructs ? Task::AnomalyDetection : Task::Regression;
            auto model = test::plantModel(task);
            const auto inputs = static_cast<int>(model.features.outputs());
            std::vector<int> sizes{inputs};
            sizes.insert(sizes.end(), choice.usualHidden.begin(), choice.usualHidden.end());
            sizes.push_back(model.objective().outputs(inputs, 0));
            for (const auto activation : {training::Activation::Relu, training::Activation::Tanh}) {
                auto network =
                    training::Network::create(training::architectureOf(choice.kind), sizes, activation);
                VERIFY_OK(network);
                SeededRandom random(9);
                std::vector<float> weights(network->parameterCount());
                for (float& weight : weights)
                    weight = static_cast<float>(0.1 * random.normal());
                model.learned = {*std::move(network), std::move(weights)};
                compare(model, rows);
            }
        }
    }

    void categoriesThatFloat64CannotHoldAreRefused() {
        auto schema = std::make_shared<records::Schema>();
        schema->fields = {{"id", FieldType::Int64}};
        records::RecordBatch rows(schema);
        for (int row = 0; row < 4; ++row) {
            rows.appendPosition(PartitionId(0), Offset(row), TimestampMs(0), nullptr);
            rows.column(0).appendInt((std::int64_t{1} << 53) + row);
        }
        const auto model = modelOf({{{"id", features::Transform::OneHot}}}, Task::AnomalyDetection, rows);
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

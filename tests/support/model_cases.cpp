#include "support/model_cases.h"

#include "base/random.h"
#include "features/transforms/transform_kind.h"
#include "support/networks.h"
#include "support/sample_model.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace driftwood::test {
namespace {

using features::FeatureInput;
using features::TransformKind;
using records::FieldType;
using training::Task;

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

records::RecordBatch withoutClass(const records::RecordBatch& rows, std::string_view name) {
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < rows.rows(); ++row)
        if (rows.column(8).text(row) != name)
            kept.push_back(row);
    records::RecordBatch some(rows.sharedSchema());
    some.gather(rows, kept);
    return some;
}

} // namespace

records::RecordBatch rowsOfEveryType(std::size_t count) {
    auto schema = std::make_shared<records::Schema>();
    schema->fields = {
        {"x", FieldType::Float64},    {"n", FieldType::Int64},         {"open", FieldType::Bool},
        {"zone", FieldType::Text},    {"seconds", FieldType::Int64},   {"iso", FieldType::Text},
        {"same", FieldType::Float64}, {"minutes", FieldType::Float64}, {"state", FieldType::Text}};
    records::RecordBatch rows(schema);
    constexpr std::array<double, 5> kFar{1e300, -1e300, std::numeric_limits<double>::infinity(), 0.0, 1e-320};
    for (std::size_t row = 0; row < count; ++row) {
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

features::FeatureSpec specOf(std::vector<features::FeatureInput> inputs, training::Task task) {
    const auto kind = training::objectiveOf(task).labelKind;
    return {std::move(inputs), kind,
            kind == features::LabelKind::None     ? ""
            : kind == features::LabelKind::Number ? "minutes"
                                                  : "state"};
}

features::FeatureSpec specOf(const features::TransformKind& kind, training::Task task,
                             const records::RecordBatch& rows) {
    return specOf(inputsOf(kind, rows), task);
}

model::TrainedModel modelOf(const features::FeatureSpec& spec, training::Task task,
                            const records::RecordBatch& rows) {
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

model::TrainedModel modelOf(const training::NetworkChoice& choice, training::Activation activation) {
    auto model =
        plantModel(choice.reconstructs ? training::Task::AnomalyDetection : training::Task::Regression);
    const auto inputs = static_cast<int>(model.features.outputs());
    std::vector<int> sizes{inputs};
    sizes.insert(sizes.end(), choice.usualHidden.begin(), choice.usualHidden.end());
    sizes.push_back(model.objective().outputs(inputs, 0));
    auto network =
        training::Network::create(training::architectureOf(choice.kind), sizes, activation).value();
    SeededRandom random(9);
    std::vector<float> weights(network.parameterCount());
    for (float& weight : weights)
        weight = static_cast<float>(0.1 * random.normal());
    model.learned = {std::move(network), std::move(weights)};
    return model;
}

std::vector<ModelCase> modelCases(std::size_t count) {
    const auto all = rowsOfEveryType(count);
    std::vector<ModelCase> cases;
    const auto add = [&](const std::string& name, const features::FeatureSpec& spec, training::Task task,
                         const records::RecordBatch& rows) {
        cases.push_back({name, modelOf(spec, task, rows), rows});
    };
    for (const TransformKind* kind : features::transformKinds())
        for (const training::Objective* objective : training::objectives()) {
            const std::string name = std::string(kind->name) + ", " + std::string(objective->name);
            auto spec = specOf(*kind, objective->task, all);
            add(name, spec, objective->task, all);
            if (objective->learnsClasses())
                add(name + " of two classes", spec, objective->task, withoutClass(all, "open"));
            if (kind->readAs == features::ReadAs::Time) {
                std::erase_if(spec.inputs, [](const FeatureInput& input) { return input.path == "iso"; });
                add(name + ", times as numbers", spec, objective->task, all);
            }
        }
    for (const training::NetworkChoice& choice : training::networkChoices())
        for (const auto activation : {training::Activation::Relu, training::Activation::Tanh})
            cases.push_back({std::string(choice.name) + ", " +
                                 (activation == training::Activation::Relu ? "relu" : "tanh"),
                             modelOf(choice, activation), plantRows(count, 21)});
    return cases;
}

} // namespace driftwood::test

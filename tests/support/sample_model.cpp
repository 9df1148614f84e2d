#include "support/sample_model.h"

#include "base/random.h"
#include "base/version.h"

#include <cmath>
#include <string>

namespace driftwood::test {
namespace {

using features::FeatureInput;
using features::LabelKind;
using features::Transform;
using records::FieldType;
using training::Task;

constexpr std::int64_t kStartMs = 1'777'600'000'000; // 2026-05-01
constexpr std::size_t kFitRows = 600;

std::shared_ptr<const records::Schema> plantSchema() {
    static const auto schema = std::make_shared<const records::Schema>(records::Schema{{
        {"temperature", FieldType::Float64},
        {"pressure", FieldType::Float64},
        {"count", FieldType::Int64},
        {"open", FieldType::Bool},
        {"zone", FieldType::Text},
        {"minutes", FieldType::Float64},
        {"state", FieldType::Text},
    }});
    return schema;
}

void appendRow(records::RecordBatch& rows, std::size_t row, SeededRandom& random) {
    const std::string key = "machine-" + std::to_string(random.below(5));
    const std::string_view keyView = key;
    const auto partition = static_cast<std::int32_t>(random.below(3));
    const auto time = kStartMs + static_cast<std::int64_t>(row) * 7'919'000;
    rows.appendPosition(PartitionId(partition), Offset(static_cast<std::int64_t>(row)), TimestampMs(time),
                        random.below(10) == 0 ? nullptr : &keyView);
    const double temperature = 20.0 + 5.0 * random.normal();
    const bool open = random.below(4) == 0;
    if (random.below(12) == 0)
        rows.column(0).appendMissing();
    else
        rows.column(0).appendFloat(temperature);
    rows.column(1).appendFloat(1e5 + 300.0 * random.normal());
    rows.column(2).appendInt(static_cast<std::int64_t>(random.below(6)) - 2);
    if (random.below(15) == 0)
        rows.column(3).appendMissing();
    else
        rows.column(3).appendInt(open ? 1 : 0);
    static constexpr std::string_view kZones[] = {"north", "südwest", "", "dock \"7\""};
    if (random.below(9) == 0)
        rows.column(4).appendMissing();
    else
        rows.column(4).appendText(kZones[random.below(4)]);
    rows.column(5).appendFloat(30.0 + 2.0 * temperature + random.normal());
    rows.column(6).appendText(open ? "open" : temperature > 22.0 ? "hot" : "fine");
}

features::FeatureSpec plantFeatures(Task task) {
    features::FeatureSpec spec;
    spec.inputs = {
        {"temperature", Transform::Standardize, true},
        {"pressure", Transform::MinMax},
        {"count", Transform::OneHot, true, 4},
        {"open", Transform::OneHot, true},
        {"zone", Transform::OneHot, true},
        {"@timestamp", Transform::CyclicHour},
        {"@timestamp", Transform::CyclicWeekday},
        {"@key", Transform::OneHot, false, 3},
        {"count", Transform::Passthrough},
    };
    if (task != Task::AnomalyDetection) {
        spec.labelKind = task == Task::Regression ? LabelKind::Number : LabelKind::Category;
        spec.labelPath = task == Task::Regression ? "minutes" : "state";
    }
    return spec;
}

// For two classes, rows of the third are removed before fitting the features.
records::RecordBatch fitRows(Task task, int classes) {
    const auto rows = plantRows(kFitRows, 1);
    if (task != Task::Classification || classes == 3)
        return rows;
    std::vector<std::uint32_t> kept;
    for (std::uint32_t row = 0; row < rows.rows(); ++row)
        if (rows.column(6).text(row) != "open")
            kept.push_back(row);
    records::RecordBatch some(rows.sharedSchema());
    some.gather(rows, kept);
    return some;
}

model::Lineage plantLineage(Task task) {
    model::Lineage lineage;
    dataset::Manifest& manifest = lineage.dataset;
    manifest.name = "plant, first day";
    manifest.clusterId = "test-cluster";
    manifest.topic = TopicName("plant");
    manifest.decoder.schema = *plantSchema();
    manifest.rows = kFitRows;
    dataset::PartitionManifest partition;
    partition.range = {PartitionId(0), Offset(100), Offset(700)};
    partition.records = kFitRows;
    partition.firstTimestamp = TimestampMs(kStartMs);
    partition.lastTimestamp = TimestampMs(kStartMs + 86'400'000);
    partition.sha256 = std::string(64, 'a');
    manifest.partitions = {partition};
    manifest.createdAt = "2026-05-02T00:00:00.000Z";
    manifest.createdBy = "driftwood " + version();
    manifest.fingerprint = dataset::computeFingerprint(manifest);
    lineage.training.task = task;
    lineage.training.network.kind =
        task == Task::AnomalyDetection ? training::NetworkKind::Autoencoder : training::NetworkKind::Mlp;
    lineage.training.network.hidden = {16, 8};
    lineage.training.network.activation =
        task == Task::Regression ? training::Activation::Tanh : training::Activation::Relu;
    lineage.engine = "native (test)";
    lineage.steps = 10;
    lineage.stopReason = "all epochs";
    lineage.createdAt = manifest.createdAt;
    lineage.createdBy = manifest.createdBy;
    return lineage;
}

std::vector<float> randomWeights(std::size_t count, std::uint64_t seed) {
    SeededRandom random(seed);
    std::vector<float> weights(count);
    for (float& weight : weights)
        weight = static_cast<float>(0.3 * random.normal());
    return weights;
}

} // namespace

records::RecordBatch plantRows(std::size_t rows, std::uint64_t seed) {
    SeededRandom random(seed);
    records::RecordBatch batch(plantSchema());
    for (std::size_t row = 0; row < rows; ++row)
        appendRow(batch, row, random);
    return batch;
}

model::TrainedModel plantModel(Task task, int classes, std::uint64_t seed) {
    const auto rows = fitRows(task, classes);
    model::TrainedModel model;
    model.name = "plant watch";
    model.task = task;
    model.features = features::FittedFeatures::fit(plantFeatures(task), rows, 0, rows.rows()).value();
    model.lineage = plantLineage(task);
    auto network = training::networkOf(model.lineage.training.network, task,
                                       static_cast<int>(model.features.outputs()), model.classes())
                       .value();
    auto weights = randomWeights(network.parameterCount(), seed);
    model.learned = {std::move(network), std::move(weights)};
    if (model.hasThreshold())
        model.threshold = task == Task::AnomalyDetection ? 0.8 : 0.5;
    model.reference =
        features::ReferenceStatistics::collect(model.features.spec(), rows, 0, rows.rows(), seed);
    model.validation.values = {{"loss", 0.25}, {"rows", 120.0}};
    model.trainingEvaluation.values = {{"loss", 0.2}, {"auc", std::nan("")}};
    model::assignId(model);
    return model;
}

} // namespace driftwood::test

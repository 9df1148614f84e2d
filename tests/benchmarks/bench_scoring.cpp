// The complete path of live scoring (columns, features, network, outputs) compared with the network alone in
// eager LibTorch (InferenceMode, one thread) on a prepared feature matrix.

#include "base/random.h"
#include "model/torch_backend.h"
#include "records/record_batch.h"
#include "scoring/scorer.h"
#include "training/gradient_engine.h"
#include "turns.h"

#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace driftwood;
using benchmark::orGiveUp;

namespace {

constexpr int kFields = 30;

records::RecordBatch sensorRows(std::size_t rows) {
    auto schema = std::make_shared<records::Schema>();
    for (int field = 0; field <= kFields; ++field)
        schema->fields.push_back(
            {std::string("sensor").append(std::to_string(field)), records::FieldType::Float64});
    records::RecordBatch batch(schema);
    SeededRandom random(1);
    for (std::size_t row = 0; row < rows; ++row) {
        batch.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(row)), TimestampMs(0), nullptr);
        for (std::size_t field = 0; field < schema->fields.size(); ++field)
            batch.column(field).appendFloat(random.normal());
    }
    return batch;
}

std::shared_ptr<const model::TrainedModel> modelOf(training::Task task, std::vector<int> hidden) {
    const auto rows = sensorRows(500);
    features::FeatureSpec spec;
    for (int field = 0; field < kFields; ++field)
        spec.inputs.push_back({rows.schema().fields[static_cast<std::size_t>(field)].path});
    training::NetworkSpec network;
    network.hidden = std::move(hidden);
    if (task == training::Task::Regression) {
        spec.labelKind = features::LabelKind::Number;
        spec.labelPath = rows.schema().fields.back().path;
    } else {
        network.kind = training::NetworkKind::Autoencoder;
    }
    auto model = std::make_shared<model::TrainedModel>();
    model->task = task;
    model->features = orGiveUp(features::FittedFeatures::fit(spec, rows, 0, rows.rows()));
    const auto made = orGiveUp(training::networkOf(network, task, kFields, 0));
    model->learned = {made, training::initialParameters(made, 3)};
    return model;
}

void compare(const char* name, const std::shared_ptr<const model::TrainedModel>& model, std::size_t rows) {
    const auto batch = sensorRows(rows);
    const auto scorer = orGiveUp(scoring::Scorer::create(model));
    const auto eager =
        orGiveUp(orGiveUp(model::torchBackend())
                     ->makeEagerEngine(model->learned.network(), training::lossOf(model->task, 0)));
    features::FeatureMatrix inputs;
    orGiveUp(model->features.transform(batch, 0, rows, inputs));
    std::vector<float> out(rows * static_cast<std::size_t>(model->learned.network().outputs()));
    const auto us = benchmark::medianUsInTurns(
        {[&] { static_cast<void>(orGiveUp(scorer->score(batch))); },
         [&] { orGiveUp(eager->forward(model->learned.weights(), inputs.values, rows, out)); }});
    std::printf("%-28s %6zu %16.2f %16.2f %8.2f\n", name, rows, us[0], us[1], us[1] / us[0]);
}

} // namespace

int main() {
    const model::TorchInfo info = orGiveUp(model::torchBackend())->info();
    std::printf("LibTorch %s, %s, %s, %d thread(s)\n", info.version.c_str(), info.blas.c_str(),
                info.capability.c_str(), info.threads);
    std::printf("%-28s %6s %16s %16s %8s\n", "median us a batch", "rows", "our scoring", "LibTorch forward",
                "ratio");
    const auto mlp = modelOf(training::Task::Regression, {64, 64});
    const auto autoencoder = modelOf(training::Task::AnomalyDetection, {64, 16, 64});
    for (const std::size_t rows : {1, 32, 256}) {
        compare("mlp 30-64-64-1", mlp, rows);
        compare("autoencoder 30-64-16-64-30", autoencoder, rows);
    }
}

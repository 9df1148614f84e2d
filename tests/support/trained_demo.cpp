#include "support/trained_demo.h"

#include "dataset/dataset.h"
#include "runs/training_job.h"

namespace driftwood::test {
namespace {

Result<dataset::Manifest> history(broker::Connection& connection) {
    auto watermarks = connection.watermarks(kMachines);
    if (!watermarks)
        return forward(watermarks);
    dataset::DatasetRequest request;
    request.name = "history";
    request.ranges.topic = kMachines;
    for (const auto& mark : *watermarks)
        request.ranges.ranges.push_back({mark.partition, mark.low, mark.high});
    auto filter = dataset::Filter::parse("fault == false");
    if (!filter)
        return forward(filter);
    request.filter = std::move(*filter);
    auto data = dataset::createDataset(connection, std::move(request), {}, {});
    if (!data)
        return forward(data);
    return data->manifest;
}

runs::TrainRequest smallAutoencoder(const std::string& dataset) {
    runs::TrainRequest request;
    request.dataset = dataset;
    request.modelName = "machines-ae";
    request.training.task = training::Task::AnomalyDetection;
    request.training.network = {training::NetworkKind::Autoencoder, {16, 4, 16}, training::Activation::Relu};
    request.training.epochs = 3;
    request.training.patience = 0;
    request.training.seed = 7;
    return request;
}

} // namespace

Result<TrainedDemo> TrainedDemo::start(const std::filesystem::path& workspaceFolder) {
    demo::DemoOptions options;
    options.seed = 3;
    options.history = std::chrono::hours(6);
    options.liveRate = 0.0;
    auto feed = demo::DemoFeed::start(options);
    if (!feed)
        return forward(feed);
    auto connection = broker::Connection::open((*feed)->profile());
    if (!connection)
        return forward(connection);
    auto manifest = history(**connection);
    if (!manifest)
        return forward(manifest);
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    if (auto saved = (*workspace)->saveProfile((*feed)->profile()); !saved)
        return forward(saved);
    if (auto added = (*workspace)->addDataset(*manifest, (*feed)->profile().name); !added)
        return forward(added);
    auto trained = runs::runTraining(**connection, workspaceFolder, smallAutoencoder(manifest->name), {}, {});
    if (!trained)
        return forward(trained);
    return TrainedDemo{std::move(*feed), std::move(*connection), trained->model};
}

} // namespace driftwood::test

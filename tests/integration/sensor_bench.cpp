#include "sensor_bench.h"

#include "broker/connection.h"
#include "broker/publisher.h"
#include "dataset/dataset.h"

#include <cmath>

namespace driftwood::test {
namespace {

std::string recordAt(int i, std::size_t padding) {
    const double temperature = 20.0 + 5.0 * std::sin(i * 0.1) + 0.01 * (i * 37 % 101);
    std::string value = R"({"temperature":)" + std::to_string(temperature) + R"(,"pressure":)" +
                        std::to_string(1.0 + 0.1 * temperature + 0.001 * (i * 53 % 89)) + R"(,"zone":")" +
                        "abc"[i % 3] + R"(","hot":)" + (temperature > 22.0 ? "true" : "false");
    if (padding > 0)
        value += R"(,"padding":")" + std::string(padding, 'x') + '"';
    return value + "}";
}

Status publish(const broker::Connection& connection, int first, int count,
               const std::function<std::string(int)>& valueOf, int partitions = SensorBench::kPartitions) {
    auto publisher = connection.openPublisher(SensorBench::kTopic, {.compression = "none"});
    if (!publisher)
        return forward(publisher);
    for (int i = first; i < first + count; ++i) {
        const std::string value = valueOf(i);
        if (Status sent = (*publisher)
                              ->publish({.partition = PartitionId(i % partitions),
                                         .key = {},
                                         .value = value,
                                         .timestamp = TimestampMs(SensorBench::kFirstTime + 1000LL * i),
                                         .headers = {}});
            !sent)
            return sent;
    }
    return (*publisher)->flush(std::chrono::seconds(20));
}

} // namespace

Result<std::unique_ptr<SensorBench>> SensorBench::start() {
    auto bench = std::make_unique<SensorBench>();
    auto broker = broker::EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    bench->broker = std::move(*broker);
    if (Status made = bench->broker->createTopic(kTopic, kPartitions); !made)
        return forward(made);
    auto connection = broker::Connection::open(bench->broker->profile());
    if (!connection)
        return forward(connection);
    bench->connection = std::move(*connection);
    return bench;
}

Status SensorBench::append(int first, int count, std::size_t padding) const {
    return publish(*connection, first, count, [padding](int i) { return recordAt(i, padding); });
}

Status SensorBench::appendText(const std::string& value, int count) const {
    return publish(*connection, 0, count, [&value](int) { return value; });
}

Status SensorBench::appendTexts(const std::function<std::string(int)>& valueOf, int count) const {
    return publish(*connection, 0, count, valueOf, 1);
}

Result<dataset::Manifest> SensorBench::takeDataset(const std::string& name) const {
    const auto marks = connection->watermarks(kTopic);
    if (!marks)
        return tl::unexpected(marks.error());
    dataset::DatasetRequest request;
    request.name = name;
    request.ranges.topic = kTopic;
    for (const auto& mark : *marks)
        request.ranges.ranges.push_back({mark.partition, mark.low, mark.high});
    auto data = dataset::createDataset(*connection, request, {}, {});
    if (!data)
        return forward(data);
    auto workspace = workspace::Workspace::open(folder());
    if (!workspace)
        return forward(workspace);
    if (Status added = (*workspace)->addDataset(data->manifest, "bench"); !added)
        return forward(added);
    return data->manifest;
}

runs::TrainRequest SensorBench::request(const std::string& dataset, const std::string& name) {
    runs::TrainRequest request;
    request.dataset = dataset;
    request.modelName = name;
    request.training.task = training::Task::AnomalyDetection;
    request.training.network = {training::NetworkKind::Autoencoder, {4, 1, 4}, training::Activation::Tanh};
    request.training.epochs = 2;
    request.training.seed = 5;
    request.features.inputs = {{.path = "temperature"}, {.path = "pressure"}};
    return request;
}

} // namespace driftwood::test

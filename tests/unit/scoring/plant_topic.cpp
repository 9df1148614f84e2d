#include "plant_topic.h"

#include "support/memory_cluster.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::test {
namespace {

using namespace std::chrono_literals;

std::string payloadOf(const records::RecordBatch& rows, std::size_t row) {
    nlohmann::json payload;
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i) {
        const records::Column& column = rows.column(i);
        nlohmann::json& value = payload[rows.schema().fields[i].path];
        if (!column.valid(row))
            continue; // null
        switch (column.type()) {
        case records::FieldType::Bool:
            value = column.ints()[row] != 0;
            break;
        case records::FieldType::Int64:
            value = column.ints()[row];
            break;
        case records::FieldType::Float64:
            value = column.floats()[row];
            break;
        case records::FieldType::Text:
            value = column.text(row);
            break;
        }
    }
    return payload.dump();
}

} // namespace

std::string ReadRecord::header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.first == name; });
    return found == headers.end() ? std::string() : found->second.value_or(std::string());
}

PlantBroker PlantBroker::inMemory() { return {nullptr, MemoryCluster::create()->connect()}; }

Status PlantBroker::createTopic(const TopicName& topic, int partitions) const {
    return broker ? broker->createTopic(topic, partitions) : connection->createTopic(topic, partitions);
}

Result<PlantBroker> PlantBroker::start() {
    auto broker = broker::EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    auto connection = broker::Connection::open((*broker)->profile());
    if (!connection)
        return forward(connection);
    return PlantBroker{std::move(*broker), std::move(*connection)};
}

Status PlantBroker::append(const TopicName& topic, const records::RecordBatch& rows, std::size_t begin,
                           std::size_t end) {
    auto publisher = connection->openPublisher(topic);
    if (!publisher)
        return forward(publisher);
    for (std::size_t row = begin; row < end; ++row) {
        const std::string value = payloadOf(rows, row);
        broker::OutgoingRecord record;
        record.partition = rows.position(row).partition;
        if (rows.keys().valid(row))
            record.key = rows.keys().text(row);
        record.value = value;
        record.timestamp = TimestampMs(rows.timestampsMs()[row]);
        if (Status queued = (*publisher)->publish(record); !queued)
            return queued;
    }
    return (*publisher)->flush(10s);
}

Status PlantBroker::appendText(const TopicName& topic, PartitionId partition, std::string_view value) {
    auto publisher = connection->openPublisher(topic);
    if (!publisher)
        return forward(publisher);
    broker::OutgoingRecord record;
    record.partition = partition;
    record.value = value;
    if (Status queued = (*publisher)->publish(record); !queued)
        return queued;
    return (*publisher)->flush(10s);
}

Result<std::vector<ReadRecord>> PlantBroker::readAll(const TopicName& topic) {
    auto watermarks = connection->watermarks(topic);
    if (!watermarks)
        return forward(watermarks);
    broker::TopicRanges ranges{topic, {}};
    for (const auto& partition : *watermarks)
        ranges.ranges.push_back({partition.partition, partition.low, partition.high});
    auto reader = connection->openRangeReader(ranges);
    if (!reader)
        return forward(reader);
    std::vector<ReadRecord> records;
    while (!(*reader)->finished()) {
        const auto batch = (*reader)->next({});
        if (!batch)
            return tl::unexpected(batch.error());
        for (std::size_t i = 0; i < batch->size(); ++i) {
            const auto& raw = batch->records()[i];
            records.push_back({{raw.partition, raw.offset},
                               raw.timestamp,
                               std::string(raw.key),
                               std::string(raw.value),
                               batch->headers(i)});
        }
    }
    std::sort(records.begin(), records.end(),
              [](const ReadRecord& a, const ReadRecord& b) { return a.position < b.position; });
    return records;
}

} // namespace driftwood::test

#include "support/json_topic.h"

#include "support/memory_cluster.h"

namespace driftwood::test {

Result<JsonTopic> JsonTopic::start() {
    auto broker = broker::EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    auto connection = broker::Connection::open((*broker)->profile());
    if (!connection)
        return forward(connection);
    return JsonTopic{std::move(*broker), std::move(*connection)};
}

JsonTopic JsonTopic::inMemory() { return {nullptr, MemoryCluster::create()->connect()}; }

Status JsonTopic::createTopic(const TopicName& topic, int partitions) const {
    return broker ? broker->createTopic(topic, partitions) : connection->createTopic(topic, partitions);
}

Status JsonTopic::write(const TopicName& topic, const std::vector<JsonRecord>& records) const {
    auto publisher = connection->openPublisher(topic);
    if (!publisher)
        return forward(publisher);
    for (const JsonRecord& record : records) {
        broker::OutgoingRecord out;
        out.partition = PartitionId(record.partition);
        out.key = record.key;
        out.timestamp = TimestampMs(record.time);
        out.headers = record.headers;
        if (record.value)
            out.value = *record.value;
        if (Status status = (*publisher)->publish(out); !status)
            return status;
    }
    return (*publisher)->flush(std::chrono::seconds(10));
}

JsonRecord JsonTopic::numbered(int partitions, int i) {
    const std::string value = "{\"n\":" + std::to_string(i) + ",\"level\":" + std::to_string(i % 10) +
                              ",\"name\":\"" + (i % 2 == 0 ? "even" : "odd") +
                              "\",\"deep\":{\"half\":" + std::to_string(i / 2) + "}}";
    return {i % partitions, kBegin + i * kStep, "key-" + std::to_string(i % 5), value, {}};
}

Status JsonTopic::makeNumbered(const TopicName& topic, int partitions, int count) const {
    if (Status status = createTopic(topic, partitions); !status)
        return status;
    std::vector<JsonRecord> records;
    for (int i = 0; i < count; ++i)
        records.push_back(numbered(partitions, i));
    return write(topic, records);
}

} // namespace driftwood::test

#include "embedded_topic.h"

namespace driftwood::test {

using namespace broker;

Result<EmbeddedTopic> EmbeddedTopic::start() {
    auto broker = EmbeddedBroker::start();
    if (!broker)
        return forward(broker);
    auto connection = Connection::open((*broker)->profile());
    if (!connection)
        return forward(connection);
    return EmbeddedTopic{std::move(*broker), std::move(*connection)};
}

Status EmbeddedTopic::fill(const TopicName& topic, int partitions, int count,
                           const std::function<std::int64_t(int)>& time) {
    if (Status status = broker->createTopic(topic, partitions); !status)
        return status;
    auto publisher = connection->openPublisher(topic);
    if (!publisher)
        return forward(publisher);
    for (int i = 0; i < count; ++i) {
        const std::string key = std::to_string(i);
        for (int partition = 0; partition < partitions; ++partition) {
            const std::string value = std::to_string(partition) + ":" + key;
            Status status = (*publisher)
                                ->publish({.partition = PartitionId(partition),
                                           .key = key,
                                           .value = value,
                                           .timestamp = TimestampMs(time(i)),
                                           .headers = {}});
            if (!status)
                return status;
        }
    }
    return (*publisher)->flush(std::chrono::seconds(10));
}

OffsetRange range(int partition, std::int64_t begin, std::int64_t end) {
    return {PartitionId(partition), Offset(begin), Offset(end)};
}

Result<Rows> readAll(RangeReader& reader) {
    Rows rows;
    while (!reader.finished()) {
        auto batch = reader.next({});
        if (!batch)
            return forward(batch);
        for (const RawRecord& record : batch->records())
            rows[record.partition.value].emplace_back(record.offset.value, std::string(record.value));
    }
    return rows;
}

Result<Rows> readAll(const Connection& connection, const TopicRanges& ranges) {
    ReadOptions options;
    options.stallBudget = std::chrono::seconds(2);
    auto reader = connection.openRangeReader(ranges, options);
    if (!reader)
        return forward(reader);
    return readAll(**reader);
}

} // namespace driftwood::test

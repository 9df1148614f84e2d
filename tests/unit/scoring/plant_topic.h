#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "broker/raw_batch.h"
#include "records/record_batch.h"

#include <memory>
#include <string>
#include <vector>

namespace driftwood::test {

/// A record read back, copied out of the log.
struct ReadRecord {
    Position position;
    TimestampMs timestamp;
    std::string key;
    std::string value;
    broker::Headers headers;

    [[nodiscard]] std::string header(std::string_view name) const; ///< empty if there is none
};

/// A connection to a cluster in memory or to an embedded broker, and plant records on its topics.
struct PlantBroker {
    std::unique_ptr<broker::EmbeddedBroker> broker; ///< none: in memory
    std::shared_ptr<broker::Connection> connection;

    [[nodiscard]] static PlantBroker inMemory();
    [[nodiscard]] static Result<PlantBroker> start(); ///< with an embedded broker
    [[nodiscard]] Status createTopic(const TopicName& topic, int partitions) const;
    /// Appends rows [begin, end) as JSON, each to its own partition, with its key and timestamp.
    [[nodiscard]] Status append(const TopicName& topic, const records::RecordBatch& rows, std::size_t begin,
                                std::size_t end);
    [[nodiscard]] Status appendText(const TopicName& topic, PartitionId partition, std::string_view value);
    /// All records of the topic, by partition, then offset.
    [[nodiscard]] Result<std::vector<ReadRecord>> readAll(const TopicName& topic);
};

} // namespace driftwood::test

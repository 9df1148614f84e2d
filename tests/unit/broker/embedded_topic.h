#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "broker/publisher.h"
#include "broker/range_reader.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace driftwood::test {

/// An embedded broker with a connection to it, and helpers that fill a topic and read it back.
struct EmbeddedTopic {
    std::unique_ptr<broker::EmbeddedBroker> broker;
    std::shared_ptr<broker::Connection> connection;

    /// Starts the broker and connects.
    [[nodiscard]] static Result<EmbeddedTopic> start();

    /// Writes `count` records "<partition>:<i>" with key "<i>" to each partition, stamped by time(i).
    [[nodiscard]] Status fill(
        const TopicName& topic, int partitions, int count,
        const std::function<std::int64_t(int)>& time = [](int i) { return 1000 + i; });
};

/// All records of the ranges, by partition, as (offset, value). A stall of two seconds is an error.
using Rows = std::map<int, std::vector<std::pair<std::int64_t, std::string>>>;
[[nodiscard]] Result<Rows> readAll(const broker::Connection& connection, const broker::TopicRanges& ranges);
/// Reads to the end with an open reader.
[[nodiscard]] Result<Rows> readAll(broker::RangeReader& reader);

[[nodiscard]] broker::OffsetRange range(int partition, std::int64_t begin, std::int64_t end);

} // namespace driftwood::test

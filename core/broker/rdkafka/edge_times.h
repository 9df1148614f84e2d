#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace driftwood::broker::rdkafka {

/// The timestamp of a partition's first record and its latest timestamp, by the broker's time index.
struct EdgeTimes {
    TimestampMs first;
    TimestampMs latest;
};

/// For partitions that have records; takes two requests per leader for any number of partitions. A partition
/// without an answer is omitted: its records have no timestamps, or the broker is older than the request
/// (3.0) or has no time index (librdkafka's own mock).
[[nodiscard]] Result<std::map<std::pair<TopicName, PartitionId>, EdgeTimes>>
edgeTimesOf(const Client& client, const std::vector<std::pair<TopicName, PartitionId>>& partitions,
            std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka

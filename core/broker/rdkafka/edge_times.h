#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <map>
#include <utility>
#include <vector>

namespace driftwood::broker::rdkafka {

/// When the first record of a partition was stamped, and the latest stamp in it, by the broker's time index.
struct EdgeTimes {
    TimestampMs first;
    TimestampMs latest;
};

/// Of partitions that have records, two requests a leader whatever their number. A partition without an
/// answer is left out: its records carry no time, or the broker is older than the question (3.0) or knows no
/// times (librdkafka's own mock).
[[nodiscard]] Result<std::map<std::pair<TopicName, PartitionId>, EdgeTimes>>
edgeTimesOf(const Client& client, const std::vector<std::pair<TopicName, PartitionId>>& partitions,
            std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka

#pragma once

#include "broker/connection.h"

#include <cstdint>
#include <vector>

namespace driftwood::broker {

/// How many records a topic got per time bucket, from offset differences alone: no payload is read, so counts
/// are approximate where compaction or transactions leave holes or timestamps run backwards.
struct TimelineBucket {
    TimestampMs begin;
    TimestampMs end;
    std::vector<OffsetRange> ranges; ///< one per partition
    [[nodiscard]] std::int64_t records() const;
};

/// Buckets of equal width over [from, to), one time look-up per edge for all partitions at once.
[[nodiscard]] Result<std::vector<TimelineBucket>> timeline(Connection& connection, const TopicName& topic,
                                                           TimestampMs from, TimestampMs to, int buckets);

/// First and last record's timestamp over all partitions; both 0 when the topic is empty.
struct TimeSpan {
    TimestampMs first;
    TimestampMs last;
};
[[nodiscard]] Result<TimeSpan> timeSpan(Connection& connection, const TopicName& topic);

} // namespace driftwood::broker

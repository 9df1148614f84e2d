#pragma once

#include "broker/connection.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace driftwood::broker {

/// The number of records of a topic per time bucket, from offset differences only: counts are approximate
/// where compaction or transactions leave holes or timestamps run backwards. Payload is read only where a
/// time look-up may have found a record from a clock that is ahead.
struct TimelineBucket {
    TimestampMs begin;
    TimestampMs end;
    std::vector<OffsetRange> ranges; ///< one per partition
    [[nodiscard]] std::int64_t records() const;
};

struct Timeline {
    std::vector<TimelineBucket> buckets;
    /// Records whose timestamp is outside their bucket, as far as they were found;
    /// each counts in the bucket in which it lies.
    std::vector<StrayRecord> strays;
};

/// Buckets of equal width over [from, to); one time look-up per edge for all partitions.
[[nodiscard]] Result<Timeline> timeline(Connection& connection, const TopicName& topic, TimestampMs from,
                                        TimestampMs to, int buckets);

/// From the first to the last record's timestamp, both included.
struct TimeSpan {
    TimestampMs first;
    TimestampMs last;
};

/// When a topic's records were written, according to a few records at both ends of every partition.
struct WrittenTimes {
    std::optional<TimeSpan> span; ///< none: no record was found, or none has a timestamp
    std::int64_t offsets = 0;     ///< number of offsets between the watermarks
    bool hasRecords = false;      ///< a record was found
    /// Records at the ends whose timestamps are so far from all others (more than ten times the span's
    /// length, and more than ten days) that the span excludes them.
    std::vector<StrayRecord> outside;
};
[[nodiscard]] Result<WrittenTimes> writtenTimes(Connection& connection, const TopicName& topic);
/// The spans of many topics at once: the timestamps of their first records and the latest timestamps, by the
/// broker's time index. Omits topics without an answer and those with an implausible timestamp (in the
/// future, or from before Kafka existed): use writtenTimes() for these, which reads records.
[[nodiscard]] Result<std::map<TopicName, TimeSpan>>
writtenSpans(Connection& connection, const std::map<TopicName, std::vector<Watermarks>>& marks);
/// Why there is no span: "the topic has no records", "none of its 41 offsets has a record (aborted
/// transactions, or removed by compaction)", "its records carry no time".
[[nodiscard]] std::string whyNoSpan(const WrittenTimes& times);

} // namespace driftwood::broker

#pragma once

#include "broker/connection.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace driftwood::broker {

/// How many records a topic got per time bucket, from offset differences alone: counts are approximate where
/// compaction or transactions leave holes or timestamps run backwards. Payload is read only where a time
/// look-up may have met a record from a clock that is ahead.
struct TimelineBucket {
    TimestampMs begin;
    TimestampMs end;
    std::vector<OffsetRange> ranges; ///< one per partition
    [[nodiscard]] std::int64_t records() const;
};

struct Timeline {
    std::vector<TimelineBucket> buckets;
    /// Records stamped outside of what is counted around them, as far as they were met; each is among the
    /// records of the bucket in which it lies.
    std::vector<StrayRecord> strays;
};

/// Buckets of equal width over [from, to), one time look-up per edge for all partitions at once.
[[nodiscard]] Result<Timeline> timeline(Connection& connection, const TopicName& topic, TimestampMs from,
                                        TimestampMs to, int buckets);

/// From the first to the last record's timestamp, both included.
struct TimeSpan {
    TimestampMs first;
    TimestampMs last;
};

/// When a topic's records were written, as a few records at both ends of every partition tell.
struct WrittenTimes {
    std::optional<TimeSpan> span; ///< none: no record was found, or none has a time
    std::int64_t offsets = 0;     ///< between the watermarks
    bool hasRecords = false;      ///< a record was found
    /// Records of the ends whose stamps lie so far away from all others that they do not count for the span:
    /// more than ten times its length, and ten days.
    std::vector<StrayRecord> outside;
};
[[nodiscard]] Result<WrittenTimes> writtenTimes(Connection& connection, const TopicName& topic);
/// The spans of many topics at once: the stamps of their first records and the latest stamps, by the broker's
/// time index. Without topics it has no answer for, and those with a stamp that is hardly true (of a future,
/// or from before there was Kafka): of these writtenTimes() looks at records.
[[nodiscard]] Result<std::map<TopicName, TimeSpan>>
writtenSpans(Connection& connection, const std::map<TopicName, std::vector<Watermarks>>& marks);
/// Why there is no span: "the topic has no records", "none of its 41 offsets has a record (aborted
/// transactions, or removed by compaction)", "its records carry no time".
[[nodiscard]] std::string whyNoSpan(const WrittenTimes& times);

} // namespace driftwood::broker

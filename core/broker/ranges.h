#pragma once

#include "base/ids.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::broker {

/// The half-open range [begin, end) of one partition, frozen when chosen.
struct OffsetRange {
    PartitionId partition;
    Offset begin;
    Offset end;

    [[nodiscard]] std::int64_t span() const { return end > begin ? end - begin : 0; }
    bool operator==(const OffsetRange&) const = default;
};

/// Ranges of one topic, sorted by partition, then begin. At most one per partition, unless a data set
/// consists of several (range_sets.h).
struct TopicRanges {
    TopicName topic;
    std::vector<OffsetRange> ranges;

    [[nodiscard]] std::int64_t span() const;
    bool operator==(const TopicRanges&) const = default;
};

/// Which records of transactions a reader sees.
enum class Isolation : std::uint8_t { ReadCommitted, ReadUncommitted };

/// Low and high watermark of one partition; with ReadCommitted, high is the last stable offset.
struct Watermarks {
    PartitionId partition;
    Offset low;
    Offset high;
};

} // namespace driftwood::broker

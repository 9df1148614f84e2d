#pragma once

#include "broker/timeline.h"

#include <vector>

namespace driftwood::browsing {

/// The part of a topic that its timeline shows.
enum class TimelineSpan : unsigned char { Hour, SixHours, Day, All };

/// Buckets of equal width whose edges are multiples of the width, so that they fall on round clock times and
/// do not move while the topic grows.
struct TimelineGrid {
    TimestampMs begin;
    std::int64_t widthMs = 1;
    int buckets = 0;

    [[nodiscard]] TimestampMs edge(int bucket) const { return TimestampMs(begin.value + widthMs * bucket); }
    [[nodiscard]] TimestampMs end() const { return edge(buckets); }
    bool operator==(const TimelineGrid&) const = default;
};

/// A grid that ends at the last record. Buckets are one minute for an hour, five for six hours, a quarter of
/// an hour for a day; for everything there are about 100 buckets of a round width.
[[nodiscard]] TimelineGrid chooseGrid(const broker::TimeSpan& written, TimelineSpan span);

/// Records per partition and bucket.
/// A bucket before `refinedFrom` holds the average of its group until it is looked up itself.
struct TimelineCounts {
    std::vector<PartitionId> partitions;
    std::vector<std::vector<double>> counts; ///< [partition][bucket]
    int refinedFrom = 0;

    void resize(const TimelineGrid& grid, const std::vector<broker::Watermarks>& watermarks);
    /// Enters buckets that cover `count` buckets of the grid from `first` on: individually, or as averages.
    void take(int first, int count, const std::vector<broker::TimelineBucket>& buckets);
};

} // namespace driftwood::browsing

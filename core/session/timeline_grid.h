#pragma once

#include "broker/timeline.h"

#include <vector>

namespace driftwood::session {

/// How much of a topic its timeline shows.
enum class TimelineSpan : unsigned char { Hour, SixHours, Day, All };

/// Buckets of one width whose edges are multiples of it, so that they read as clock times and stay where they
/// are while the topic grows.
struct TimelineGrid {
    TimestampMs begin;
    std::int64_t widthMs = 1;
    int buckets = 0;

    [[nodiscard]] TimestampMs edge(int bucket) const { return TimestampMs(begin.value + widthMs * bucket); }
    [[nodiscard]] TimestampMs end() const { return edge(buckets); }
    bool operator==(const TimelineGrid&) const = default;
};

/// A grid that ends with the last record. One hour is shown by the minute, six by five, a day by the quarter
/// of an hour; everything in some 100 buckets of a round width.
[[nodiscard]] TimelineGrid chooseGrid(const broker::TimeSpan& written, TimelineSpan span);

/// Records per partition and bucket. Buckets before `refinedFrom` are their group's average until they have
/// been looked up themselves.
struct TimelineCounts {
    std::vector<PartitionId> partitions;
    std::vector<std::vector<double>> counts; ///< [partition][bucket]
    int refinedFrom = 0;

    void resize(const TimelineGrid& grid, const std::vector<broker::Watermarks>& watermarks);
    /// Takes buckets that lie over `count` buckets of the grid from `first` on: one each, or an average.
    void take(int first, int count, const std::vector<broker::TimelineBucket>& buckets);
};

} // namespace driftwood::session

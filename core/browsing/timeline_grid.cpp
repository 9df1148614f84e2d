#include "browsing/timeline_grid.h"

#include <algorithm>
#include <array>

namespace driftwood::browsing {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMostBuckets = 120;

/// Round widths; the smallest one with at most kMostBuckets is used.
constexpr std::array<std::int64_t, 26> kWidths{
    100,          200,       500,         kSecond,     2 * kSecond,  5 * kSecond,  10 * kSecond,
    30 * kSecond, kMinute,   2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
    kHour,        2 * kHour, 3 * kHour,   6 * kHour,   12 * kHour,   kDay,         2 * kDay,
    7 * kDay,     14 * kDay, 28 * kDay,   91 * kDay,   365 * kDay};

std::int64_t floorTo(std::int64_t value, std::int64_t width) {
    const std::int64_t rest = value % width;
    return value - (rest < 0 ? rest + width : rest);
}

TimelineGrid over(std::int64_t from, std::int64_t last, std::int64_t width) {
    const std::int64_t begin = floorTo(from, width);
    return {TimestampMs(begin), width, static_cast<int>((floorTo(last, width) - begin) / width + 1)};
}

} // namespace

TimelineGrid chooseGrid(const broker::TimeSpan& written, TimelineSpan span) {
    const std::int64_t last = written.last.value;
    switch (span) {
    case TimelineSpan::Hour:
        return over(last - kHour + kMinute, last, kMinute);
    case TimelineSpan::SixHours:
        return over(last - 6 * kHour + 5 * kMinute, last, 5 * kMinute);
    case TimelineSpan::Day:
        return over(last - kDay + 15 * kMinute, last, 15 * kMinute);
    case TimelineSpan::All:
        break;
    }
    const std::int64_t length = last - written.first.value;
    const auto fits =
        std::ranges::find_if(kWidths, [&](std::int64_t width) { return length / width < kMostBuckets; });
    return over(written.first.value, last,
                fits != kWidths.end() ? *fits
                                      : floorTo(length / kMostBuckets, kWidths.back()) + kWidths.back());
}

void TimelineCounts::resize(const TimelineGrid& grid, const std::vector<broker::Watermarks>& watermarks) {
    partitions.clear();
    for (const broker::Watermarks& marks : watermarks)
        partitions.push_back(marks.partition);
    counts.assign(partitions.size(), std::vector<double>(static_cast<std::size_t>(grid.buckets), 0.0));
    refinedFrom = grid.buckets;
}

void TimelineCounts::take(int first, int count, const std::vector<broker::TimelineBucket>& buckets) {
    const int each = count / static_cast<int>(buckets.size());
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        for (const broker::OffsetRange& range : buckets[i].ranges) {
            const auto row = std::ranges::find(partitions, range.partition) - partitions.begin();
            if (row == static_cast<std::ptrdiff_t>(partitions.size()))
                continue;
            for (int k = 0; k < each; ++k)
                counts[static_cast<std::size_t>(row)]
                      [static_cast<std::size_t>(first + static_cast<int>(i) * each + k)] =
                          static_cast<double>(range.span()) / each;
        }
    }
    if (each == 1)
        refinedFrom = std::min(refinedFrom, first);
}

} // namespace driftwood::browsing

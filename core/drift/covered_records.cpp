#include "drift/covered_records.h"

#include <algorithm>

namespace driftwood::drift {

void cover(broker::TopicRanges& ranges, const broker::OffsetRange& range) {
    const auto place =
        std::ranges::lower_bound(ranges.ranges, range.partition, {}, &broker::OffsetRange::partition);
    if (place == ranges.ranges.end() || place->partition != range.partition) {
        ranges.ranges.insert(place, range);
        return;
    }
    place->begin = std::min(place->begin, range.begin);
    place->end = std::max(place->end, range.end);
}

void cover(broker::TopicRanges& ranges, const Position& position) {
    cover(ranges, {position.partition, position.offset, position.offset.next()});
}

void cover(TimestampMs& from, TimestampMs& to, TimestampMs earliest, TimestampMs latest) {
    if (earliest.value != -1 && (from.value == -1 || earliest < from))
        from = earliest;
    if (latest.value != -1)
        to = std::max(to, latest);
}

} // namespace driftwood::drift

#include "drift/covered_records.h"

#include <algorithm>
#include <iterator>

namespace driftwood::drift {

void cover(broker::TopicRanges& ranges, const broker::OffsetRange& range) {
    const auto after =
        std::ranges::upper_bound(ranges.ranges, range.partition, {}, &broker::OffsetRange::partition);
    if (after == ranges.ranges.begin() || std::prev(after)->partition != range.partition) {
        ranges.ranges.insert(after, range);
        return;
    }
    const auto place = std::prev(after);
    place->begin = std::min(place->begin, range.begin);
    place->end = std::max(place->end, range.end);
}

void cover(broker::TopicRanges& ranges, const Position& position, const std::vector<Position>& apartFrom) {
    const auto apart = std::ranges::find(apartFrom, position.partition, &Position::partition);
    if (apart != apartFrom.end() && position.offset >= apart->offset) {
        const auto after =
            std::ranges::upper_bound(ranges.ranges, position.partition, {}, &broker::OffsetRange::partition);
        const bool hasBefore =
            after != ranges.ranges.begin() && std::prev(after)->partition == position.partition;
        if (hasBefore && std::prev(after)->end < apart->offset) {
            ranges.ranges.insert(after, {position.partition, position.offset, position.offset.next()});
            return;
        }
    }
    cover(ranges, {position.partition, position.offset, position.offset.next()});
}

void cover(TimestampMs& from, TimestampMs& to, TimestampMs earliest, TimestampMs latest) {
    if (earliest.value != -1 && (from.value == -1 || earliest < from))
        from = earliest;
    if (latest.value != -1)
        to = std::max(to, latest);
}

} // namespace driftwood::drift

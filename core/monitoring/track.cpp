#include "monitoring/track.h"

#include "drift/covered_records.h"

#include <algorithm>

namespace driftwood::monitoring {

void Track::apply(TrackChanges changes) {
    m_width = changes.width;
    if (changes.replaced) {
        m_points = std::move(changes.points);
        return;
    }
    for (TrackPoint& point : changes.points) {
        const auto place = std::ranges::lower_bound(m_points, point.begin, {}, &TrackPoint::begin);
        if (place != m_points.end() && place->begin == point.begin)
            *place = std::move(point);
        else
            m_points.insert(place, std::move(point));
    }
}

std::span<const TrackPoint> Track::between(TimestampMs from, TimestampMs to) const {
    const auto first =
        std::ranges::upper_bound(m_points, TimestampMs(from.value - m_width.count()), {}, &TrackPoint::begin);
    const auto last = std::ranges::lower_bound(first, m_points.end(), to, {}, &TrackPoint::begin);
    return {first, last};
}

broker::TopicRanges Track::ranges(const TopicName& topic, TimestampMs from, TimestampMs to) const {
    broker::TopicRanges covered{topic, {}};
    for (const TrackPoint& point : between(from, to))
        for (const broker::OffsetRange& range : point.ranges)
            drift::cover(covered, range);
    return covered;
}

TimestampMs Track::end() const {
    return m_points.empty() ? TimestampMs(0) : TimestampMs(m_points.back().begin.value + m_width.count());
}

} // namespace driftwood::monitoring

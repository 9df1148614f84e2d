#include "broker/moving_beginning.h"

#include <algorithm>
#include <string>

namespace driftwood::broker {

Result<std::vector<Watermarks>> MovingBeginning::look() {
    auto now = m_connection.watermarks(m_topic, m_isolation);
    if (!now)
        return now;
    const std::vector<Watermarks> before = std::exchange(m_last, *now);
    // Each look aims twice as far ahead: a reader that waits for a processor loses more than the last
    // interval.
    const std::int64_t ahead = std::int64_t(1) << std::max(m_looks++ - 1, 0);
    for (Watermarks& mark : *now) {
        const auto last = std::ranges::find(before, mark.partition, &Watermarks::partition);
        if (last == before.end() || mark.high <= mark.low)
            continue;
        const std::int64_t moved = std::max<std::int64_t>(mark.low - last->low, 0);
        const std::int64_t farthest = (mark.high - mark.low) * 3 / 4;
        mark.low = Offset(mark.low.value + std::min(moved * ahead, farthest));
    }
    return now;
}

Error allDropped(const TopicRanges& ranges) {
    return {ErrorCode::RangeGone,
            "the topic dropped all " + std::to_string(ranges.span()) +
                " offsets of the range before they could be read (retention)",
            ranges.topic.value, "Choose newer records, or let the topic keep its records for longer."};
}

} // namespace driftwood::broker

#include "browsing/read_request.h"

#include <algorithm>

namespace driftwood::browsing {
namespace {

/// The offset of a point in every partition that has watermarks, clamped to them.
Result<std::vector<Offset>> offsetsOf(broker::Connection& connection, const TopicName& topic,
                                      const std::vector<broker::Watermarks>& marks, const ReadPoint& point) {
    std::vector<Position> atTime;
    if (point.kind == ReadPoint::Kind::Time) {
        auto found = connection.offsetsAtTime(topic, point.time);
        if (!found)
            return forward(found);
        atTime = std::move(*found);
    }
    std::vector<Offset> out;
    for (const broker::Watermarks& mark : marks) {
        Offset offset = point.kind == ReadPoint::Kind::Oldest ? mark.low : mark.high;
        if (point.kind == ReadPoint::Kind::Offset)
            offset = point.offset;
        for (const Position& position : atTime)
            if (position.partition == mark.partition)
                offset = position.offset;
        out.push_back(std::clamp(offset, mark.low, std::max(mark.low, mark.high)));
    }
    return out;
}

} // namespace

Result<broker::TopicRanges> rangesOf(broker::Connection& connection, const ReadRequest& request) {
    auto marks = connection.watermarks(request.topic);
    if (!marks)
        return forward(marks);
    if (!request.partitions.empty())
        std::erase_if(*marks, [&](const broker::Watermarks& mark) {
            return std::ranges::find(request.partitions, mark.partition) == request.partitions.end();
        });
    // Backwards, the look begins at the end of the log and "until" is its lower bound.
    const ReadPoint low = request.newestFirst() ? request.until.value_or(ReadPoint::oldest()) : request.from;
    const ReadPoint high = request.newestFirst() ? ReadPoint::newest() : request.until.value_or(ReadPoint());
    auto begins = offsetsOf(connection, request.topic, *marks, low);
    if (!begins)
        return forward(begins);
    auto ends = offsetsOf(connection, request.topic, *marks, high);
    if (!ends)
        return forward(ends);
    broker::TopicRanges ranges{request.topic, {}};
    for (std::size_t i = 0; i < marks->size(); ++i)
        ranges.ranges.push_back({(*marks)[i].partition, (*begins)[i], std::max((*begins)[i], (*ends)[i])});
    return ranges;
}

} // namespace driftwood::browsing

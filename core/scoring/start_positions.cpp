#include "scoring/start_positions.h"

#include <algorithm>

namespace driftwood::scoring {
namespace {

/// Takes over the offsets that `given` has; NotFound for a partition that the topic does not have.
Status overlay(StartRanges& start, const std::vector<Position>& given, const TopicName& topic) {
    for (const Position& position : given) {
        const auto found =
            std::ranges::find(start.ranges, position.partition, &broker::OffsetRange::partition);
        if (found == start.ranges.end())
            return fail(ErrorCode::NotFound, "the topic has no such partition",
                        topic.value + ", partition " + std::to_string(position.partition.value));
        found->begin = position.offset;
        std::erase(start.fromBeginning, position.partition);
    }
    return {};
}

} // namespace

std::vector<Position> StartRanges::positions() const {
    std::vector<Position> positions;
    for (const broker::OffsetRange& range : ranges)
        positions.push_back({range.partition, range.begin});
    return positions;
}

Result<StartRanges> startRanges(broker::Connection& connection, const AttachmentConfig& config) {
    const auto watermarks = connection.watermarks(config.source);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    const bool earliest = config.startAt == StartAt::Earliest;
    StartRanges start;
    for (const broker::Watermarks& mark : *watermarks) {
        start.ranges.push_back({mark.partition, earliest ? mark.low : mark.high, mark.high});
        if (earliest)
            start.fromBeginning.push_back(mark.partition);
    }
    std::ranges::sort(start.ranges, {}, &broker::OffsetRange::partition);
    if (config.startAt == StartAt::Committed && !config.group.empty()) {
        const auto committed = connection.committed(config.group, config.source);
        if (!committed)
            return tl::unexpected(committed.error());
        if (Status taken = overlay(start, *committed, config.source); !taken)
            return forward(taken);
    }
    if (Status taken = overlay(start, config.startPositions, config.source); !taken)
        return forward(taken);
    return start;
}

} // namespace driftwood::scoring

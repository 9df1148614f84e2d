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

/// What lies behind a committed position that is no longer in the log would be skipped without a word.
Status checkCommitted(const std::vector<Position>& committed, const std::vector<broker::Watermarks>& marks,
                      const AttachmentConfig& config) {
    for (const Position& position : committed) {
        const auto mark = std::ranges::find(marks, position.partition, &broker::Watermarks::partition);
        if (mark == marks.end())
            continue;
        const std::string where = config.source.value + "/" + std::to_string(position.partition.value) +
                                  " @ " + std::to_string(position.offset.value);
        const std::string choose =
            "Attach anew from the beginning of what is left or from the end (-o beginning, -o end), or under "
            "another group.";
        if (position.offset < mark->low)
            return fail(ErrorCode::RangeGone,
                        "group " + config.group + " stands where the log has been cut off: it begins at " +
                            std::to_string(mark->low.value) + " by now",
                        where, choose);
        if (mark->high < position.offset)
            return fail(ErrorCode::TopicGone,
                        "group " + config.group + " stands beyond the end of the log, which is " +
                            std::to_string(mark->high.value) + ": the topic was made anew, or lost records",
                        where, choose);
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
        if (Status there = checkCommitted(*committed, *watermarks, config); !there)
            return forward(there);
        if (Status taken = overlay(start, *committed, config.source); !taken)
            return forward(taken);
    }
    if (Status taken = overlay(start, config.startPositions, config.source); !taken)
        return forward(taken);
    return start;
}

} // namespace driftwood::scoring

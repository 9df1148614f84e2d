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
/// `marks` are younger than `committed`: who shares the group may commit meanwhile.
Status checkCommitted(broker::Connection& connection, const std::vector<Position>& committed,
                      const std::vector<broker::Watermarks>& marks, const AttachmentConfig& config) {
    const auto refuse = [&config](ErrorCode code, const Position& position, const std::string& why) {
        return fail(code, "group " + config.group + " stands " + why,
                    config.source.value + "/" + std::to_string(position.partition.value) + " @ " +
                        std::to_string(position.offset.value),
                    "Attach anew from the beginning of what is left or from the end (-o beginning, -o end), "
                    "or under another group.");
    };
    for (const Position& position : committed) {
        const auto mark = std::ranges::find(marks, position.partition, &broker::Watermarks::partition);
        const bool overridden = std::ranges::find(config.startPositions, position.partition,
                                                  &Position::partition) != config.startPositions.end();
        if (mark == marks.end() || overridden)
            continue;
        if (position.offset < mark->low)
            return refuse(ErrorCode::RangeGone, position,
                          "where the log has been cut off: it begins at " + std::to_string(mark->low.value) +
                              " by now");
        if (position.offset <= mark->high)
            continue;
        // Behind an open transaction, perhaps: a reader of uncommitted records may stand there.
        auto all = connection.watermarks(config.source, broker::Isolation::ReadUncommitted);
        if (!all)
            return forward(all);
        const auto whole = std::ranges::find(*all, position.partition, &broker::Watermarks::partition);
        if (whole != all->end() && whole->high < position.offset)
            return refuse(ErrorCode::TopicGone, position,
                          "beyond the end of the log, which is " + std::to_string(whole->high.value) +
                              ": the topic was made anew, or lost records");
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
    std::vector<Position> committed;
    if (config.startAt == StartAt::Committed && !config.group.empty()) {
        auto positions = connection.committed(config.group, config.source);
        if (!positions)
            return forward(positions);
        committed = std::move(*positions);
    }
    const auto watermarks = connection.watermarks(config.source);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    if (Status there = checkCommitted(connection, committed, *watermarks, config); !there)
        return forward(there);
    const bool earliest = config.startAt == StartAt::Earliest;
    StartRanges start;
    for (const broker::Watermarks& mark : *watermarks) {
        start.ranges.push_back({mark.partition, earliest ? mark.low : mark.high, mark.high});
        if (earliest)
            start.fromBeginning.push_back(mark.partition);
    }
    std::ranges::sort(start.ranges, {}, &broker::OffsetRange::partition);
    if (Status taken = overlay(start, committed, config.source); !taken)
        return forward(taken);
    if (Status taken = overlay(start, config.startPositions, config.source); !taken)
        return forward(taken);
    return start;
}

} // namespace driftwood::scoring

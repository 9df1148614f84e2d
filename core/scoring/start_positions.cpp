#include "scoring/start_positions.h"

#include <algorithm>

namespace driftwood::scoring {
namespace {

const Position* find(const std::vector<Position>& positions, PartitionId partition) {
    const auto found = std::ranges::find(positions, partition, &Position::partition);
    return found == positions.end() ? nullptr : &*found;
}

std::string textOf(const std::vector<Position>& positions) {
    std::string text;
    for (const Position& position : positions)
        text += (text.empty() ? "" : ", ") + std::string("P") + std::to_string(position.partition.value) +
                " @ " + std::to_string(position.offset.value);
    return text;
}

/// As -o takes it: 0:120,1:98.
std::string optionOf(const std::vector<Position>& positions) {
    std::string text = "-o ";
    for (const Position& position : positions)
        text += (text.size() == 3 ? "" : ",") + std::to_string(position.partition.value) + ":" +
                std::to_string(position.offset.value);
    return text;
}

std::string offsets(std::int64_t count) {
    return std::to_string(count) + (count == 1 ? " offset" : " offsets");
}

/// Where to go on in every partition: at `wanted`, moved into the log; from the beginning where there is
/// none.
std::vector<Position> continuation(const std::vector<Position>& wanted,
                                   const std::vector<broker::Watermarks>& marks) {
    std::vector<Position> positions;
    for (const broker::Watermarks& mark : marks) {
        const Position* position = find(wanted, mark.partition);
        positions.push_back(
            {mark.partition, position == nullptr
                                 ? mark.low
                                 : std::clamp(position->offset, mark.low, std::max(mark.low, mark.high))});
    }
    std::ranges::sort(positions);
    return positions;
}

/// The effect of each choice if the topic is still the one that the group has scored up to `at`.
std::string goOnAt(const std::vector<Position>& at, const std::vector<broker::Watermarks>& marks) {
    std::int64_t twice = 0;
    std::int64_t unscored = 0;
    for (const broker::Watermarks& mark : marks) {
        const Position* position = find(at, mark.partition);
        const std::int64_t place = position == nullptr
                                       ? mark.low.value
                                       : std::clamp(position->offset.value, mark.low.value,
                                                    std::max(mark.low.value, mark.high.value));
        twice += place - mark.low.value;
        unscored += mark.high.value - place;
    }
    return std::string(kSayWhereToBegin) + " " + optionOf(continuation(at, marks)) +
           " continues there; -o beginning scores again what was scored of the " + offsets(twice) +
           " before it, -o end leaves out " + offsets(unscored) + ".";
}

/// The same where the topic was re-created: no earlier position means anything.
std::string beginAnew(const std::vector<broker::Watermarks>& marks) {
    std::int64_t all = 0;
    for (const broker::Watermarks& mark : marks)
        all += std::max<std::int64_t>(mark.high.value - mark.low.value, 0);
    return std::string(kSayWhereToBegin) + " The re-created topic has " + offsets(all) +
           ": -o beginning scores them all, -o end leaves them out.";
}

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
        std::erase(start.added, position.partition);
    }
    return {};
}

/// Refuses positions that are no longer in the log: records after them would be skipped silently. `marks` are
/// read after the positions, because others in the group may commit meanwhile.
Status checkInLog(broker::Connection& connection, const std::vector<Position>& positions,
                  const std::vector<broker::Watermarks>& marks, const AttachmentConfig& config,
                  const std::string& whose) {
    const auto refuse = [&](ErrorCode code, const Position& position, const std::string& why,
                            std::string advice) {
        return fail(code, whose + why,
                    config.source.value + "/" + std::to_string(position.partition.value) + " @ " +
                        std::to_string(position.offset.value),
                    std::move(advice));
    };
    for (const Position& position : positions) {
        const auto mark = std::ranges::find(marks, position.partition, &broker::Watermarks::partition);
        if (mark == marks.end())
            continue;
        if (position.offset < mark->low)
            return refuse(ErrorCode::RangeGone, position,
                          "where the log has been cut off: it begins at " + std::to_string(mark->low.value) +
                              " by now",
                          goOnAt(positions, marks));
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
                              ": the topic was re-created, or lost records",
                          beginAnew(*all));
    }
    return {};
}

/// Checks that the remembered state of the group still holds: the same topic, and no position that is gone or
/// was moved back. When offsets expire, a group is deleted or reset, or a topic is created again, the records
/// in between would silently be left out or scored again.
Status checkRemembered(broker::Connection& connection, const std::vector<Position>& committed,
                       const std::vector<broker::Watermarks>& marks, const AttachmentConfig& config) {
    const Remembered& then = *config.remembered;
    const std::string group = "group " + config.group;
    const auto refuse = [&](ErrorCode code, const std::string& why, std::string advice) {
        return fail(code, why, config.source.value, std::move(advice));
    };
    // Where it had been, and where it is if that is further on.
    std::vector<Position> best = then.committed;
    for (const Position& position : committed) {
        const auto known = std::ranges::find(best, position.partition, &Position::partition);
        if (known == best.end())
            best.push_back(position);
        else
            known->offset = std::max(known->offset, position.offset);
    }
    const auto advice = [&] { return best.empty() ? std::string(kSayWhereToBegin) : goOnAt(best, marks); };
    if (!then.topicId.empty()) {
        auto topic = connection.topic(config.source);
        if (!topic)
            return forward(topic);
        if (!topic->topicId.empty() && topic->topicId != then.topicId)
            return refuse(ErrorCode::TopicGone,
                          "the topic was deleted and re-created since " + group +
                              " was last at work: its offsets began again",
                          beginAnew(marks));
    }
    if (committed.empty())
        return refuse(
            ErrorCode::Mismatch,
            group + " has no position any more (expired or deleted)" +
                (then.committed.empty() ? std::string() : "; it had committed " + textOf(then.committed)),
            advice());
    std::vector<Position> gone;
    std::vector<Position> back;
    for (const Position& position : then.committed) {
        const Position* now = find(committed, position.partition);
        if (now == nullptr)
            gone.push_back(position);
        else if (now->offset < position.offset)
            back.push_back(position);
    }
    if (!gone.empty())
        return refuse(ErrorCode::Mismatch, group + " has lost positions: it had committed " + textOf(gone),
                      advice());
    if (!back.empty())
        return refuse(ErrorCode::Mismatch,
                      group + " stands behind what it had committed, " + textOf(back) + ": it was moved to " +
                          textOf(committed) + ", and records would be scored again",
                      advice());
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
    const bool asked = config.startAt == StartAt::Committed && !config.group.empty();
    std::vector<Position> committed;
    if (asked) {
        auto positions = connection.committed(config.group, config.source);
        if (!positions)
            return forward(positions);
        committed = std::move(*positions);
    }
    const auto watermarks = connection.watermarks(config.source);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    const bool decided = std::ranges::all_of(*watermarks, [&](const broker::Watermarks& mark) {
        return find(config.startPositions, mark.partition) != nullptr;
    });
    if (asked && config.remembered && !decided)
        if (Status same = checkRemembered(connection, committed, *watermarks, config); !same)
            return forward(same);
    const bool known = !committed.empty();
    std::erase_if(committed, [&](const Position& position) {
        return find(config.startPositions, position.partition) != nullptr;
    });
    if (Status there =
            checkInLog(connection, committed, *watermarks, config, "group " + config.group + " stands ");
        !there)
        return forward(there);
    if (Status there = checkInLog(connection, config.startPositions, *watermarks, config,
                                  "the position to begin at is ");
        !there)
        return forward(there);
    const bool earliest = config.startAt == StartAt::Earliest || known;
    StartRanges start;
    for (const broker::Watermarks& mark : *watermarks) {
        start.ranges.push_back({mark.partition, earliest ? mark.low : mark.high, mark.high});
        if (earliest)
            start.fromBeginning.push_back(mark.partition);
        if (known)
            start.added.push_back(mark.partition);
    }
    std::ranges::sort(start.ranges, {}, &broker::OffsetRange::partition);
    if (Status taken = overlay(start, committed, config.source); !taken)
        return forward(taken);
    if (Status taken = overlay(start, config.startPositions, config.source); !taken)
        return forward(taken);
    return start;
}

} // namespace driftwood::scoring

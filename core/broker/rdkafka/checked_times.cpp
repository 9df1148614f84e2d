#include "broker/rdkafka/checked_times.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

/// An answer to be checked, which times [first, last] of one partition share.
struct Shared {
    std::size_t partition; ///< index among the marks
    std::size_t first;
    std::size_t last;
};

/// The answers that neighbouring times share and those of the last time, unless at the end of the log.
std::vector<Shared> toCheck(const std::vector<std::vector<Position>>& answers,
                            const std::vector<Watermarks>& marks) {
    std::vector<Shared> out;
    for (std::size_t p = 0; p < marks.size(); ++p)
        for (std::size_t first = 0; first < answers.size();) {
            const Offset offset = answers[first][p].offset;
            std::size_t last = first;
            while (last + 1 < answers.size() && answers[last + 1][p].offset == offset)
                ++last;
            if (offset < marks[p].high && (last > first || last + 1 == answers.size()))
                out.push_back({p, first, last});
            first = last + 1;
        }
    return out;
}

/// Corrects the answers that share one stray record: searches behind it, up to the next answer.
Status searchBehind(TimeLookup& lookup, const TopicName& topic, const std::vector<TimestampMs>& times,
                    std::vector<std::vector<Position>>& answers, const Watermarks& mark, const Shared& shared,
                    TimestampMs placed) {
    Offset low = answers[shared.first][shared.partition].offset.next();
    for (std::size_t t = shared.first; t <= shared.last; ++t) {
        if (times[t] <= placed)
            continue; // the stray record is the right answer for this time
        auto found = lookup.offsetsAtTime(topic, {{mark.partition, low, mark.high}}, times[t]);
        if (!found)
            return forward(found);
        low = found->front().offset;
        answers[t][shared.partition].offset = low;
    }
    // A stray record further on may also be the answer to later times.
    for (std::size_t t = shared.last + 1; t < times.size(); ++t)
        answers[t][shared.partition].offset = std::max(answers[t][shared.partition].offset, low);
    return {};
}

} // namespace

Result<std::vector<Position>> checkedAtTime(TimeLookup& lookup, const TopicName& topic, TimestampMs time,
                                            std::vector<Position> answers,
                                            const std::vector<Watermarks>& marks) {
    std::vector<std::vector<Position>> one{std::move(answers)};
    auto table = checkedTable(lookup, topic, {time}, std::move(one), marks);
    if (!table)
        return forward(table);
    return std::move(table->positions.front());
}

Result<TimeTable> checkedTable(TimeLookup& lookup, const TopicName& topic,
                               const std::vector<TimestampMs>& times,
                               std::vector<std::vector<Position>> answers,
                               const std::vector<Watermarks>& marks) {
    TimeTable table;
    std::vector<Shared> open = toCheck(answers, marks);
    while (!open.empty()) { // a reader takes one range per partition: the first of each
        TopicRanges ranges{topic, {}};
        std::vector<Shared> now;
        std::vector<Shared> later;
        for (const Shared& shared : open) {
            if (!now.empty() && now.back().partition == shared.partition) {
                later.push_back(shared);
                continue;
            }
            const Offset offset = answers[shared.first][shared.partition].offset;
            const Watermarks& mark = marks[shared.partition];
            if (offset >= mark.high) // moved to the end by an earlier search
                continue;
            now.push_back(shared);
            ranges.ranges.push_back({mark.partition, std::max(offset, mark.low), mark.high});
        }
        open = std::move(later);
        if (now.empty())
            continue;
        auto judged = lookup.judge(ranges);
        if (!judged)
            return forward(judged);
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto& first = (*judged)[i];
            if (!first || first->placed >= times[now[i].last])
                continue;
            // Otherwise the answer was a transaction marker or an aborted record, which no reader sees.
            if (first->stamped > first->placed)
                table.strays.push_back({first->at, first->stamped, first->placed});
            Status searched =
                searchBehind(lookup, topic, times, answers, marks[now[i].partition], now[i], first->placed);
            if (!searched)
                return forward(searched);
        }
    }
    table.positions = std::move(answers);
    return table;
}

} // namespace driftwood::broker::rdkafka

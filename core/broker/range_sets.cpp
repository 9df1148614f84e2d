#include "broker/range_sets.h"

#include <algorithm>
#include <tuple>

namespace driftwood::broker {
namespace {

void sort(std::vector<OffsetRange>& ranges) {
    std::ranges::sort(ranges, {},
                      [](const OffsetRange& r) { return std::tuple(r.partition, r.begin, r.end); });
}

} // namespace

TopicRanges united(TopicRanges ranges) {
    std::erase_if(ranges.ranges, [](const OffsetRange& range) { return range.span() == 0; });
    sort(ranges.ranges);
    TopicRanges out{std::move(ranges.topic), {}};
    for (const OffsetRange& range : ranges.ranges) {
        OffsetRange* const last = out.ranges.empty() ? nullptr : &out.ranges.back();
        if (last != nullptr && last->partition == range.partition && range.begin <= last->end)
            last->end = std::max(last->end, range.end);
        else
            out.ranges.push_back(range);
    }
    return out;
}

TopicRanges without(const TopicRanges& ranges, const TopicRanges& excluded) {
    TopicRanges out{ranges.topic, {}};
    const TopicRanges holes = united(excluded);
    for (OffsetRange rest : united(ranges).ranges) {
        for (const OffsetRange& hole : holes.ranges) {
            if (hole.partition != rest.partition || hole.end <= rest.begin || hole.begin >= rest.end)
                continue;
            if (rest.begin < hole.begin)
                out.ranges.push_back({rest.partition, rest.begin, hole.begin});
            rest.begin = std::min(hole.end, rest.end);
        }
        if (rest.span() > 0)
            out.ranges.push_back(rest);
    }
    return out;
}

bool areDisjointInOrder(const TopicRanges& ranges) {
    const auto clash = [](const OffsetRange& a, const OffsetRange& b) {
        return a.partition > b.partition ||
               (a.partition == b.partition && (b.begin < a.end || b.begin < a.begin));
    };
    return std::ranges::adjacent_find(ranges.ranges, clash) == ranges.ranges.end();
}

std::vector<TopicRanges> onePerPartition(const TopicRanges& ranges) {
    std::vector<TopicRanges> out;
    for (const OffsetRange& range : ranges.ranges) {
        const auto free = std::ranges::find_if(out, [&](const TopicRanges& part) {
            return std::ranges::find(part.ranges, range.partition, &OffsetRange::partition) ==
                   part.ranges.end();
        });
        TopicRanges& part = free != out.end() ? *free : out.emplace_back(TopicRanges{ranges.topic, {}});
        part.ranges.push_back(range);
    }
    return out;
}

} // namespace driftwood::broker

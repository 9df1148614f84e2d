#include "dataset/row_order.h"

#include "base/order_time.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <tuple>

namespace driftwood::dataset {
namespace {

/// The time by which each row is ordered, in the rows' own order.
std::vector<std::int64_t> timesOf(const RowPlaces& rows, std::string_view rule) {
    const auto stamps = rows.timestampsMs;
    std::vector<std::int64_t> times(stamps.begin(), stamps.end());
    if (rule == kHeadTimestampOrder)
        return times;
    std::map<std::int32_t, std::vector<std::uint32_t>> partitions;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        partitions[rows.partitions[row]].push_back(static_cast<std::uint32_t>(row));
    std::vector<std::int64_t> ofPartition;
    for (const auto& [partition, members] : partitions) {
        ofPartition.clear();
        for (const std::uint32_t row : members)
            ofPartition.push_back(stamps[row]);
        const auto placed = orderTimes(ofPartition);
        for (std::size_t i = 0; i < members.size(); ++i)
            times[members[i]] = placed[i];
    }
    return times;
}

/// The latest order time up to and including the first validation row.
std::int64_t validationTime(const RowPlaces& rows, const std::vector<std::uint32_t>& order,
                            std::int64_t validationBegin) {
    const auto times = timesOf(rows, kOrderRule);
    std::int64_t latest = -1;
    for (std::int64_t i = 0; i <= validationBegin; ++i)
        latest = std::max(latest, times[order[static_cast<std::size_t>(i)]]);
    return latest;
}

} // namespace

std::vector<std::uint32_t> mergeOrder(const RowPlaces& rows, std::string_view rule) {
    std::map<std::int32_t, std::vector<std::uint32_t>> partitions;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        partitions[rows.partitions[row]].push_back(static_cast<std::uint32_t>(row));
    if (partitions.size() == 1)
        return std::move(partitions.begin()->second);
    const auto times = timesOf(rows, rule);
    const bool inTurn = rule == kOrderRule;

    struct Queue {
        std::int32_t partition;
        const std::vector<std::uint32_t>* rows;
        std::size_t head;
    };
    const auto goesLater = [&](const Queue& a, const Queue& b) {
        const auto key = [&](const Queue& queue) {
            return std::tuple(times[(*queue.rows)[queue.head]], inTurn ? queue.head : 0, queue.partition);
        };
        return key(a) > key(b);
    };
    std::priority_queue<Queue, std::vector<Queue>, decltype(goesLater)> heads(goesLater);
    for (const auto& [partition, queued] : partitions)
        heads.push({partition, &queued, 0});

    std::vector<std::uint32_t> order;
    order.reserve(rows.rows());
    while (!heads.empty()) {
        Queue next = heads.top();
        heads.pop();
        order.push_back((*next.rows)[next.head]);
        if (++next.head < next.rows->size())
            heads.push(next);
    }
    return order;
}

SplitPoints splitRows(const RowPlaces& rows, std::vector<std::uint32_t>& order, const SplitRule& split,
                      std::string_view rule) {
    const auto count = static_cast<std::int64_t>(order.size());
    const auto forValidation = std::llround(static_cast<double>(count) * split.validationFraction);
    SplitPoints points{count - forValidation, count - forValidation};
    if (forValidation == 0 || split.gapMs == 0)
        return points;
    const auto stamps = rows.timestampsMs;
    if (rule == kHeadTimestampOrder) {
        const auto stampAt = [&](std::int64_t i) { return stamps[order[static_cast<std::size_t>(i)]]; };
        const std::int64_t first = stampAt(points.validationBegin);
        while (points.trainRows > 0 && first - stampAt(points.trainRows - 1) <= split.gapMs)
            --points.trainRows;
        return points;
    }
    const std::int64_t begin = validationTime(rows, order, points.validationBegin);
    const auto gap =
        std::stable_partition(order.begin(), order.begin() + points.validationBegin, [&](std::uint32_t row) {
            return stamps[row] < 0 || begin < 0 || begin - stamps[row] > split.gapMs;
        });
    points.trainRows = gap - order.begin();
    return points;
}

} // namespace driftwood::dataset

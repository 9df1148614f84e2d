#include "dataset/row_order.h"

#include "base/order_time.h"
#include "dataset/row_merge.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace driftwood::dataset {
namespace {

using Members = std::map<std::pair<SourceIndex, std::int32_t>, std::vector<std::uint32_t>>;

/// The rows of each partition of each source.
Members membersOf(const RowPlaces& rows) {
    Members partitions;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        partitions[{rows.sources[row], rows.partitions[row]}].push_back(static_cast<std::uint32_t>(row));
    return partitions;
}

/// The time by which kOrderRule orders each row, in the rows' own order.
std::vector<std::int64_t> timesOf(const RowPlaces& rows) {
    std::vector<std::int64_t> times(rows.rows());
    std::vector<std::int64_t> ofPartition;
    for (const auto& [partition, members] : membersOf(rows)) {
        ofPartition.clear();
        for (const std::uint32_t row : members)
            ofPartition.push_back(rows.timestampsMs[row]);
        const auto placed = orderTimes(ofPartition);
        for (std::size_t i = 0; i < members.size(); ++i)
            times[members[i]] = placed[i];
    }
    return times;
}

/// The latest order time up to and including the first validation row.
std::int64_t validationTime(const RowPlaces& rows, const std::vector<std::uint32_t>& order,
                            std::int64_t validationBegin) {
    const auto times = timesOf(rows);
    std::int64_t latest = -1;
    for (std::int64_t i = 0; i <= validationBegin; ++i)
        latest = std::max(latest, times[order[static_cast<std::size_t>(i)]]);
    return latest;
}

} // namespace

std::vector<std::uint32_t> mergeOrder(const RowPlaces& rows, std::string_view rule) {
    Members partitions = membersOf(rows);
    if (partitions.size() == 1)
        return std::move(partitions.begin()->second);
    RowMerge merge(partitions.size(), rule);
    std::vector<std::span<const std::uint32_t>> left;
    for (const auto& [partition, members] : partitions) {
        for (const std::uint32_t row : members)
            merge.add(left.size(), rows.timestampsMs[row]);
        merge.end(left.size());
        left.emplace_back(members);
    }
    std::vector<std::uint32_t> order;
    order.reserve(rows.rows());
    while (const auto partition = merge.take()) {
        auto& members = left[*partition];
        order.push_back(members.front());
        members = members.subspan(1);
    }
    return order;
}

SplitPoints splitWithoutGap(std::int64_t rows, const SplitRule& split) {
    const auto forValidation = std::llround(static_cast<double>(rows) * split.validationFraction);
    return {rows - forValidation, rows - forValidation};
}

SplitPoints splitRows(const RowPlaces& rows, std::vector<std::uint32_t>& order, const SplitRule& split,
                      std::string_view rule) {
    SplitPoints points = splitWithoutGap(static_cast<std::int64_t>(order.size()), split);
    if (points.validationBegin == static_cast<std::int64_t>(order.size()) || split.gapMs == 0)
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

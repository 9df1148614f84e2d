#include "dataset/row_order.h"

#include <cmath>
#include <map>
#include <queue>
#include <tuple>

namespace driftwood::dataset {

std::vector<std::uint32_t> mergeOrder(const records::RecordBatch& rows) {
    std::map<std::int32_t, std::vector<std::uint32_t>> partitions;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        partitions[rows.partitions()[row]].push_back(static_cast<std::uint32_t>(row));

    struct Queue {
        const std::vector<std::uint32_t>* rows;
        std::size_t head;
    };
    const auto goesLater = [&rows](const Queue& a, const Queue& b) {
        const auto key = [&rows](const Queue& queue) {
            const std::uint32_t row = (*queue.rows)[queue.head];
            return std::tuple(rows.timestampsMs()[row], rows.partitions()[row], rows.offsets()[row]);
        };
        return key(a) > key(b);
    };
    std::priority_queue<Queue, std::vector<Queue>, decltype(goesLater)> heads(goesLater);
    for (const auto& [partition, queued] : partitions)
        heads.push({&queued, 0});

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

SplitPoints splitPoints(const records::RecordBatch& ordered, const SplitRule& rule) {
    const auto rows = static_cast<std::int64_t>(ordered.rows());
    const auto forValidation = std::llround(static_cast<double>(rows) * rule.validationFraction);
    SplitPoints points{rows - forValidation, rows - forValidation};
    if (forValidation == 0)
        return points;
    const auto times = ordered.timestampsMs();
    const std::int64_t first = times[static_cast<std::size_t>(points.validationBegin)];
    while (rule.gapMs > 0 && points.trainRows > 0 &&
           first - times[static_cast<std::size_t>(points.trainRows - 1)] <= rule.gapMs)
        --points.trainRows;
    return points;
}

} // namespace driftwood::dataset

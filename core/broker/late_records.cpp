#include "broker/late_records.h"

#include "broker/record_sampler.h"

#include <algorithm>

namespace driftwood::broker {
namespace {

constexpr std::size_t kLookedAt = 500; ///< per partition
constexpr std::chrono::seconds kTimeout{10};

} // namespace

std::string LateRecords::text() const {
    if (late == 0 || !first)
        return {};
    return std::to_string(late) + " of the first " + std::to_string(lookedAt) +
           " records behind the end of the range " + (late == 1 ? "is" : "are") +
           " stamped before it: late records, which are not in the range; the first is partition " +
           std::to_string(first->partition.value) + " offset " + std::to_string(first->offset.value);
}

Result<LateRecords> lateRecords(Connection& connection, const TopicRanges& ranges, TimestampMs end,
                                Isolation isolation) {
    const auto marks = connection.watermarks(ranges.topic, isolation);
    if (!marks)
        return tl::unexpected<Error>(marks.error());
    TopicRanges behind{ranges.topic, {}};
    for (const OffsetRange& range : ranges.ranges) {
        const auto mark = std::ranges::find(*marks, range.partition, &Watermarks::partition);
        if (mark != marks->end() && range.end < mark->high)
            behind.ranges.push_back({range.partition, range.end, mark->high});
    }
    LateRecords out;
    if (behind.ranges.empty())
        return out;
    RecordSampler sampler(connection.createWindowReader(isolation), kTimeout);
    const auto samples = sampler.headsOf(behind, kLookedAt);
    if (!samples)
        return tl::unexpected<Error>(samples.error());
    for (std::size_t i = 0; i < samples->size(); ++i)
        for (const auto& sample : (*samples)[i]) {
            ++out.lookedAt;
            if (sample.timestamp.value < 0 || sample.timestamp >= end)
                continue;
            ++out.late;
            if (!out.first)
                out.first = Position{behind.ranges[i].partition, sample.offset};
        }
    return out;
}

} // namespace driftwood::broker

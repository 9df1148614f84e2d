#include "broker/record_sampler.h"

#include "broker/each_record.h"

#include <algorithm>
#include <utility>

namespace driftwood::broker {

Status RecordSampler::visit(const TopicRanges& ranges,
                            const std::function<bool(std::size_t, const Sample&)>& visit) {
    ReadOptions options;
    options.stallBudget = m_timeout;
    options.interactive = true;
    auto reader = m_windows->open(ranges, options);
    if (!reader)
        return forward(reader);
    return forEachRecord(**reader, {}, [&](const RawRecord& record) {
        const auto range = std::ranges::find(ranges.ranges, record.partition, &OffsetRange::partition);
        return visit(static_cast<std::size_t>(range - ranges.ranges.begin()),
                     {record.offset, record.timestamp, record.key.size() + record.value.size()});
    });
}

Result<RecordSampler::Samples> RecordSampler::headsOf(const TopicRanges& ranges, std::size_t most) {
    Samples samples(ranges.ranges.size());
    std::size_t begun = 0;
    std::size_t full = 0;
    std::size_t bytes = 0;
    Status status = visit(ranges, [&](std::size_t index, const Sample& sample) {
        std::vector<Sample>& found = samples[index];
        bytes += sample.bytes;
        if (found.size() < most) {
            found.push_back(sample);
            begun += found.size() == 1 ? 1U : 0U;
            full += found.size() == most ? 1U : 0U;
        }
        return full < samples.size() && (bytes < kMostBytes || begun < samples.size());
    });
    if (!status)
        return forward(status);
    return samples;
}

Result<RecordSampler::Samples> RecordSampler::tailsOf(const TopicRanges& ranges, std::int64_t most) {
    Samples samples(ranges.ranges.size());
    std::int64_t before = 0; // the previous step
    for (std::int64_t step = most;; step *= 16) {
        TopicRanges tails{ranges.topic, {}};
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const OffsetRange& range = ranges.ranges[i];
            // The previous step covered the whole range if it was at least as long.
            if (!samples[i].empty() || range.span() == 0 || before >= range.span())
                continue;
            const Offset begin(std::max(range.begin.value, range.end.value - step));
            tails.ranges.push_back({range.partition, begin, range.end});
            indices.push_back(i);
        }
        if (indices.empty())
            return samples;
        before = step;
        Status status = visit(tails, [&](std::size_t index, const Sample& sample) {
            std::vector<Sample>& found = samples[indices[index]];
            if (std::cmp_greater_equal(found.size(), most))
                found.erase(found.begin());
            found.push_back(sample);
            return true;
        });
        if (!status)
            return forward(status);
    }
}

} // namespace driftwood::broker

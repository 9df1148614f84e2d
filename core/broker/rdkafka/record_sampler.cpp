#include "broker/rdkafka/record_sampler.h"

#include "broker/rdkafka/log_range_reader.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {

Result<std::unique_ptr<RecordSampler>> RecordSampler::open(const ConnectionProfile& profile,
                                                           std::chrono::milliseconds timeout) {
    auto client = Client::open(profile, Client::Kind::Reader,
                               readerPurpose(ReaderKind::Interactive, Isolation::ReadCommitted, {}));
    if (!client)
        return forward(client);
    return std::make_unique<RecordSampler>(std::move(*client), timeout);
}

Status RecordSampler::visit(const TopicRanges& ranges,
                            const std::function<bool(std::size_t, const Sample&)>& visit) {
    ReadOptions options;
    options.stallBudget = m_timeout;
    auto reader = LogRangeReader::open(m_client, ranges, options);
    if (!reader)
        return forward(reader);
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next({});
        if (!batch)
            return forward(batch);
        for (const RawRecord& record : batch->records()) {
            const auto range =
                std::find_if(ranges.ranges.begin(), ranges.ranges.end(),
                             [&](const OffsetRange& r) { return r.partition == record.partition; });
            if (!visit(static_cast<std::size_t>(range - ranges.ranges.begin()),
                       {record.offset, record.timestamp}))
                return {};
        }
    }
    return {};
}

Result<std::vector<std::optional<RecordSampler::Sample>>> RecordSampler::firstIn(const TopicRanges& ranges) {
    std::vector<std::optional<Sample>> samples(ranges.ranges.size());
    std::size_t missing = samples.size();
    Status status = visit(ranges, [&](std::size_t index, const Sample& sample) {
        if (!samples[index]) {
            samples[index] = sample;
            --missing;
        }
        return missing > 0;
    });
    if (!status)
        return forward(status);
    return samples;
}

Result<std::vector<std::optional<RecordSampler::Sample>>> RecordSampler::lastIn(const TopicRanges& ranges) {
    std::vector<std::optional<Sample>> samples(ranges.ranges.size());
    for (std::int64_t step = 1;; step *= 16) {
        TopicRanges tails{ranges.topic, {}};
        std::vector<std::size_t> indices;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const OffsetRange& range = ranges.ranges[i];
            // The step before this one has looked at everything when it was as long as the range.
            if (samples[i] || range.span() == 0 || (step > 1 && step / 16 >= range.span()))
                continue;
            const Offset begin(std::max(range.begin.value, range.end.value - step));
            tails.ranges.push_back({range.partition, begin, range.end});
            indices.push_back(i);
        }
        if (indices.empty())
            return samples;
        Status status = visit(tails, [&](std::size_t index, const Sample& sample) {
            samples[indices[index]] = sample;
            return true;
        });
        if (!status)
            return forward(status);
    }
}

} // namespace driftwood::broker::rdkafka

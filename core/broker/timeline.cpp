#include "broker/timeline.h"

#include "broker/moving_beginning.h"
#include "broker/rdkafka/record_sampler.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace driftwood::broker {
namespace {

/// Look-ups under way at once: each is a round trip, and a distant broker answers many as fast as one.
constexpr std::size_t kParallelLookups = 8;
constexpr std::chrono::seconds kSampleTimeout{10};

Result<std::vector<std::vector<Position>>> offsetsAtTimes(Connection& connection, const TopicName& topic,
                                                          const std::vector<TimestampMs>& times) {
    std::vector<Result<std::vector<Position>>> answers(times.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < std::min(kParallelLookups, times.size()); ++i)
            workers.emplace_back([&] {
                for (std::size_t k = next++; k < times.size() && !failed; k = next++) {
                    answers[k] = connection.offsetsAtTime(topic, times[k]);
                    if (!answers[k])
                        failed = true;
                }
            });
    }
    std::vector<std::vector<Position>> offsets;
    for (auto& answer : answers)
        if (!answer)
            return forward(answer);
    for (auto& answer : answers)
        offsets.push_back(std::move(*answer));
    return offsets;
}

} // namespace

std::int64_t TimelineBucket::records() const {
    std::int64_t total = 0;
    for (const OffsetRange& range : ranges)
        total += range.span();
    return total;
}

Result<std::vector<TimelineBucket>> timeline(Connection& connection, const TopicName& topic, TimestampMs from,
                                             TimestampMs to, int buckets) {
    if (buckets < 1 || to <= from)
        return fail(ErrorCode::InvalidArgument,
                    "time line needs at least one bucket and an end after its begin", topic.value);
    std::vector<TimestampMs> edges;
    for (int i = 0; i <= buckets; ++i) // multiplied before divided: exact to the millisecond
        edges.emplace_back(from.value + (to - from) * i / buckets);
    auto offsets = offsetsAtTimes(connection, topic, edges);
    if (!offsets)
        return forward(offsets);
    std::vector<TimelineBucket> result;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        TimelineBucket bucket{edges[i], edges[i + 1], {}};
        std::vector<Position>& ends = (*offsets)[i + 1];
        const std::vector<Position>& begins = (*offsets)[i];
        for (std::size_t p = 0; p < std::min(begins.size(), ends.size()); ++p) {
            // "The end" of a live topic may have been asked for earlier at the later edge.
            ends[p].offset = std::max(ends[p].offset, begins[p].offset);
            bucket.ranges.push_back({begins[p].partition, begins[p].offset, ends[p].offset});
        }
        result.push_back(std::move(bucket));
    }
    return result;
}

namespace {

Result<TimeSpan> timeSpan(Connection& connection, const TopicRanges& whole) {
    TimeSpan span{};
    if (whole.ranges.empty())
        return span;
    auto sampler = rdkafka::RecordSampler::open(connection.profile(), kSampleTimeout);
    if (!sampler)
        return forward(sampler);
    auto first = (*sampler)->firstIn(whole);
    if (!first)
        return forward(first);
    auto last = (*sampler)->lastIn(whole);
    if (!last)
        return forward(last);
    bool any = false;
    for (const auto* samples : {&*first, &*last})
        for (const auto& sample : *samples) {
            if (!sample)
                continue;
            span.first = any ? std::min(span.first, sample->timestamp) : sample->timestamp;
            span.last = any ? std::max(span.last, sample->timestamp) : sample->timestamp;
            any = true;
        }
    return span;
}

} // namespace

Result<TimeSpan> timeSpan(Connection& connection, const TopicName& topic) {
    return readFromBeginning(connection, topic, Isolation::ReadCommitted,
                             [&](const std::vector<Watermarks>& marks) {
                                 TopicRanges whole{topic, {}};
                                 for (const Watermarks& mark : marks)
                                     if (mark.low < mark.high)
                                         whole.ranges.push_back({mark.partition, mark.low, mark.high});
                                 return timeSpan(connection, whole);
                             });
}

} // namespace driftwood::broker

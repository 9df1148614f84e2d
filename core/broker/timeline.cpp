#include "broker/timeline.h"

#include "base/clock.h"
#include "broker/moving_beginning.h"
#include "broker/record_sampler.h"

#include <algorithm>
#include <set>

namespace driftwood::broker {

std::int64_t TimelineBucket::records() const {
    std::int64_t total = 0;
    for (const OffsetRange& range : ranges)
        total += range.span();
    return total;
}

Result<Timeline> timeline(Connection& connection, const TopicName& topic, TimestampMs from, TimestampMs to,
                          int buckets) {
    if (buckets < 1 || to <= from)
        return fail(ErrorCode::InvalidArgument,
                    "time line needs at least one bucket and an end after its begin", topic.value);
    std::vector<TimestampMs> edges;
    for (int i = 0; i <= buckets; ++i) // exact to the millisecond, without overflow
        edges.emplace_back(from.value + (to - from) / buckets * i + (to - from) % buckets * i / buckets);
    auto table = connection.offsetsAtTimes(topic, edges);
    if (!table)
        return forward(table);
    Timeline result;
    result.strays = std::move(table->strays);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        TimelineBucket bucket{edges[i], edges[i + 1], {}};
        std::vector<Position>& ends = table->positions[i + 1];
        const std::vector<Position>& begins = table->positions[i];
        for (std::size_t p = 0; p < std::min(begins.size(), ends.size()); ++p) {
            // The end of a live topic may have been queried earlier for the later edge.
            ends[p].offset = std::max(ends[p].offset, begins[p].offset);
            bucket.ranges.push_back({begins[p].partition, begins[p].offset, ends[p].offset});
        }
        result.buckets.push_back(std::move(bucket));
    }
    return result;
}

namespace {

constexpr std::chrono::seconds kSampleTimeout{10};
constexpr std::size_t kFirstRecords = 8;   ///< records per partition that are read for the span's begin
constexpr std::int64_t kLastRecords = 64;  ///< likewise for its end, if the last record is in the future
constexpr std::size_t kLaterRecords = 500; ///< likewise, if the last records came late
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kFarAway = 10;                 ///< multiples of the span's length
constexpr TimestampMs kKafkaBegan(1'293'840'000'000); ///< 2011

struct Stamped {
    Position at;
    TimestampMs time;
};

std::vector<Stamped> stampsOf(const TopicRanges& ranges, const RecordSampler::Samples& samples) {
    std::vector<Stamped> out;
    for (std::size_t i = 0; i < samples.size(); ++i)
        for (const RecordSampler::Sample& sample : samples[i])
            out.push_back({{ranges.ranges[i].partition, sample.offset}, sample.timestamp});
    return out;
}

TimestampMs median(std::vector<Stamped> stamps) {
    const auto middle = stamps.begin() + static_cast<std::ptrdiff_t>(stamps.size() / 2);
    std::ranges::nth_element(stamps, middle, {}, &Stamped::time);
    return middle->time;
}

/// The span of the records at both ends, without those that lie far away from the rest.
void findSpan(WrittenTimes& times, std::vector<Stamped> first, std::vector<Stamped> last) {
    const auto withoutTime = [](const Stamped& stamped) { return stamped.time.value < 0; };
    std::erase_if(first, withoutTime);
    std::erase_if(last, withoutTime);
    if (first.empty() && last.empty())
        return;
    const TimestampMs begin = median(first.empty() ? last : first);
    const TimestampMs end = median(last.empty() ? first : last);
    const std::int64_t reach = std::max(std::max(begin, end) - std::min(begin, end), kDayMs) * kFarAway;
    const std::int64_t earliest = std::min(begin, end).value - reach;
    const std::int64_t latest = std::max(begin, end).value + reach;
    for (const auto* stamps : {&first, &last})
        for (const Stamped& stamped : *stamps) {
            if (stamped.time.value < earliest || stamped.time.value > latest) {
                const StrayRecord stray{stamped.at, stamped.time,
                                        stamped.time.value < earliest ? begin : end};
                if (std::ranges::find(times.outside, stray.at, &StrayRecord::at) == times.outside.end())
                    times.outside.push_back(stray);
                continue;
            }
            if (!times.span)
                times.span = TimeSpan{stamped.time, stamped.time};
            times.span->first = std::min(times.span->first, stamped.time);
            times.span->last = std::max(times.span->last, stamped.time);
        }
}

/// If the last records came late, records before them have later timestamps: returns the first of those.
Result<std::vector<Stamped>> laterThanLast(Connection& connection, RecordSampler& sampler,
                                           const TopicRanges& whole, const std::vector<Stamped>& last) {
    if (last.empty())
        return std::vector<Stamped>();
    const TimestampMs latest = std::ranges::max_element(last, {}, &Stamped::time)->time;
    if (latest.value < 0)
        return std::vector<Stamped>();
    const auto later = connection.offsetsAtTime(whole.topic, TimestampMs(latest.value + 1));
    if (!later)
        return tl::unexpected<Error>(later.error());
    TopicRanges from{whole.topic, {}};
    for (const OffsetRange& range : whole.ranges) {
        const auto found = std::ranges::find(*later, range.partition, &Position::partition);
        if (found != later->end() && found->offset < range.end)
            from.ranges.push_back({range.partition, std::max(found->offset, range.begin), range.end});
    }
    if (from.ranges.empty())
        return std::vector<Stamped>();
    const auto samples = sampler.headsOf(from, kLaterRecords);
    if (!samples)
        return tl::unexpected<Error>(samples.error());
    return stampsOf(from, *samples);
}

Result<WrittenTimes> writtenTimes(Connection& connection, const TopicRanges& whole) {
    WrittenTimes times;
    times.offsets = whole.span();
    if (whole.ranges.empty())
        return times;
    RecordSampler sampler(connection.createWindowReader(Isolation::ReadCommitted), kSampleTimeout);
    auto first = sampler.headsOf(whole, kFirstRecords);
    if (!first)
        return forward(first);
    auto last = sampler.tailsOf(whole, 1);
    if (!last)
        return forward(last);
    const TimestampMs tomorrow(timeNow().value + kDayMs);
    const std::vector<Stamped> heads = stampsOf(whole, *first);
    const TimestampMs begin = heads.empty() ? TimestampMs(0) : median(heads);
    const bool odd = std::ranges::any_of(*last, [&](const auto& samples) {
        return !samples.empty() && (samples.back().timestamp > tomorrow || samples.back().timestamp < begin);
    });
    if (odd) // one wrong clock, or a topic that simulates a future: check its neighbours
        last = sampler.tailsOf(whole, kLastRecords);
    if (!last)
        return forward(last);
    times.hasRecords = !heads.empty();
    std::vector<Stamped> ends = stampsOf(whole, *last);
    if (!odd) {
        const auto later = laterThanLast(connection, sampler, whole, ends);
        if (!later)
            return tl::unexpected<Error>(later.error());
        ends.insert(ends.end(), later->begin(), later->end());
    }
    findSpan(times, heads, std::move(ends));
    return times;
}

} // namespace

Result<WrittenTimes> writtenTimes(Connection& connection, const TopicName& topic) {
    return readFromBeginning(connection, topic, Isolation::ReadCommitted,
                             [&](const std::vector<Watermarks>& marks) {
                                 TopicRanges whole{topic, {}};
                                 for (const Watermarks& mark : marks)
                                     if (mark.low < mark.high)
                                         whole.ranges.push_back({mark.partition, mark.low, mark.high});
                                 return writtenTimes(connection, whole);
                             });
}

Result<std::map<TopicName, TimeSpan>>
writtenSpans(Connection& connection, const std::map<TopicName, std::vector<Watermarks>>& marks) {
    std::vector<Connection::PartitionPlace> filled;
    for (const auto& [topic, partitions] : marks)
        for (const Watermarks& mark : partitions)
            if (mark.low < mark.high)
                filled.emplace_back(topic, mark.partition);
    if (filled.empty())
        return std::map<TopicName, TimeSpan>();
    const auto times = connection.edgeTimes(filled, kSampleTimeout);
    if (!times)
        return tl::unexpected<Error>(times.error());
    const TimestampMs tomorrow(timeNow().value + kDayMs);
    std::map<TopicName, TimeSpan> spans;
    std::set<TopicName> doubtful;
    for (const auto& place : filled) {
        const auto found = times->find(place);
        if (found == times->end() || found->second.first < kKafkaBegan || found->second.latest > tomorrow) {
            doubtful.insert(place.first);
            continue;
        }
        const auto [span, isNew] =
            spans.try_emplace(place.first, TimeSpan{found->second.first, found->second.latest});
        span->second.first = std::min(span->second.first, found->second.first);
        span->second.last = std::max(span->second.last, found->second.latest);
    }
    for (const TopicName& topic : doubtful)
        spans.erase(topic);
    return spans;
}

std::string whyNoSpan(const WrittenTimes& times) {
    if (times.offsets == 0)
        return "the topic has no records";
    if (!times.hasRecords)
        return "none of its " + std::to_string(times.offsets) +
               " offsets has a record (aborted transactions, or removed by compaction)";
    return "its records carry no time";
}

} // namespace driftwood::broker

#include "broker/rdkafka/time_lookup.h"

#include <algorithm>

namespace driftwood::broker::rdkafka {
namespace {

/// Samples remembered per partition; beyond it they are forgotten and gathered anew.
constexpr std::size_t kMaxSamples = 4096;
/// Of a window's records, one in so many is remembered.
constexpr std::int64_t kRememberEvery = 64;

} // namespace

/// What is known of one partition: every record before `begin` is older than the time (as far as samples
/// say), `answer` is the earliest record known to be at or after it, and [begin, end) is still open.
struct TimeLookup::Search {
    PartitionId partition;
    Offset low;
    Offset begin;
    Offset end;
    Offset answer;
    Samples* samples;
    bool done = false;

    void foundAt(Offset offset, Offset openEnd) {
        answer = offset;
        end = openEnd;
    }
    /// Starts from what earlier look-ups have seen.
    void narrow(TimestampMs time) {
        for (auto it = samples->lower_bound(low); it != samples->end() && it->first < end; ++it) {
            if (it->second >= time) {
                foundAt(it->first, it->first);
                return;
            }
            begin = it->first.next();
        }
    }
};

Result<std::vector<Position>>
TimeLookup::offsetsAtTime(const TopicName& topic, const std::vector<Watermarks>& marks, TimestampMs time) {
    const std::lock_guard lock(m_mutex);
    if (!m_sampler) {
        auto sampler = RecordSampler::open(m_profile, m_timeout);
        if (!sampler)
            return forward(sampler);
        m_sampler = std::move(*sampler);
    }
    std::vector<Search> searches;
    for (const Watermarks& mark : marks) {
        Samples& samples = m_samples[{topic, mark.partition}];
        if (samples.size() > kMaxSamples)
            samples.clear();
        searches.push_back(
            {mark.partition, mark.low, mark.low, mark.high, mark.high, &samples, mark.low >= mark.high});
        searches.back().narrow(time);
    }
    Status status = bisect(topic, searches, time);
    if (status)
        status = readWindows(topic, searches, time);
    if (!status) {
        m_sampler.reset(); // its handle may have given up on the topic
        return forward(status);
    }
    std::vector<Position> result;
    result.reserve(searches.size());
    for (const Search& search : searches)
        result.push_back({search.partition, search.answer});
    return result;
}

Status TimeLookup::bisect(const TopicName& topic, std::vector<Search>& searches, TimestampMs time) {
    for (;;) {
        TopicRanges halves{topic, {}};
        std::vector<Search*> wide;
        for (Search& search : searches) {
            const std::int64_t span = search.end - search.begin;
            if (search.done || span <= kWindow)
                continue;
            halves.ranges.push_back({search.partition, Offset(search.begin.value + span / 2), search.end});
            wide.push_back(&search);
        }
        if (wide.empty())
            return {};
        auto samples = m_sampler->firstIn(halves);
        if (!samples)
            return forward(samples);
        for (std::size_t i = 0; i < wide.size(); ++i) {
            const auto& sample = (*samples)[i];
            const Offset middle = halves.ranges[i].begin;
            if (sample)
                remember(*wide[i]->samples, *sample);
            if (!sample) // a hole up to the end: what is behind it is known already
                wide[i]->end = middle;
            else if (sample->timestamp >= time)
                wide[i]->foundAt(sample->offset, middle);
            else
                wide[i]->begin = sample->offset.next();
        }
    }
}

Status TimeLookup::readWindows(const TopicName& topic, std::vector<Search>& searches, TimestampMs time) {
    for (;;) {
        TopicRanges windows{topic, {}};
        std::vector<Search*> open;
        for (Search& search : searches) {
            if (search.done)
                continue;
            const Offset begin(std::max(search.low.value, search.begin.value - kWindow));
            windows.ranges.push_back({search.partition, begin, search.end});
            open.push_back(&search);
        }
        if (open.empty())
            return {};
        std::vector<std::optional<Offset>> found(open.size());
        Status status = m_sampler->visit(windows, [&](std::size_t i, const RecordSampler::Sample& sample) {
            if (sample.offset.value % kRememberEvery == 0)
                remember(*open[i]->samples, sample);
            if (!found[i] && sample.timestamp >= time)
                found[i] = sample.offset;
            return true;
        });
        if (!status)
            return forward(status);
        for (std::size_t i = 0; i < open.size(); ++i) {
            Search& search = *open[i];
            // Found among records that were taken for older: times are out of order here, look further back.
            const bool further = found[i] && *found[i] < search.begin;
            if (found[i])
                search.answer = *found[i];
            search.begin = windows.ranges[i].begin;
            search.end = search.begin;
            search.done = !further || search.begin == search.low;
        }
    }
}

void TimeLookup::remember(Samples& samples, const RecordSampler::Sample& sample) const {
    samples.insert_or_assign(sample.offset, sample.timestamp);
}

} // namespace driftwood::broker::rdkafka

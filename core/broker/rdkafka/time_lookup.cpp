#include "broker/rdkafka/time_lookup.h"

#include "base/order_time.h"
#include "broker/rdkafka/readers.h"

#include <algorithm>
#include <utility>

namespace driftwood::broker::rdkafka {
namespace {

/// Maximum number of remembered times per partition; beyond it all are dropped and collected anew.
constexpr std::size_t kMaxKnown = 4096;
/// One in so many records of a window is remembered.
constexpr std::int64_t kRememberEvery = 64;
/// Number of records whose median time represents a place in the log.
constexpr std::size_t kSampleRecords = 9;

constexpr auto kFollowers = static_cast<std::int64_t>(kOrderFollowers);

TimestampMs medianTime(std::vector<RecordSampler::Sample> samples) {
    const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
    std::ranges::nth_element(samples, middle, {}, &RecordSampler::Sample::timestamp);
    return middle->timestamp;
}

std::vector<std::int64_t> stampsOf(const std::vector<RecordSampler::Sample>& samples) {
    std::vector<std::int64_t> stamps;
    stamps.reserve(samples.size());
    for (const RecordSampler::Sample& sample : samples)
        stamps.push_back(sample.timestamp.value);
    return stamps;
}

} // namespace

/// State for one partition: every record before `begin` is older than the time (according to samples),
/// `answer` is the earliest place known to be at or after it, and [begin, end) is still open.
struct TimeLookup::Search {
    PartitionId partition;
    Offset low;
    Offset high;
    Offset begin;
    Offset end;
    Offset answer;
    Times* known;
    bool done = false;

    /// Near this offset records are at or after the time, though perhaps not all of them.
    void foundAt(Offset offset) {
        answer = std::min(answer, offset);
        end = std::min(end, Offset(offset.value + static_cast<std::int64_t>(kSampleRecords)));
    }
    /// Narrows the range with the samples of earlier look-ups.
    void narrow(TimestampMs time) {
        for (auto it = known->lower_bound(low); it != known->end() && it->first < end; ++it) {
            if (it->second >= time) {
                foundAt(it->first);
                return;
            }
            begin = it->first;
        }
    }
};

RecordSampler& TimeLookup::sampler() {
    if (!m_sampler)
        m_sampler.emplace(createWindowReader(m_profile, m_isolation), m_timeout);
    return *m_sampler;
}

Result<std::vector<Position>>
TimeLookup::offsetsAtTime(const TopicName& topic, const std::vector<Watermarks>& marks, TimestampMs time) {
    const std::lock_guard lock(m_mutex);
    std::vector<Search> searches;
    for (const Watermarks& mark : marks) {
        Times& known = m_known[{topic, mark.partition}];
        if (known.size() > kMaxKnown)
            known.clear();
        searches.push_back({mark.partition, mark.low, mark.high, mark.low, mark.high, mark.high, &known,
                            mark.low >= mark.high});
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
        auto samples = sampler().headsOf(halves, kSampleRecords);
        if (!samples)
            return forward(samples);
        for (std::size_t i = 0; i < wide.size(); ++i) {
            Search& search = *wide[i];
            const auto& found = (*samples)[i];
            if (found.empty()) { // a hole that extends to the end; everything behind it is known
                search.end = halves.ranges[i].begin;
                continue;
            }
            const TimestampMs median = medianTime(found);
            search.known->insert_or_assign(found.front().offset, median);
            if (median < time)
                search.begin = found.front().offset;
            else
                search.foundAt(found.front().offset);
            // A hole precedes the sample: nothing between its begin and the sample is open.
            const std::int64_t hole = found.front().offset - halves.ranges[i].begin;
            if (median >= time && std::cmp_greater_equal(hole, kSampleRecords))
                search.end = halves.ranges[i].begin;
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
            // Also read the records behind its end, which are needed to judge its last records.
            const Offset begin(std::max(search.low.value, search.begin.value - kWindow));
            const Offset end(std::min(search.high.value, search.end.value + kFollowers));
            windows.ranges.push_back({search.partition, begin, end});
            open.push_back(&search);
        }
        if (open.empty())
            return {};
        std::vector<std::vector<RecordSampler::Sample>> read(open.size());
        Status status = sampler().visit(windows, [&](std::size_t i, const RecordSampler::Sample& sample) {
            read[i].push_back(sample);
            return true;
        });
        if (!status)
            return forward(status);
        for (std::size_t i = 0; i < open.size(); ++i) {
            Search& search = *open[i];
            const std::vector<std::int64_t> placed = orderTimes(stampsOf(read[i]));
            std::optional<Offset> found;
            for (std::size_t k = 0; k < placed.size() && read[i][k].offset < search.end; ++k) {
                const Offset offset = read[i][k].offset;
                if (offset.value % kRememberEvery == 0)
                    search.known->insert_or_assign(offset, TimestampMs(placed[k]));
                if (!found && placed[k] >= time.value)
                    found = offset;
            }
            // Found among records assumed to be older: times are out of order here, so look further back.
            const bool further = found && *found < search.begin;
            if (found)
                search.answer = *found;
            else if (search.answer < search.end)
                search.answer = search.end; // the sample was stamped ahead of the records that follow
            search.begin = windows.ranges[i].begin;
            search.end = search.begin;
            search.done = !further || search.begin == search.low;
        }
    }
}

Result<std::vector<std::optional<TimeLookup::Judged>>> TimeLookup::judge(const TopicRanges& ranges) {
    const std::lock_guard lock(m_mutex);
    TopicRanges near = ranges;
    for (OffsetRange& range : near.ranges)
        range.end = std::min(range.end, Offset(range.begin.value + kFollowers + 1));
    auto heads = sampler().headsOf(near, kOrderFollowers + 1);
    if (!heads) {
        m_sampler.reset();
        return forward(heads);
    }
    std::vector<std::optional<Judged>> judged(ranges.ranges.size());
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if ((*heads)[i].empty())
            continue;
        const std::vector<std::int64_t> stamps = stampsOf((*heads)[i]);
        judged[i] = Judged{{ranges.ranges[i].partition, (*heads)[i].front().offset},
                           TimestampMs(stamps.front()),
                           TimestampMs(orderTime(stamps.front(), std::span(stamps).subspan(1)))};
    }
    return judged;
}

} // namespace driftwood::broker::rdkafka

#include "broker/rdkafka/time_queries.h"

#include "broker/moving_beginning.h"
#include "broker/rdkafka/checked_times.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace driftwood::broker::rdkafka {
namespace {

/// Number of concurrent look-ups: each is a round trip, and a broker answers many as fast as one.
constexpr std::size_t kParallelLookups = 8;

} // namespace

Result<bool> TimeQueries::hasTimeIndex(Client& client, const TopicName& topic,
                                       const std::vector<Watermarks>& filled) {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_timeIndex.find(topic); known != m_timeIndex.end())
            return known->second;
    }
    std::vector<PartitionId> partitions;
    for (const Watermarks& mark : filled)
        partitions.push_back(mark.partition);
    // Every record is younger than 1970: a broker with an index has an answer for a non-empty partition.
    auto sinceEver = m_query.listOffsets(client, topic, partitions, 0);
    if (!sinceEver)
        return forward(sinceEver);
    const bool indexed =
        std::any_of(sinceEver->begin(), sinceEver->end(), [](std::int64_t offset) { return offset >= 0; });
    const std::lock_guard lock(m_mutex);
    m_timeIndex[topic] = indexed;
    return indexed;
}

Result<std::vector<Position>> TimeQueries::offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                         Isolation isolation) {
    auto handle = m_query.handle(isolation);
    if (!handle)
        return forward(handle);
    return readFromBeginning(m_connection, topic, isolation,
                             [&](const std::vector<Watermarks>& marks) -> Result<std::vector<Position>> {
                                 auto answers = indexed(**handle, topic, time, isolation, marks);
                                 if (!answers)
                                     return answers;
                                 return checkedAtTime(timesOf(isolation), topic, time, std::move(*answers),
                                                      marks);
                             });
}

Result<TimeTable> TimeQueries::offsetsAtTimes(const TopicName& topic, const std::vector<TimestampMs>& times) {
    auto handle = m_query.handle(Isolation::ReadCommitted);
    if (!handle)
        return forward(handle);
    return readFromBeginning(m_connection, topic, Isolation::ReadCommitted,
                             [&](const std::vector<Watermarks>& marks) -> Result<TimeTable> {
                                 auto answers = indexed(**handle, topic, times, marks);
                                 if (!answers)
                                     return forward(answers);
                                 return checkedTable(m_times, topic, times, std::move(*answers), marks);
                             });
}

Result<std::vector<std::vector<Position>>> TimeQueries::indexed(Client& client, const TopicName& topic,
                                                                const std::vector<TimestampMs>& times,
                                                                const std::vector<Watermarks>& marks) {
    std::vector<Result<std::vector<Position>>> answers(times.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> failed = false;
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < std::min(kParallelLookups, times.size()); ++i)
            workers.emplace_back([&] {
                for (std::size_t k = next++; k < times.size() && !failed; k = next++) {
                    answers[k] = indexed(client, topic, times[k], Isolation::ReadCommitted, marks);
                    if (!answers[k])
                        failed = true;
                }
            });
    }
    std::vector<std::vector<Position>> positions;
    for (auto& answer : answers)
        if (!answer)
            return forward(answer);
    for (auto& answer : answers)
        positions.push_back(std::move(*answer));
    return positions;
}

Result<std::vector<Position>> TimeQueries::indexed(Client& client, const TopicName& topic, TimestampMs time,
                                                   Isolation isolation,
                                                   const std::vector<Watermarks>& marks) {
    std::vector<PartitionId> partitions;
    for (const Watermarks& mark : marks)
        partitions.push_back(mark.partition);
    // Negative times have special meanings in the protocol.
    time = std::max(time, TimestampMs(0));
    auto offsets = m_query.listOffsets(client, topic, partitions, time.value);
    if (!offsets)
        return forward(offsets);
    std::vector<Position> answers;
    std::vector<Watermarks> unanswered;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Watermarks& mark = marks[i];
        const bool known = (*offsets)[i] >= 0;
        if (!known && mark.low < mark.high)
            unanswered.push_back(mark);
        answers.push_back({mark.partition, known ? Offset((*offsets)[i]) : mark.high});
    }
    if (unanswered.empty())
        return answers;
    auto hasIndex = hasTimeIndex(client, topic, unanswered);
    if (!hasIndex)
        return forward(hasIndex);
    if (*hasIndex)
        return answers;
    // Each time uses the current beginning of the log, because many look-ups take a while.
    auto sampled = readFromBeginning(m_connection, topic, isolation, [&](std::vector<Watermarks> now) {
        std::erase_if(now, [&](const Watermarks& mark) {
            return std::ranges::find(unanswered, mark.partition, &Watermarks::partition) == unanswered.end();
        });
        return timesOf(isolation).offsetsAtTime(topic, now, time);
    });
    if (!sampled)
        return forward(sampled);
    for (const Position& position : *sampled)
        *std::ranges::find(answers, position.partition, &Position::partition) = position;
    return answers;
}

} // namespace driftwood::broker::rdkafka

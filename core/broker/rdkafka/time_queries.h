#pragma once

#include "broker/connection.h"
#include "broker/rdkafka/query_client.h"
#include "broker/rdkafka/time_lookup.h"

#include <map>
#include <mutex>
#include <vector>

namespace driftwood::broker::rdkafka {

/// A connection's answers to questions for offsets by time (Connection::offsetsAtTime()): the broker's time
/// index, checked by the records behind its answer, or a search where there is no index. Thread-safe.
class TimeQueries {
  public:
    /// Both must outlive this; the connection is asked for watermarks.
    TimeQueries(Connection& connection, QueryClient& query)
        : m_connection(connection)
        , m_query(query)
        , m_times(query.profile(), Isolation::ReadCommitted, query.timeout())
        , m_uncommittedTimes(query.profile(), Isolation::ReadUncommitted, query.timeout()) {}

    [[nodiscard]] Result<std::vector<Position>> offsetsAtTime(const TopicName& topic, TimestampMs time,
                                                              Isolation isolation);
    [[nodiscard]] Result<TimeTable> offsetsAtTimes(const TopicName& topic,
                                                   const std::vector<TimestampMs>& times);

  private:
    /// The broker's own answers to a time look-up, with -1 replaced: by the end if there is no younger
    /// record, by a search with sampled records if the broker has no time index.
    [[nodiscard]] Result<std::vector<Position>> indexed(Client& client, const TopicName& topic,
                                                        TimestampMs time, Isolation isolation,
                                                        const std::vector<Watermarks>& marks);
    /// The broker's answers for many times, several requested concurrently.
    [[nodiscard]] Result<std::vector<std::vector<Position>>> indexed(Client& client, const TopicName& topic,
                                                                     const std::vector<TimestampMs>& times,
                                                                     const std::vector<Watermarks>& marks);
    [[nodiscard]] TimeLookup& timesOf(Isolation isolation) {
        return isolation == Isolation::ReadCommitted ? m_times : m_uncommittedTimes;
    }
    [[nodiscard]] Result<bool> hasTimeIndex(Client& client, const TopicName& topic,
                                            const std::vector<Watermarks>& filled);

    Connection& m_connection;
    QueryClient& m_query;
    TimeLookup m_times;
    TimeLookup m_uncommittedTimes;
    std::mutex m_mutex;
    std::map<TopicName, bool> m_timeIndex; ///< whether the broker has a time index for the topic, once known
};

} // namespace driftwood::broker::rdkafka

#pragma once

#include "base/result.h"
#include "broker/profile/connection_profile.h"
#include "broker/ranges.h"
#include "broker/record_sampler.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::broker::rdkafka {

/// Finds offsets by time by reading records, if the broker has no time index or its answer is a record
/// stamped later than those that follow it (the index only knows the first record that reaches a time, so one
/// timestamp from the future hides all that follow). Bisects with samples, each the median of a few records,
/// down to a small window that is read completely. Records are judged by orderTime (base/order_time.h), so a
/// wrong clock does no harm. Preceding windows are read while they hold a younger record, so timestamps may
/// be out of order by up to kWindow records per partition. Samples are kept, because a record's time does not
/// change. Thread-safe; one look-up at a time.
class TimeLookup {
  public:
    static constexpr std::int64_t kWindow = 512;

    TimeLookup(ConnectionProfile profile, Isolation isolation, std::chrono::milliseconds timeout)
        : m_profile(std::move(profile))
        , m_isolation(isolation)
        , m_timeout(timeout) {}

    /// For each partition the first offset of [low, high) whose order time is >= time; high when there is
    /// none. At most one entry per partition.
    [[nodiscard]] Result<std::vector<Position>>
    offsetsAtTime(const TopicName& topic, const std::vector<Watermarks>& marks, TimestampMs time);

    /// A record with its timestamp and its order time.
    struct Judged {
        Position at;
        TimestampMs stamped;
        TimestampMs placed;
    };
    /// The first record of each range, judged by the records after it in the range; nothing if it is empty.
    [[nodiscard]] Result<std::vector<std::optional<Judged>>> judge(const TopicRanges& ranges);

  private:
    using Times = std::map<Offset, TimestampMs>; ///< order times of one partition
    struct Search;

    [[nodiscard]] RecordSampler& sampler();
    [[nodiscard]] Status bisect(const TopicName& topic, std::vector<Search>& searches, TimestampMs time);
    [[nodiscard]] Status readWindows(const TopicName& topic, std::vector<Search>& searches, TimestampMs time);

    ConnectionProfile m_profile;
    Isolation m_isolation;
    std::chrono::milliseconds m_timeout;
    std::mutex m_mutex;
    std::optional<RecordSampler> m_sampler; ///< made by the first look-up
    std::map<std::pair<TopicName, PartitionId>, Times> m_known;
};

} // namespace driftwood::broker::rdkafka

#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/record_sampler.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace driftwood::broker::rdkafka {

/// Finds offsets by time where the broker has no time index, by reading records: bisection over samples down
/// to a small window, which is then read whole. Windows before it are read as long as they still hold a
/// younger record, so timestamps may be out of order by up to kWindow records a partition and the answer is
/// still the first record at or after the time. Samples are remembered: what a record's time was does not
/// change. Thread-safe; one look-up at a time.
class TimeLookup {
  public:
    static constexpr std::int64_t kWindow = 512;

    TimeLookup(ConnectionProfile profile, std::chrono::milliseconds timeout)
        : m_profile(std::move(profile))
        , m_timeout(timeout) {}

    /// For each partition the first offset of [low, high) whose timestamp is >= time; high when there is
    /// none.
    [[nodiscard]] Result<std::vector<Position>>
    offsetsAtTime(const TopicName& topic, const std::vector<Watermarks>& marks, TimestampMs time);

  private:
    using Samples = std::map<Offset, TimestampMs>; ///< of one partition
    struct Search;

    void remember(Samples& samples, const RecordSampler::Sample& sample) const;
    [[nodiscard]] Status bisect(const TopicName& topic, std::vector<Search>& searches, TimestampMs time);
    [[nodiscard]] Status readWindows(const TopicName& topic, std::vector<Search>& searches, TimestampMs time);

    ConnectionProfile m_profile;
    std::chrono::milliseconds m_timeout;
    std::mutex m_mutex;
    std::unique_ptr<RecordSampler> m_sampler; ///< opened at the first look-up
    std::map<std::pair<TopicName, PartitionId>, Samples> m_samples;
};

} // namespace driftwood::broker::rdkafka

#pragma once

#include "base/ids.h"
#include "records/record_batch.h"

#include <chrono>
#include <deque>
#include <optional>

namespace driftwood::monitoring {

/// The silence of a topic.
struct Silence {
    std::chrono::milliseconds since{0}; ///< time without records
    std::chrono::milliseconds usual{0}; ///< the longest among the last kGaps pauses
};

/// Detects that a topic has had no records for much longer than usual:
/// kTimes the longest recent pause between its records, by arrival or by timestamp, and at least kLeast.
/// Without records nothing is known to be usual.
class SilenceWatch {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kGaps = 1000;
    static constexpr int kTimes = 3;
    static constexpr std::chrono::milliseconds kLeast{10'000};
    /// Number of pauses needed to know what is usual.
    static constexpr std::size_t kLeastGaps = 5;

    /// `wall` is the time of day: timestamps later than that are ignored.
    void add(const records::RecordBatch& rows, Clock::time_point now, TimestampMs wall);
    [[nodiscard]] std::optional<Silence> at(Clock::time_point now) const;

  private:
    void note(std::chrono::milliseconds gap);

    std::optional<Clock::time_point> m_last;
    std::int64_t m_newestMs = -1; ///< newest timestamp of a record
    std::deque<std::int64_t> m_gapsMs;
};

} // namespace driftwood::monitoring

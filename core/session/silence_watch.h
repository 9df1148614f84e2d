#pragma once

#include "base/ids.h"
#include "records/record_batch.h"

#include <chrono>
#include <deque>
#include <optional>

namespace driftwood::session {

/// A topic that has fallen silent.
struct Silence {
    std::chrono::milliseconds since{0}; ///< how long nothing has come
    std::chrono::milliseconds usual{0}; ///< the longest pause among the last kGaps
};

/// Notices that a topic has had no records for much longer than usual: kTimes the longest pause there was
/// between its last records, as they came or as they say they were written, and at least kLeast. Of a topic
/// that nothing was read from nobody knows what is usual.
class SilenceWatch {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::size_t kGaps = 1000;
    static constexpr int kTimes = 3;
    static constexpr std::chrono::milliseconds kLeast{10'000};
    /// Fewer pauses tell nothing of what is usual.
    static constexpr std::size_t kLeastGaps = 5;

    /// `wall` is the time of day: what says it was written later than that is not believed.
    void add(const records::RecordBatch& rows, Clock::time_point now, TimestampMs wall);
    [[nodiscard]] std::optional<Silence> at(Clock::time_point now) const;

  private:
    void note(std::chrono::milliseconds gap);

    std::optional<Clock::time_point> m_last;
    std::int64_t m_newestMs = -1; ///< that a record was written
    std::deque<std::int64_t> m_gapsMs;
};

} // namespace driftwood::session

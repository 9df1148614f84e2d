#pragma once

#include "base/ids.h"
#include "base/random.h"

#include <optional>

namespace driftwood::demo {

/// Generates the times of a topic's records at a mean rate,
/// with gaps between half and one and a half times the mean.
class EventClock {
  public:
    EventClock(double recordsPerSecond, std::uint64_t seed)
        : m_rate(recordsPerSecond)
        , m_random(seed) {}

    void setRate(double recordsPerSecond) {
        if (recordsPerSecond == m_rate)
            return;
        m_rate = recordsPerSecond;
        m_next.reset();
    }

    /// Calls `happen(TimestampMs)` for every event in [from, to), in order.
    template <class Happen>
    void advance(TimestampMs from, TimestampMs to, Happen&& happen) {
        if (!(m_rate > 0.0))
            return;
        if (!m_next)
            m_next = static_cast<double>(from.value) + gapMs();
        while (*m_next < static_cast<double>(to.value)) {
            happen(TimestampMs(static_cast<std::int64_t>(*m_next)));
            *m_next += gapMs();
        }
    }

  private:
    double gapMs() { return 1000.0 / m_rate * (0.5 + m_random.uniform()); }

    double m_rate;
    SeededRandom m_random;
    std::optional<double> m_next; ///< milliseconds since 1970
};

} // namespace driftwood::demo

#pragma once

#include "base/ids.h"

#include <chrono>

namespace driftwood {

/// The source of the current time, so that a test or a replay can supply its own.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimestampMs now() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] TimestampMs now() const override;
};

/// A clock that changes only through advance().
class ManualClock final : public Clock {
  public:
    explicit ManualClock(TimestampMs start)
        : m_now(start) {}
    [[nodiscard]] TimestampMs now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = TimestampMs(m_now.value + by.count()); }

  private:
    TimestampMs m_now;
};

/// "2026-05-01T14:30:00.123Z"; a year of more than four digits has a sign, as ISO 8601 requires.
[[nodiscard]] std::string formatIso8601(TimestampMs time);

} // namespace driftwood

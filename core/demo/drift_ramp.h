#pragma once

#include "base/ids.h"

#include <algorithm>
#include <optional>

namespace driftwood::demo {

/// Progress of a drift: 0 before it begins, 1 after its ramp, linear in between.
class DriftRamp {
  public:
    explicit DriftRamp(double rampSeconds)
        : m_rampMs(rampSeconds * 1000.0) {}

    void start(TimestampMs at) {
        if (!m_start)
            m_start = at;
    }
    [[nodiscard]] double at(TimestampMs time) const {
        if (!m_start || time < *m_start)
            return 0.0;
        if (m_rampMs <= 0.0)
            return 1.0;
        return std::min(1.0, static_cast<double>(time - *m_start) / m_rampMs);
    }

  private:
    double m_rampMs;
    std::optional<TimestampMs> m_start;
};

} // namespace driftwood::demo

#pragma once

#include "base/ids.h"

#include <cmath>
#include <numbers>

namespace driftwood::demo {

inline constexpr std::int64_t kMsPerHour = 3'600'000;
inline constexpr std::int64_t kMsPerDay = 24 * kMsPerHour;

/// Hour of the day in UTC, with fraction: [0, 24).
[[nodiscard]] inline double hourOfDay(TimestampMs time) {
    const std::int64_t ms = ((time.value % kMsPerDay) + kMsPerDay) % kMsPerDay;
    return static_cast<double>(ms) / static_cast<double>(kMsPerHour);
}

/// A cosine over the day with its maximum `amplitude` at `peakHour`.
struct DayRhythm {
    double amplitude = 0.0;
    double peakHour = 0.0;

    [[nodiscard]] double at(TimestampMs time) const {
        return amplitude * std::cos((hourOfDay(time) - peakHour) * (2.0 * std::numbers::pi / 24.0));
    }
};

} // namespace driftwood::demo

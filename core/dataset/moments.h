#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace driftwood::dataset {

/// Mean and population standard deviation of finite numbers; NaN when there are none.
struct Moments {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double standardDeviation = std::numeric_limits<double>::quiet_NaN();
};

/// Uses two passes over differences from the first value, so that neither large values close together nor
/// values near the largest double lose precision (Chan, Golub and LeVeque 1983). The mean lies between the
/// smallest and the largest value, and equal values give exactly 0. Integers beyond 2^53 are exact.
[[nodiscard]] Moments momentsOf(std::span<const double> values);
[[nodiscard]] Moments momentsOf(std::span<const std::int64_t> values);

} // namespace driftwood::dataset

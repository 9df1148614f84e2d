#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace driftwood {

/// Count, mean and spread of a sequence of numbers in one pass (Welford 1962), which can be merged (Chan,
/// Golub and LeVeque 1983).
struct Moments {
    std::int64_t count = 0;
    double mean = 0.0;
    double squares = 0.0; ///< sum of squared deviations from the mean

    void add(double value); ///< ignores a value that is not finite
    void add(const Moments& other);
    /// NaN when there are no values.
    [[nodiscard]] double value() const;
    /// Population standard deviation (divides by the count); 0 when there are no values.
    [[nodiscard]] double standardDeviation() const;
    bool operator==(const Moments&) const = default;
};

/// Mean and population standard deviation of finite numbers; NaN when there are none.
struct MeanAndDeviation {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double standardDeviation = std::numeric_limits<double>::quiet_NaN();
};

/// Uses two passes over differences from the first value, so that neither large values close together nor
/// values near the largest double lose precision (Chan, Golub and LeVeque 1983). The mean lies between the
/// smallest and the largest value, and equal values give exactly 0. Integers beyond 2^53 are exact.
[[nodiscard]] MeanAndDeviation exactMoments(std::span<const double> values);
[[nodiscard]] MeanAndDeviation exactMoments(std::span<const std::int64_t> values);

} // namespace driftwood

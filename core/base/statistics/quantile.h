#pragma once

#include <cstddef>
#include <vector>

namespace driftwood {

/// Quantiles with linear interpolation (Hyndman and Fan's type 7), rounded as numpy does, which is monotonous
/// and exact at both ends. q in [0, 1]; NaN for no values.
[[nodiscard]] double quantile(std::vector<double> values, double q);
/// Without a copy; reorders the values.
[[nodiscard]] double quantileReordering(std::vector<double>& values, double q);

/// The value at `fraction` of the way from one value to the next one.
[[nodiscard]] double interpolated(double below, double above, double fraction);

/// The value at a position among sorted values, between two of them by linear interpolation; values that need
/// not be sorted and are reordered, after `smaller` left out ones that are not above any of them.
[[nodiscard]] double interpolatedAt(double position, std::size_t smaller, std::vector<double>& values);

/// The quantile of values that are sorted already and not empty.
template <class T>
[[nodiscard]] double quantileOfSorted(const std::vector<T>& sorted, double q) {
    const double position = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = below + 1 < sorted.size() ? below + 1 : below;
    return interpolated(static_cast<double>(sorted[below]), static_cast<double>(sorted[above]),
                        position - static_cast<double>(below));
}

} // namespace driftwood

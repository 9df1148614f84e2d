#pragma once

#include "features/feature_spec.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace driftwood::features {

/// Count, mean, spread and extremes of numbers seen one after another, without keeping them (Welford 1962).
/// The one place where shift and scale of an input are computed, over a whole split or row by row alike.
struct RunningMoments {
    std::int64_t count = 0;
    double mean = 0.0;
    double squares = 0.0; ///< sum of squared deviations from the mean
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    bool operator==(const RunningMoments&) const = default;

    /// A value that is not finite is left out.
    void add(double value) {
        if (!std::isfinite(value))
            return;
        ++count;
        const double fromOldMean = value - mean;
        mean += fromOldMean / static_cast<double>(count);
        squares += fromOldMean * (value - mean);
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
    }

    /// Of the population (divided by the count), 0 when nothing was seen.
    [[nodiscard]] double standardDeviation() const {
        return count > 0 ? std::sqrt(squares / static_cast<double>(count)) : 0.0;
    }
};

/// output = (x - shift) * scale. Scale 0 where the values are all the same, or so large that their spread is
/// not a finite number.
struct Affine {
    double shift = 0.0;
    double scale = 1.0;
};
[[nodiscard]] Affine affineOf(Transform transform, const RunningMoments& moments);

} // namespace driftwood::features

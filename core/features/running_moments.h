#pragma once

#include "base/result.h"
#include "base/statistics/moments.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace driftwood::features {

/// Moments and extremes of a sequence of numbers. Every shift and scale of an input is computed here, for a
/// whole split and row by row alike.
struct RunningMoments : Moments {
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    bool operator==(const RunningMoments&) const = default;

    /// Ignores values that are not finite.
    void add(double value) {
        if (!std::isfinite(value))
            return;
        Moments::add(value);
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
    }
};

struct FieldRows;
/// The moments of a field's numbers.
[[nodiscard]] RunningMoments momentsOf(const FieldRows& rows);

/// output = (x - shift) * scale.
struct Affine {
    double shift = 0.0;
    double scale = 1.0;
};
/// Scale is 1 / spread, and 0 when all values are equal or so large that their spread is not finite.
[[nodiscard]] Affine dividedBy(double shift, double spread);
/// InvalidArgument, with the extremes, for values so far apart that their spread is not finite: scaled, all
/// of them would be 0. Equal values are no such.
[[nodiscard]] Status checkSpread(const RunningMoments& moments, const Affine& affine,
                                 const std::string& path);
/// To a mean of 0 and a standard deviation of 1; to 0 before there are values.
[[nodiscard]] Affine standardizing(const RunningMoments& moments);

} // namespace driftwood::features

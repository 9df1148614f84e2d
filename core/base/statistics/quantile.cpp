#include "base/statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood {

double interpolated(double below, double above, double fraction) {
    if (fraction == 0.0) // also where the next value is infinite
        return below;
    const double step = above - below;
    if (!std::isfinite(step)) // farther apart than a double holds
        return std::lerp(below, above, fraction);
    return fraction < 0.5 ? below + fraction * step : above - (1.0 - fraction) * step;
}

double interpolatedAt(double position, std::size_t smaller, std::vector<double>& values) {
    const auto lower = static_cast<std::size_t>(position);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(lower - smaller);
    std::nth_element(values.begin(), at, values.end());
    const double fraction = position - static_cast<double>(lower);
    return fraction == 0.0 ? *at : interpolated(*at, *std::min_element(at + 1, values.end()), fraction);
}

double quantileReordering(std::vector<double>& values, double q) {
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return interpolatedAt(q * static_cast<double>(values.size() - 1), 0, values);
}

double quantile(std::vector<double> values, double q) { return quantileReordering(values, q); }

} // namespace driftwood

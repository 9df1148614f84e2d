#include "drift/change_point.h"

#include <cmath>
#include <vector>

namespace driftwood::drift {
namespace {

/// Evidence that an old part precedes: a window new throughout reaches it once in e^7 (Wald's inequality).
constexpr double kClearlyOld = 7.0;
/// Among beginnings whose log-likelihood is within this of the best, the last one is used.
constexpr double kAsLikely = 3.0;

} // namespace

std::size_t changePoint(std::span<const double> logRatios) {
    double sum = 0.0;
    double least = 0.0;
    for (const double ratio : logRatios) {
        sum += ratio;
        least = std::fmin(least, sum);
    }
    if (least > -kClearlyOld)
        return 0;
    sum = 0.0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < logRatios.size(); ++i) {
        sum += logRatios[i];
        if (sum <= least + kAsLikely)
            at = i + 1;
    }
    // The result must lie within the window: a change after its last record is placed at that record.
    return at < logRatios.size() ? at : logRatios.size() - 1;
}

std::size_t changePointOfMean(std::span<const double> values, double before, double now) {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        sum += value;
        ++count;
    }
    const double mean = sum / count;
    for (const double value : values)
        if (std::isfinite(value))
            squares += (value - mean) * (value - mean);
    if (count < 2.0 || squares <= 0.0 || now <= before)
        return 0;
    const double perVariance = (now - before) / (squares / (count - 1.0));
    std::vector<double> ratios;
    ratios.reserve(values.size());
    for (const double value : values)
        ratios.push_back(std::isfinite(value) ? perVariance * (value - (before + now) / 2.0) : 0.0);
    return changePoint(ratios);
}

} // namespace driftwood::drift

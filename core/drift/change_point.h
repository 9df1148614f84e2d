#pragma once

#include <cstddef>
#include <span>

namespace driftwood::drift {

/// The position in a window where something new begins.
/// `logRatios` is, per record, the natural logarithm of the likelihood ratio of new against old.
/// The result is the last record at which the change may plausibly have begun, so that what follows is new;
/// 0 when no clearly old part precedes. Page's CUSUM (1954), evaluated backwards.
[[nodiscard]] std::size_t changePoint(std::span<const double> logRatios);

/// The same for a mean that rose from `before` to `now`, assuming normal values with the window's own
/// variance. NaN values are ignored.
[[nodiscard]] std::size_t changePointOfMean(std::span<const double> values, double before, double now);

} // namespace driftwood::drift

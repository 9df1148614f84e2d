#pragma once

#include <cstddef>
#include <span>

namespace driftwood::drift {

/// Where in a window something new begins, from how much likelier each of its records is under the new than
/// under the old (natural logarithm of the likelihood ratio): the last record at which it may well have
/// begun, so that what follows is new. 0 where nothing clearly old comes before. Page's CUSUM (1954), looked
/// at backwards.
[[nodiscard]] std::size_t changePoint(std::span<const double> logRatios);

/// The same where it is the mean of values that rose from `before` to `now`, of normal values with the
/// window's own variance. A NaN says nothing.
[[nodiscard]] std::size_t changePointOfMean(std::span<const double> values, double before, double now);

} // namespace driftwood::drift

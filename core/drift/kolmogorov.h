#pragma once

#include <cstdint>

namespace driftwood::drift {

/// The probability that the empirical distribution of n values differs by at least `distance` from the
/// distribution they were drawn from (Kolmogorov's two-sided statistic D_n), for n >= 1. It is for this n,
/// not the limit, which is off by some per cent at a few hundred values. Methods are chosen as by Simard and
/// L'Ecuyer (2011) and scipy.stats.kstwo, simplified: exact for n <= 140, for small distances and in the
/// tail, Pelz and Good's expansion in between.
[[nodiscard]] double kolmogorovSurvival(std::int64_t n, double distance);

} // namespace driftwood::drift

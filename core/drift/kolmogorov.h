#pragma once

#include <cstdint>

namespace driftwood::drift {

/// The chance that the empirical distribution of n draws is anywhere at least `distance` from the one they
/// were drawn from (Kolmogorov's two-sided statistic D_n), for n >= 1. For this n, not for its limit: the
/// limit is off by some per cent at a few hundred draws. The same choice of methods as Simard and L'Ecuyer
/// (2011) and scipy.stats.kstwo, simplified: exact for n <= 140, for small distances and in the tail, Pelz
/// and Good's expansion between.
[[nodiscard]] double kolmogorovSurvival(std::int64_t n, double distance);

} // namespace driftwood::drift

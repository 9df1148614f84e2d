#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::drift {

/// A test's statistic and p-value (the probability of at least this difference by chance).
struct TestResult {
    double statistic = 0.0;
    double pValue = 1.0;
};

/// Population stability index over bins: sum((c - r) * ln(c / r)) of the shares. An empty share counts as
/// 1e-4 (Evidently's convention), so that an empty bin does not make it infinite.
[[nodiscard]] double psi(std::span<const std::int64_t> referenceCounts,
                         std::span<const std::int64_t> currentCounts);

/// PSI of numbers over `bins` equally filled bins of the sorted reference, cut at its quantiles (numpy's
/// linear ones), upper edge included, open at both ends. A value that is several quantiles at once (a
/// constant, a flag) gets its own bin, so that a shift to either side is detected.
[[nodiscard]] double psiNumeric(std::span<const double> sortedReference, std::span<const double> current,
                                int bins = 10);

/// Two-sided two-sample Kolmogorov–Smirnov test on sorted samples. The p-value is that of
/// scipy.stats.ks_2samp(method="asymp"), for n·m/(n+m) values. 0 and 1 when a sample is empty.
[[nodiscard]] TestResult kolmogorovSmirnov(std::span<const double> sortedA, std::span<const double> sortedB);

/// χ² test of homogeneity on a 2 × k table without continuity correction (scipy.stats.chi2_contingency with
/// correction=False); skips categories empty in both. 0 and 1 when a row is empty.
[[nodiscard]] TestResult chiSquare(std::span<const std::int64_t> referenceCounts,
                                   std::span<const std::int64_t> currentCounts);

} // namespace driftwood::drift

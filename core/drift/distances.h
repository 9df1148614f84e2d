#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace driftwood::drift {

/// A test's statistic and its p-value (the chance of seeing this much difference without any).
struct TestResult {
    double statistic = 0.0;
    double pValue = 1.0;
};

/// Population stability index over bins: sum((c - r) * ln(c / r)) of the shares; an empty share counts as
/// 1e-4 (Evidently's convention), so that one empty bin is not infinite.
[[nodiscard]] double psi(std::span<const std::int64_t> referenceCounts,
                         std::span<const std::int64_t> currentCounts);

/// PSI of numbers over `bins` equally filled bins of the sorted reference, open at both ends: cut at its
/// quantiles (numpy's linear ones), upper edge included. A value that is several quantiles at once (a
/// constant, a flag) is a bin of its own, so that a move to either side of it is seen.
[[nodiscard]] double psiNumeric(std::span<const double> sortedReference, std::span<const double> current,
                                int bins = 10);

/// Two-sample Kolmogorov–Smirnov on sorted samples, two-sided. The p-value is that of
/// scipy.stats.ks_2samp(method="asymp"): of one sample of n·m/(n+m) values. 0 and 1 when a sample is empty.
[[nodiscard]] TestResult kolmogorovSmirnov(std::span<const double> sortedA, std::span<const double> sortedB);

/// χ² of homogeneity on a 2 × k table of counts without continuity correction (scipy.stats.chi2_contingency
/// with correction=False); categories empty in both are left out. 0 and 1 when a row is empty.
[[nodiscard]] TestResult chiSquare(std::span<const std::int64_t> referenceCounts,
                                   std::span<const std::int64_t> currentCounts);

} // namespace driftwood::drift

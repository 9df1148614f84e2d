#pragma once

namespace driftwood::drift {

/// Regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a) for a > 0, x >= 0: the series below x
/// = a + 1 and the continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31), so that both converge
/// fast. Relative error below 1e-11 for a up to some thousands.
[[nodiscard]] double upperGammaRatio(double a, double x);

/// The probability that a χ² variable with this many degrees of freedom exceeds x; 1 for no degrees.
[[nodiscard]] double chiSquareSurvival(double x, int degreesOfFreedom);

} // namespace driftwood::drift

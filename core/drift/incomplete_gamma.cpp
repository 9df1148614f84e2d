#include "drift/incomplete_gamma.h"

#include <cmath>
#include <limits>

namespace driftwood::drift {
namespace {

constexpr double kPrecision = std::numeric_limits<double>::epsilon();
constexpr int kMostTerms = 100'000; // guards against endless loops: both converge in about sqrt(a) terms

/// x^a e^-x / Γ(a), computed with logarithms because each factor alone would overflow.
double prefactor(double a, double x) { return std::exp(a * std::log(x) - x - std::lgamma(a)); }

/// P(a, x) = prefactor · Σ x^n / (a (a+1) … (a+n)).
double lowerBySeries(double a, double x) {
    double term = 1.0 / a;
    double sum = term;
    for (int n = 1; n < kMostTerms && term > sum * kPrecision; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return prefactor(a, x) * sum;
}

/// Q(a, x) = prefactor / (x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …))), evaluated forwards by Lentz's method.
/// For x > a + 1 no denominator becomes 0.
double upperByFraction(double a, double x) {
    double b = x + 1.0 - a;
    double c = std::numeric_limits<double>::max();
    double d = 1.0 / b;
    double value = d;
    for (int n = 1; n < kMostTerms; ++n) {
        const double numerator = -n * (n - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        const double factor = c * d;
        value *= factor;
        if (std::abs(factor - 1.0) <= kPrecision)
            break;
    }
    return prefactor(a, x) * value;
}

} // namespace

double upperGammaRatio(double a, double x) {
    if (x <= 0.0)
        return 1.0;
    return x < a + 1.0 ? 1.0 - lowerBySeries(a, x) : upperByFraction(a, x);
}

double chiSquareSurvival(double x, int degreesOfFreedom) {
    return degreesOfFreedom > 0 ? upperGammaRatio(0.5 * degreesOfFreedom, 0.5 * x) : 1.0;
}

} // namespace driftwood::drift

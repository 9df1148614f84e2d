#include "drift/kolmogorov.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace driftwood::drift {
namespace {

using std::numbers::pi;

/// The probability that the empirical distribution exceeds the true one by `d` somewhere (Birnbaum and Tingey
/// 1951): d Σ_j C(n,j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j) over j <= n(1-d). All terms are positive, so
/// nothing cancels; binomials are computed with logarithms.
double oneSidedSurvival(std::int64_t n, double d) {
    const auto size = static_cast<double>(n);
    double logBinomial = 0.0;
    double sum = 0.0;
    for (std::int64_t j = 0; j < n; ++j) {
        const auto step = static_cast<double>(j);
        const double below = d + step / size;
        const double above = 1.0 - below;
        if (above <= 0.0)
            break;
        sum += std::exp(logBinomial + (step - 1.0) * std::log(below) + (size - step) * std::log(above));
        logBinomial += std::log((size - step) / (step + 1.0));
    }
    return std::min(1.0, d * sum);
}

/// Square matrix, row-major, of the size the small case needs.
class Matrix {
  public:
    explicit Matrix(std::size_t size)
        : m_size(size)
        , m_values(size * size, 0.0) {}
    double& at(std::size_t row, std::size_t column) { return m_values[row * m_size + column]; }
    [[nodiscard]] double at(std::size_t row, std::size_t column) const {
        return m_values[row * m_size + column];
    }
    [[nodiscard]] Matrix times(const Matrix& other) const {
        Matrix product(m_size);
        for (std::size_t i = 0; i < m_size; ++i)
            for (std::size_t k = 0; k < m_size; ++k)
                for (std::size_t j = 0; j < m_size; ++j)
                    product.at(i, j) += at(i, k) * other.at(k, j);
        return product;
    }
    void scale(double factor) {
        for (double& value : m_values)
            value *= factor;
    }

  private:
    std::size_t m_size;
    std::vector<double> m_values;
};

/// P(D_n < d) exactly, as n!/n^n times an entry of the n-th power of Durbin's matrix (Marsaglia, Tsang and
/// Wang 2003). The matrix is scaled by the n-th root of that factor, about 1/e, so that no power overflows.
double exactCdf(std::int64_t n, double d) {
    const double scaled = static_cast<double>(n) * d;
    const auto k = static_cast<std::size_t>(scaled) + 1;
    const std::size_t size = 2 * k - 1;
    const double h = static_cast<double>(k) - scaled;

    Matrix step(size);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < std::min(i + 2, size); ++j)
            step.at(i, j) = 1.0;
    for (std::size_t i = 0; i < size; ++i) {
        step.at(i, 0) -= std::pow(h, static_cast<double>(i + 1));
        step.at(size - 1, i) -= std::pow(h, static_cast<double>(size - i));
    }
    if (h > 0.5)
        step.at(size - 1, 0) += std::pow(2.0 * h - 1.0, static_cast<double>(size));
    double logFactor = 0.0;
    for (std::int64_t i = 1; i < n; ++i)
        logFactor += std::log(static_cast<double>(i) / static_cast<double>(n));
    const double root = std::exp(logFactor / static_cast<double>(n));
    double factorial = 1.0;
    for (std::size_t difference = 1; difference <= size; ++difference) {
        factorial *= static_cast<double>(difference);
        for (std::size_t i = difference - 1; i < size; ++i)
            step.at(i, i + 1 - difference) /= factorial;
    }
    step.scale(root);

    Matrix power(size);
    for (std::size_t i = 0; i < size; ++i)
        power.at(i, i) = 1.0;
    for (auto left = static_cast<std::uint64_t>(n); left > 0; left /= 2) {
        if (left % 2 == 1)
            power = power.times(step);
        if (left > 1)
            step = step.times(step);
    }
    return power.at(k - 1, k - 1);
}

/// P(D_n < d) by Pelz and Good's expansion (1976) around the limit: K0(z) + K1(z)/√n + K2(z)/n + K3(z)/n√n
/// with z = √n d, in the form that converges fast for small z.
double expandedCdf(std::int64_t n, double d) {
    const double root = std::sqrt(static_cast<double>(n));
    const double z = root * d;
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double z6 = z4 * z2;
    const double z8 = z4 * z4;
    double k0 = 0.0;
    double k1 = 0.0;
    double k2 = 0.0;
    double k3 = 0.0;
    constexpr int terms = 20; // for z below 1.5 the last term is below 1e-300
    for (int k = terms; k >= 0; --k) {
        const double h = pi * (k + 0.5); // ±(k + 1/2): each term occurs twice
        const double h2 = h * h;
        const double weight = 2.0 * std::exp(-h2 / (2.0 * z2));
        k0 += weight;
        k1 += weight * (h2 - z2);
        k2 += weight * (6.0 * z6 + 2.0 * z4 + h2 * (2.0 * z4 - 5.0 * z2) + h2 * h2 * (1.0 - 2.0 * z2));
        k3 += weight * (h2 * h2 * h2 * (5.0 - 30.0 * z2) + h2 * h2 * (-60.0 * z2 + 212.0 * z4) +
                        h2 * (135.0 * z4 - 96.0 * z6) - (30.0 * z6 + 90.0 * z8));
    }
    double k2Whole = 0.0;
    double k3Whole = 0.0;
    for (int k = terms; k >= 1; --k) {
        const double h = pi * k;
        const double h2 = h * h;
        const double weight = 2.0 * std::exp(-h2 / (2.0 * z2));
        k2Whole += weight * h2;
        k3Whole += weight * (3.0 * h2 * z2 - h2 * h2);
    }
    const double half = std::sqrt(pi / 2.0);
    k0 *= half / z;
    k1 *= half / (6.0 * z4);
    k2 = half * (k2 / (72.0 * z6 * z) - k2Whole / (36.0 * z2 * z));
    k3 = half * (k3 / (6480.0 * z8 * z2) + k3Whole / (216.0 * z6));
    return k0 + (k1 + (k2 + k3 / root) / root) / root;
}

} // namespace

double kolmogorovSurvival(std::int64_t n, double distance) {
    constexpr std::int64_t mostExact = 140;
    const auto size = static_cast<double>(n);
    if (distance >= 1.0)
        return 0.0;
    if (!(size * distance > 0.5))
        return 1.0; // the empirical distribution of n values is always at least 1/2n away
    // From here on the two one-sided events are practically exclusive (exactly so for distances from 1/2 on).
    const double squared = size * distance * distance;
    if (distance >= 0.5 || squared >= (n <= mostExact ? 4.0 : 2.2))
        return squared >= 370.0 ? 0.0 : std::min(1.0, 2.0 * oneSidedSurvival(n, distance));
    // The expansion is inaccurate far below the limit's median; there the exact method's matrix is small.
    const bool exact = n <= mostExact || size * std::pow(distance, 1.5) <= 1.4;
    const double cdf = exact ? exactCdf(n, distance) : expandedCdf(n, distance);
    return std::clamp(1.0 - cdf, 0.0, 1.0);
}

} // namespace driftwood::drift

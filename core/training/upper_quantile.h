#pragma once

#include <cstddef>
#include <vector>

namespace driftwood::training {

/// quantile() of values that come one by one, exactly: only those that can lie above it are kept. A high
/// quantile of many values thus takes little memory: .99 of ten million at most 1.6 MB instead of 80.
class UpperQuantile {
  public:
    /// q in [0, 1]; at most `most` values will come.
    UpperQuantile(double q, std::size_t most);

    /// Not NaN.
    void add(double value);
    /// The same number, to the bit, as quantile() of all values; NaN for no values.
    [[nodiscard]] double value() const;

  private:
    /// How many of so many values are at or above the quantile's lower neighbour.
    [[nodiscard]] std::size_t above(std::size_t count) const;
    void dropLower();

    double m_q;
    std::size_t m_kept; ///< of the largest values
    std::size_t m_count = 0;
    std::vector<double> m_largest;
};

} // namespace driftwood::training

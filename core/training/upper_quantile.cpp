#include "training/upper_quantile.h"

#include "base/statistics/quantile.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace driftwood::training {

UpperQuantile::UpperQuantile(double q, std::size_t most)
    : m_q(q)
    , m_kept(above(most) + 1) {} // one more than needed: the product may have been rounded

void UpperQuantile::add(double value) {
    if (m_largest.size() == 2 * m_kept)
        dropLower();
    m_largest.push_back(value);
    ++m_count;
}

double UpperQuantile::value() const {
    if (m_count == 0)
        return std::numeric_limits<double>::quiet_NaN();
    auto largest = m_largest;
    return interpolatedAt(m_q * static_cast<double>(m_count - 1), m_count - m_largest.size(), largest);
}

std::size_t UpperQuantile::above(std::size_t count) const {
    return count == 0 ? 0 : count - static_cast<std::size_t>(m_q * static_cast<double>(count - 1));
}

void UpperQuantile::dropLower() {
    std::nth_element(m_largest.begin(), m_largest.begin() + static_cast<std::ptrdiff_t>(m_kept - 1),
                     m_largest.end(), std::greater<>());
    m_largest.resize(m_kept);
}

} // namespace driftwood::training

#include "base/random.h"

#include <cmath>
#include <numbers>
#include <sstream>

namespace driftwood {

double SeededRandom::normal() {
    const double u = 1.0 - uniform(); // in (0, 1]: the logarithm is finite
    const double v = uniform();
    return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

std::uint64_t SeededRandom::below(std::uint64_t bound) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    std::uint64_t value = m_engine();
    while (value >= limit)
        value = m_engine();
    return value % bound;
}

std::string SeededRandom::state() const {
    std::ostringstream out;
    out << m_engine;
    return out.str();
}

bool SeededRandom::restore(const std::string& state) {
    std::istringstream in(state);
    in >> m_engine;
    return !in.fail();
}

} // namespace driftwood

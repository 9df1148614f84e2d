#include "runs/loss_spikes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace driftwood::runs {
namespace {

constexpr double kWeight = 0.02; ///< weight of the newest step: averages over about fifty
constexpr int kAftermath = 50;   ///< steps

} // namespace

bool LossSpikes::add(double loss) {
    if (!std::isfinite(loss) || loss <= 0.0)
        return false;
    const double value = std::log(loss);
    if (m_seen++ == 0) {
        m_mean = value;
        return false;
    }
    const double above = value - m_mean;
    const bool spike = m_seen > kWarmUp && m_seen > m_quietUntil && m_found < kMost &&
                       above > std::max(kDeviations * std::sqrt(m_variance), std::numbers::ln2);
    if (spike) {
        ++m_found;
        m_quietUntil = m_seen + kAftermath;
        return true; // a spike does not update mean and variance
    }
    m_mean += kWeight * above;
    m_variance = (1.0 - kWeight) * (m_variance + kWeight * above * above);
    return false;
}

} // namespace driftwood::runs

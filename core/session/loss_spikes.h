#pragma once

#include <cstdint>

namespace driftwood::session {

/// Tells a batch whose loss stands out from the ones before it: more than kDeviations of the logarithm's
/// running deviation above its running mean, and at least twice that mean. The first kWarmUp steps, where the
/// loss falls quickly, only teach it what is usual.
class LossSpikes {
  public:
    static constexpr int kWarmUp = 100;
    static constexpr double kDeviations = 6.0;
    static constexpr int kMost = 20; ///< a run with more than that is noisy, not spiky

    /// Whether this step's loss is a spike. One that is not finite or not above zero is none.
    [[nodiscard]] bool add(double loss);

  private:
    double m_mean = 0.0; ///< of log(loss), exponentially weighted
    double m_variance = 0.0;
    std::int64_t m_seen = 0;
    std::int64_t m_quietUntil = 0; ///< a spike's aftermath is not another spike
    int m_found = 0;
};

} // namespace driftwood::session

#pragma once

#include <cstdint>

namespace driftwood::runs {

/// Detects a batch whose loss stands out from the preceding ones: more than kDeviations running standard
/// deviations above the running mean of the loss's logarithm, and at least twice that mean. The first kWarmUp
/// steps, where the loss falls quickly, only initialise mean and deviation.
class LossSpikes {
  public:
    static constexpr int kWarmUp = 100;
    static constexpr double kDeviations = 6.0;
    static constexpr int kMost = 20; ///< a run with more than that is noisy

    /// Whether this step's loss is a spike. A loss that is not finite or not positive is ignored.
    [[nodiscard]] bool add(double loss);

  private:
    double m_mean = 0.0; ///< of log(loss), exponentially weighted
    double m_variance = 0.0;
    std::int64_t m_seen = 0;
    std::int64_t m_quietUntil = 0; ///< suppresses spikes directly after a spike
    int m_found = 0;
};

} // namespace driftwood::runs

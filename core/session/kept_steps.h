#pragma once

#include "workspace/workspace.h"

#include <optional>
#include <vector>

namespace driftwood::session {

/// One training step as it is drawn while it happens.
struct StepReport {
    std::int64_t step = 0; ///< 1 for the first; incremental runs: records learned
    int epoch = 0;
    double loss = 0.0;
    double gradientNorm = 0.0; ///< NaN where there is none (incremental runs)
    double seconds = 0.0;      ///< of training so far, without pauses, over all sittings
};

/// Which steps of a run are kept for later, as the metrics "train/loss", "train/gradient_norm" and
/// "train/seconds": all of them in a short run. In a long one, of every few steps those with the smallest and
/// the largest value, so that no extreme is lost.
class KeptSteps {
  public:
    static constexpr std::int64_t kMost = 20000; ///< points of a metric, about

    explicit KeptSteps(std::int64_t totalSteps);

    /// Appends what is decided by now to `kept`, steps ascending.
    void add(const StepReport& step, std::vector<workspace::MetricRow>& kept);
    /// Decides about the steps since the last decision: at an epoch's end, before a stop.
    void flush(std::vector<workspace::MetricRow>& kept);

  private:
    std::int64_t m_width; ///< steps decided about together
    std::vector<StepReport> m_open;
};

} // namespace driftwood::session

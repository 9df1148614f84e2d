#pragma once

#include "workspace/workspace.h"

#include <optional>
#include <vector>

namespace driftwood::runs {

/// One training step as displayed during the run.
struct StepReport {
    std::int64_t step = 0; ///< 1 for the first; in one pass: number of records learned
    int epoch = 0;
    double loss = 0.0;
    double gradientNorm = 0.0; ///< NaN if there is none (in one pass)
    double seconds = 0.0;      ///< training time so far, without pauses, over all sessions
};

/// Selects the steps of a run that are stored, as the metrics "train/loss", "train/gradient_norm" and
/// "train/seconds": all of them in a short run. In a long one, of every few steps those with the smallest and
/// the largest value, so that no extreme is lost. An epoch ends a selection, unless it is shorter than one.
class KeptSteps {
  public:
    static constexpr std::int64_t kMost = 4000; ///< approximate number of points of a metric

    explicit KeptSteps(std::int64_t totalSteps);

    /// Appends the steps selected so far to `kept`, in ascending order.
    void add(const StepReport& step, std::vector<workspace::MetricRow>& kept);
    /// To be called after the step that ends an epoch.
    void endEpoch(std::vector<workspace::MetricRow>& kept);
    /// Selects among the steps since the last selection, and the last step in any case: at the run's end,
    /// before a stop.
    void flush(std::vector<workspace::MetricRow>& kept);

  private:
    void select(std::vector<workspace::MetricRow>& kept);
    void keepLoss(const StepReport& step, std::vector<workspace::MetricRow>& kept);
    void keepNorm(const StepReport& step, std::vector<workspace::MetricRow>& kept);

    std::int64_t m_width;          ///< number of steps per selection
    std::int64_t m_sinceEpoch = 0; ///< steps since the last epoch's end
    std::vector<StepReport> m_open;
    std::optional<StepReport> m_last;
    std::int64_t m_lossKept = 0; ///< step of the last loss that was selected
    std::int64_t m_normKept = 0;
};

} // namespace driftwood::runs

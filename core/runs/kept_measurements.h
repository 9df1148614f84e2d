#pragma once

#include "runs/curve.h"
#include "training/learners/learners.h"
#include "workspace/workspace.h"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace driftwood::runs {

/// Points that are removed from curves: those of each of these metrics at each of these steps.
struct DroppedPoints {
    std::vector<std::string> names;  ///< sorted
    std::vector<std::int64_t> steps; ///< ascending
    [[nodiscard]] bool has(const std::string& name, std::int64_t step) const;
};

/// Bounds what a run measures again and again: at the end of each epoch or, in one pass, every few rows.
/// Whenever there are more than kMost measurements, about half of them are dropped: of equal stretches of
/// steps those with the smallest and the largest loss remain, so that the best one is always kept. The first,
/// the last, and the one that the newest checkpoint continues from remain too. All metrics of a measurement
/// are kept or dropped together. KeptSteps bounds the losses of mini-batches.
class KeptMeasurements {
  public:
    static constexpr std::size_t kMost = 2000;
    /// A metric of step 0 that a run has once measurements were dropped.
    static constexpr const char* kThinned = "measurements/thinned";

    explicit KeptMeasurements(const training::LearnerType& learner);

    /// Notes metrics; other ones than those of measurements are ignored. Returns what is to be dropped.
    [[nodiscard]] std::optional<DroppedPoints> add(std::span<const workspace::MetricRow> metrics);
    /// A run that is resumed will continue after this step.
    void checkpointed(std::int64_t step);
    /// Starts again with the metrics that are stored up to the step of a checkpoint.
    [[nodiscard]] std::optional<DroppedPoints> goOnFrom(std::int64_t step,
                                                        std::span<const workspace::MetricRow> stored);

  private:
    [[nodiscard]] bool isMeasured(const workspace::MetricRow& metric) const;
    [[nodiscard]] DroppedPoints thin();

    std::string m_lossName;
    bool m_atEachStep; ///< then the loss of a step is a measurement like the others
    std::set<std::string> m_names;
    std::map<std::int64_t, double> m_losses; ///< by the step of the measurement; NaN: none
    std::optional<std::int64_t> m_checkpoint;
};

} // namespace driftwood::runs

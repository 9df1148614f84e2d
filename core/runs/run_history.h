#pragma once

#include "runs/curve.h"
#include "runs/kept_steps.h"
#include "runs/training_job.h"
#include "training/baselines.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::runs {

/// The end of an epoch, at whose step metrics were measured.
struct EpochEnd {
    int epoch = 0; ///< 1 for the first; every epoch has as many steps as the first
    std::int64_t step = 0;
    bool operator==(const EpochEnd&) const = default;
};

/// A batch with an outlying loss, and the record that contributed most to it.
struct LossSpike {
    std::int64_t step = 0;
    double loss = 0.0; ///< NaN or infinite for the step at which the loss was not finite
    RowPosition position;
};

/// All metrics of one run, updated live or read from the workspace afterwards. Both have the same points, of
/// a long run only some (KeptSteps, KeptMeasurements); a live one knows its newest step besides.
class RunHistory {
  public:
    /// The most points of loss(), gradientNorm() and seconds(): once there are more, half of them go.
    static constexpr std::size_t kMostPoints = 2 * KeptSteps::kMost;
    static constexpr const char* kEpochLoss = "train/epoch_loss";

    /// Adds reports of a running training. Those of a resumed run remove the steps after its checkpoint.
    void add(const TrainUpdate& update);
    /// Adds what the workspace has, sorted by name and step.
    void add(const std::vector<workspace::MetricRow>& stored);

    [[nodiscard]] const Curve& loss() const { return m_loss; }
    /// Whether loss() has about every loss that was measured, and not only extremes, which say nothing of
    /// their mean.
    [[nodiscard]] bool hasEveryStep() const;
    /// Whether all measurements are there, at the ends of all epochs or, in one pass, of every few rows.
    [[nodiscard]] bool hasEveryMeasurement() const { return !fact(KeptMeasurements::kThinned); }
    [[nodiscard]] const Curve& gradientNorm() const { return m_gradientNorm; }
    /// The norm at the newest step, even if gradientNorm() does not have it yet; empty for a run in one pass.
    [[nodiscard]] std::optional<double> lastGradientNorm() const;
    [[nodiscard]] const Curve& seconds() const { return m_seconds; } ///< training time so far
    /// The mean training loss of each epoch; empty for a run without epochs.
    [[nodiscard]] const Curve& epochLoss() const { return metric(kEpochLoss); }
    /// Any other metric by its name; empty if there is none.
    [[nodiscard]] const Curve& metric(const std::string& name) const;
    /// The loss of rows before they were learned; empty for a run with epochs.
    [[nodiscard]] const Curve& onePassLoss() const;
    [[nodiscard]] const std::vector<EpochEnd>& epochs() const { return m_epochs; }
    /// The names of the metrics that are measured at the end of an epoch: "train/epoch_loss",
    /// "validation/loss" …
    [[nodiscard]] std::vector<std::string> epochMetrics() const;
    [[nodiscard]] const std::vector<LossSpike>& spikes() const { return m_spikes; }
    /// Numbers recorded once: "rows/train", "network/parameters" …
    [[nodiscard]] std::optional<std::int64_t> fact(const std::string& name) const;

    [[nodiscard]] std::int64_t lastStep() const;
    /// Index into epochs() of the one with the smallest validation loss.
    [[nodiscard]] std::optional<std::size_t> bestEpoch() const { return m_best; }
    /// A curve's value at the best epoch; without a validation loss its last value.
    [[nodiscard]] std::optional<double> atBest(const std::string& metricName) const;
    /// The baselines on the validation rows, recorded before the first step.
    [[nodiscard]] training::Baselines baselines() const { return training::baselinesAmong(m_baselines); }
    /// 0 until an epoch has ended.
    [[nodiscard]] std::int64_t stepsPerEpoch() const;
    [[nodiscard]] std::optional<std::int64_t> notFiniteStep() const { return m_notFinite; }
    /// Increases when anything but the end of a curve has changed: appending readers must start again.
    [[nodiscard]] int generation() const { return m_rewrites + m_thinnings; }
    /// Increases when metrics that were there have changed, and not when only points were left out.
    [[nodiscard]] int rewrites() const { return m_rewrites; }

  private:
    void addMetric(const workspace::MetricRow& metric);
    void truncateAfter(double lastStep);
    void drop(const DroppedPoints& points);
    void addLoss(double atStep, double loss);
    void addTo(Curve& curve, double atStep, double value);
    /// Adds to one of the curves that have a value for every step.
    void addOfStep(Curve& curve, double atStep, double value);
    std::size_t epochEndingAt(std::int64_t step);
    void noteIfBest(std::size_t epoch);
    void findBest();

    Curve m_loss;
    Curve m_gradientNorm;
    Curve m_seconds;
    std::map<std::string, Curve> m_metrics;
    std::map<std::string, std::int64_t> m_facts;
    std::map<std::string, double> m_baselines; ///< with the names of training::addTo()
    std::vector<EpochEnd> m_epochs;
    std::vector<LossSpike> m_spikes;
    std::optional<StepReport> m_newest;      ///< as reported; nothing of a stored run
    std::optional<std::size_t> m_best;       ///< index into m_epochs
    std::optional<std::int64_t> m_notFinite; ///< step of the first loss that is not finite
    int m_rewrites = 0;
    int m_thinnings = 0;
};

} // namespace driftwood::runs

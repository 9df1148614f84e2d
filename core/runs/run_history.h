#pragma once

#include "runs/training_job.h"
#include "training/baselines.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::runs {

/// The values of one metric over a run's steps, in ascending order.
struct Curve {
    std::vector<double> step;
    std::vector<double> value;

    [[nodiscard]] bool empty() const { return step.empty(); }
    [[nodiscard]] std::size_t size() const { return step.size(); }
    /// The last value at or before a step; nothing before the first.
    [[nodiscard]] std::optional<double> at(double atStep) const;
    void append(double atStep, double newValue);
    void truncateAfter(double lastStep);
};

/// The step with the smallest validation loss, the first if equal; nothing if none is finite.
[[nodiscard]] std::optional<double> bestStep(const Curve& validationLoss);

/// Metrics at the end of an epoch.
struct EpochMetrics {
    int epoch = 0; ///< 1 for the first
    std::int64_t step = 0;
    std::map<std::string, double> values; ///< "train/epoch_loss", "validation/loss" …
};

/// A batch with an outlying loss, and the record that contributed most to it.
struct LossSpike {
    std::int64_t step = 0;
    double loss = 0.0; ///< NaN or infinite for the step at which the loss was not finite
    RowPosition position;
};

/// All metrics of one run, updated live or read from the workspace afterwards. Both give the same result,
/// except that a live history has every step and a stored one of a long run only the extremes (KeptSteps).
class RunHistory {
  public:
    /// Adds reports of a running training. Steps that an earlier session reported are replaced.
    void add(const TrainUpdate& update);
    /// Adds what the workspace has, sorted by name and step.
    void add(const std::vector<workspace::MetricRow>& stored);

    [[nodiscard]] const Curve& loss() const { return m_loss; }
    [[nodiscard]] const Curve& gradientNorm() const { return m_gradientNorm; }
    [[nodiscard]] const Curve& seconds() const { return m_seconds; } ///< training time so far
    /// Any other metric by its name; empty if there is none.
    [[nodiscard]] const Curve& metric(const std::string& name) const;
    /// The loss of rows before they were learned; empty for a run with epochs.
    [[nodiscard]] const Curve& onePassLoss() const;
    [[nodiscard]] const std::vector<EpochMetrics>& epochs() const { return m_epochs; }
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
    [[nodiscard]] int generation() const { return m_generation; }

  private:
    void addMetric(const workspace::MetricRow& metric);
    void truncateAfter(double lastStep);
    void addLoss(double atStep, double loss);
    EpochMetrics& epochEndingAt(std::int64_t step);
    void noteIfBest(std::size_t epoch);
    void findBest();

    Curve m_loss;
    Curve m_gradientNorm;
    Curve m_seconds;
    std::map<std::string, Curve> m_metrics;
    std::map<std::string, std::int64_t> m_facts;
    std::map<std::string, double> m_baselines; ///< with the names of training::addTo()
    std::vector<EpochMetrics> m_epochs;
    std::vector<LossSpike> m_spikes;
    std::optional<std::size_t> m_best;       ///< index into m_epochs
    std::optional<std::int64_t> m_notFinite; ///< step of the first loss that is not finite
    int m_generation = 0;
};

} // namespace driftwood::runs

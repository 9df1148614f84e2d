#pragma once

#include "session/training_job.h"
#include "training/baselines.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::session {

/// The values of one metric over the steps of a run, steps ascending.
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

/// The step at which a validation loss was smallest, the first of equals; nothing where none is finite.
[[nodiscard]] std::optional<double> bestStep(const Curve& validationLoss);

/// What was measured at the end of an epoch.
struct EpochMetrics {
    int epoch = 0; ///< 1 for the first
    std::int64_t step = 0;
    std::map<std::string, double> values; ///< "train/epoch_loss", "validation/loss" …
};

/// A batch whose loss stood out, and the record that had the largest part in it.
struct LossSpike {
    std::int64_t step = 0;
    double loss = 0.0; ///< NaN or infinite: the step at which the loss was not finite
    Position position;
};

/// Everything measured in one run, growing while it goes or read from the workspace afterwards: the same
/// either way, but that a live one has every step and a stored one of a long run its extremes (KeptSteps).
class RunHistory {
  public:
    /// What a running training reports. Steps that were seen before, in an earlier sitting, are replaced.
    void add(const TrainUpdate& update);
    /// What the workspace holds, by name and step.
    void add(const std::vector<workspace::MetricRow>& stored);

    [[nodiscard]] const Curve& loss() const { return m_loss; }
    [[nodiscard]] const Curve& gradientNorm() const { return m_gradientNorm; }
    [[nodiscard]] const Curve& seconds() const { return m_seconds; } ///< of training so far
    /// Every other metric by its name; empty where there is none.
    [[nodiscard]] const Curve& metric(const std::string& name) const;
    [[nodiscard]] const std::vector<EpochMetrics>& epochs() const { return m_epochs; }
    [[nodiscard]] const std::vector<LossSpike>& spikes() const { return m_spikes; }
    /// Numbers noted once: "rows/train", "network/parameters" …
    [[nodiscard]] std::optional<std::int64_t> fact(const std::string& name) const;

    [[nodiscard]] std::int64_t lastStep() const;
    /// Index into epochs() of the one with the smallest validation loss.
    [[nodiscard]] std::optional<std::size_t> bestEpoch() const { return m_best; }
    /// A curve's value at the best epoch; without a validation loss its last one.
    [[nodiscard]] std::optional<double> atBest(const std::string& metricName) const;
    /// What was noted before the first step of the baselines on the validation rows.
    [[nodiscard]] training::Baselines baselines() const { return training::baselinesAmong(m_baselines); }
    /// 0 until an epoch has ended.
    [[nodiscard]] std::int64_t stepsPerEpoch() const;
    [[nodiscard]] std::optional<std::int64_t> notFiniteStep() const { return m_notFinite; }
    /// Grows when something before the end of a curve has changed: whoever draws by appending starts again.
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
    std::map<std::string, double> m_baselines; ///< by the names of training::addTo()
    std::vector<EpochMetrics> m_epochs;
    std::vector<LossSpike> m_spikes;
    std::optional<std::size_t> m_best;       ///< into m_epochs
    std::optional<std::int64_t> m_notFinite; ///< the first such step
    int m_generation = 0;
};

} // namespace driftwood::session

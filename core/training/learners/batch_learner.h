#pragma once

#include "training/gradient_engine.h"
#include "training/labelled_rows.h"
#include "training/learners/learner.h"
#include "training/optimizer.h"
#include "training/training_data.h"

#include <map>
#include <memory>
#include <span>

namespace driftwood::training {

/// Learns shuffled mini-batches over epochs, one optimiser step at a time, with early stopping. A loss or
/// gradient that is not finite ends training with NotFinite; parameters() then returns the last ones whose
/// loss was finite. A checkpoint has no row order: that of an epoch follows from seed and epoch.
class BatchLearner final : public Learner {
  public:
    /// Class weights are computed from spec and training rows; those in the data are ignored. `start`: the
    /// initial parameters (see transferWeights()); empty: initialParameters().
    [[nodiscard]] static Result<std::unique_ptr<BatchLearner>>
    create(const TrainingSpec& spec, TrainingData training, TrainingData validation,
           std::unique_ptr<GradientEngine> engine = nullptr, std::vector<float> start = {});

    [[nodiscard]] Result<LearnerStep> step() override;
    [[nodiscard]] StopReason stopped() const override { return m_progress.stopped; }
    [[nodiscard]] std::int64_t stepsDone() const override { return m_progress.steps; }
    [[nodiscard]] const Network& network() const override { return m_network; }
    [[nodiscard]] std::string engineName() const override { return m_engine->name(); }
    [[nodiscard]] LearnerResult result() const override;
    [[nodiscard]] Status save(const std::filesystem::path& path) const override;
    [[nodiscard]] Status restore(const std::filesystem::path& path) override;

    [[nodiscard]] std::int64_t totalSteps() const { return m_spec.epochs * stepsPerEpoch(); } ///< at most
    /// The training rows of the last step.
    [[nodiscard]] const std::vector<std::uint32_t>& batchRows() const { return m_batchRows; }
    /// That one of them with the largest loss at the current weights, to find the record behind a spike.
    [[nodiscard]] Result<std::optional<std::uint32_t>> worstRow();
    [[nodiscard]] const std::vector<float>& parameters() const { return m_parameters; }
    /// Weights of the epoch with the best validation loss (of the last epoch without validation rows).
    [[nodiscard]] const std::vector<float>& bestParameters() const;
    [[nodiscard]] int bestEpoch() const { return m_progress.bestEpoch; }
    /// Loss of single training rows with the current weights. Changes nothing.
    [[nodiscard]] Result<std::vector<double>> rowLosses(std::span<const std::uint32_t> rows);

  private:
    BatchLearner(TrainingSpec spec, Network network, LabelledRows rows, TrainingData validation,
                 const CountedRows& validated, std::unique_ptr<GradientEngine> engine,
                 std::vector<float> start);

    /// The state of a run: what a checkpoint holds besides weights and optimiser moments.
    struct Progress {
        std::int64_t steps = 0;
        int epoch = 1;             ///< the current epoch, or the last one
        std::size_t position = 0;  ///< rows of the epoch done so far
        double epochLossSum = 0.0; ///< over those rows
        double bestLoss = 0.0;     ///< best validation loss
        int bestEpoch = 0;         ///< 0: none yet
        int epochsWithoutBetter = 0;
        StopReason stopped = StopReason::NotStopped;
    };

    [[nodiscard]] std::int64_t stepsPerEpoch() const;
    /// Number of validation rows that have a loss; the best epoch is chosen by these.
    [[nodiscard]] std::int64_t validationRows() const {
        return m_validated.rows - m_validated.ofUnknownClass;
    }
    [[nodiscard]] bool validates() const { return validationRows() > 0; }
    [[nodiscard]] std::vector<std::uint32_t> orderOfEpoch(int epoch) const;
    [[nodiscard]] Status endEpoch(LearnerStep& step);
    /// Remembers the best epoch, and stops the run when there was no improvement for `patience` epochs.
    void judgeEpoch(double validationLoss);
    /// These must be equal for a checkpoint to be restored: spec, network, data sizes.
    [[nodiscard]] std::map<std::string, std::string> identity() const;
    [[nodiscard]] static Result<Progress> progressFrom(const TensorFile& file, const std::string& where);

    TrainingSpec m_spec;
    Network m_network;
    LabelledRows m_rows;
    TrainingData m_validation;
    CountedRows m_validated;
    std::unique_ptr<GradientEngine> m_engine;
    Optimizer m_optimizer;

    Progress m_progress;
    std::vector<float> m_parameters;
    std::vector<float> m_lastGood; ///< the parameters before the last update
    std::vector<float> m_best;     ///< if there is validation, from the end of the first epoch
    std::vector<float> m_gradient;
    std::vector<std::uint32_t> m_order;     ///< row order of the current epoch
    std::vector<std::uint32_t> m_batchRows; ///< rows of the last step
};

} // namespace driftwood::training

#pragma once

#include "training/labelled_rows.h"
#include "training/optimizer.h"
#include "training/trainer.h"

namespace driftwood::training {

/// The implementation of Trainer: shuffled mini-batches over epochs, early stopping, checkpoints.
class DenseTrainer final : public Trainer {
  public:
    DenseTrainer(TrainingSpec spec, Network network, LabelledRows rows, TrainingData validation,
                 const CountedRows& validated, std::unique_ptr<GradientEngine> engine,
                 std::vector<float> start);

    [[nodiscard]] Result<StepMetrics> step() override;
    [[nodiscard]] StopReason stopped() const override { return m_progress.stopped; }
    [[nodiscard]] std::int64_t totalSteps() const override { return m_spec.epochs * stepsPerEpoch(); }
    [[nodiscard]] std::int64_t stepsDone() const override { return m_progress.steps; }
    [[nodiscard]] const Network& network() const override { return m_network; }
    [[nodiscard]] const std::vector<float>& parameters() const override { return m_parameters; }
    [[nodiscard]] const std::vector<float>& bestParameters() const override;
    [[nodiscard]] int bestEpoch() const override;
    [[nodiscard]] std::string engineName() const override { return m_engine->name(); }
    [[nodiscard]] Result<std::vector<double>> rowLosses(std::span<const std::uint32_t> rows) override;
    [[nodiscard]] Status saveCheckpoint(const std::filesystem::path& path) const override;
    [[nodiscard]] Status restoreCheckpoint(const std::filesystem::path& path) override;

  private:
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
    [[nodiscard]] Status endEpoch(StepMetrics& metrics);
    /// Remembers the best epoch, and stops the run when there was no improvement for `patience` epochs.
    void judgeEpoch(double validationLoss);
    /// What must be equal for a checkpoint to be restored: spec, network, data sizes.
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

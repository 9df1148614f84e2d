#pragma once

#include "features/feature_matrix.h"
#include "training/gradient_engine.h"
#include "training/metrics.h"
#include "training/training_spec.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace driftwood::training {

/// Views of prepared data; they must outlive the trainer.
/// Regression labels are standardised; labelMean and labelScale convert metrics back to the label's unit.
/// The trainer leaves out rows without a label.
struct TrainingData {
    const features::FeatureMatrix* inputs = nullptr;
    const features::LabelVector* labels = nullptr; ///< null for anomaly detection
    double labelMean = 0.0;
    double labelScale = 1.0;
    int classes = 0;
    std::vector<float> classWeights = {};          ///< of a row's loss, by class; empty: all 1
    std::optional<std::size_t> positiveClass = {}; ///< see ClassTally
};
/// The class weights that the spec requests, computed from the training rows; empty for none.
[[nodiscard]] std::vector<float> classWeightsOf(const TrainingSpec& spec, const TrainingData& training);

enum class StopReason : unsigned char { NotStopped, AllEpochs, EarlyStopping, NotFinite };
[[nodiscard]] std::string_view stopReasonText(StopReason reason);

struct StepMetrics {
    std::int64_t step = 0; ///< 1 for the first
    int epoch = 0;         ///< 1 for the first
    double loss = 0.0;     ///< of this batch, before the update
    double gradientNorm = 0.0;
    std::vector<std::uint32_t> const* rows =
        nullptr; ///< training rows of this batch, to find the records behind a spike
    bool epochEnded = false;
    double epochLoss = 0.0;               ///< mean training loss over the epoch's rows, at its end
    std::optional<Evaluation> validation; ///< at the end of an epoch, if there are validation rows
};

/// Mini-batch training, one optimiser step per call. The caller owns the loop, so pausing, drawing and
/// checkpoints are implemented outside. A loss or gradient that is not finite ends training with NotFinite;
/// parameters() then returns the last ones whose loss was finite. Not thread-safe.
class Trainer {
  public:
    /// Class weights are computed from spec and training rows; those in the data are ignored. `start`: the
    /// initial parameters (see transferWeights()); empty: initialParameters().
    [[nodiscard]] static Result<std::unique_ptr<Trainer>>
    create(const TrainingSpec& spec, TrainingData training, TrainingData validation,
           std::unique_ptr<GradientEngine> engine = nullptr, std::vector<float> start = {});
    virtual ~Trainer() = default;

    [[nodiscard]] virtual Result<StepMetrics> step() = 0;
    [[nodiscard]] virtual StopReason stopped() const = 0;      ///< NotStopped while step() may be called
    [[nodiscard]] virtual std::int64_t totalSteps() const = 0; ///< if every epoch is run
    [[nodiscard]] virtual std::int64_t stepsDone() const = 0;
    [[nodiscard]] virtual const Network& network() const = 0;
    [[nodiscard]] virtual const std::vector<float>& parameters() const = 0;
    /// Weights of the epoch with the best validation loss (of the last epoch without validation rows).
    [[nodiscard]] virtual const std::vector<float>& bestParameters() const = 0;
    [[nodiscard]] virtual int bestEpoch() const = 0;
    [[nodiscard]] virtual std::string engineName() const = 0;
    /// Loss of single training rows with the current weights,
    /// to find the records behind a spike. Changes nothing.
    [[nodiscard]] virtual Result<std::vector<double>> rowLosses(std::span<const std::uint32_t> rows) = 0;

    /// Saves the complete state of the run: weights, optimiser moments, position in the epoch, early
    /// stopping. (The row order of an epoch follows from seed and epoch.) The file is safetensors, written
    /// atomically. A run resumed from it with the same engine equals the uninterrupted run bit by bit.
    [[nodiscard]] virtual Status saveCheckpoint(const std::filesystem::path& path) const = 0;
    /// Mismatch when the file is of another spec, data size or network; the trainer is then unchanged.
    [[nodiscard]] virtual Status restoreCheckpoint(const std::filesystem::path& path) = 0;
};

/// Loss and the task's metrics of given parameters over prepared rows, computed in
/// chunks without training state. Skips rows without a label; InvalidArgument when none
/// remain. Classification: the metrics of ClassTally and, if two classes both occur,
/// auc; a row of a class that the model does not know is wrong in each. "loss" is the
/// training loss over the rows of known classes; it is absent when there are none.
[[nodiscard]] Result<Evaluation> evaluate(GradientEngine& engine, const TrainingSpec& spec,
                                          const Network& network, std::span<const float> parameters,
                                          const TrainingData& data);

/// Mean squared error of reconstruction per row (anomaly detection).
[[nodiscard]] Result<std::vector<double>> reconstructionErrors(GradientEngine& engine, const Network& network,
                                                               std::span<const float> parameters,
                                                               const features::FeatureMatrix& inputs);

} // namespace driftwood::training

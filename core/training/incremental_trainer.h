#pragma once

#include "features/fitted_features.h"
#include "records/record_batch.h"
#include "training/trainer.h"

#include <memory>
#include <optional>

namespace driftwood::training {

/// Metrics after some rows of a one-pass run, all computed test-then-train.
struct PrequentialMetrics {
    std::int64_t rows = 0; ///< tested rows so far
    double loss = 0.0;     ///< mean over the last `windowRows`; NaN if none of them has one
    Evaluation overall; ///< since the first row; classification: accuracy, f1, no_change_accuracy (of always
                        ///< predicting the label of the previous row, whatever its key; from the second row
                        ///< on; evaluation::addNoChange() replaces it by key); regression: mae, rmse;
                        ///< anomaly detection: reconstruction_error; all: loss, rows
    Evaluation window;  ///< the same over the last `windowRows`
};

/// Incremental learning: every row is predicted, then learned from, once, in log order (prequential
/// evaluation, Gama et al. 2013). Standardisation runs along: a row is predicted with mean and deviation of
/// the rows before it and learned with its own included, as River's pipelines do. With a batch size of n,
/// weights change every n rows. Predictions before the first weight update (for regression, also before two
/// labels differed) mean nothing; such rows are learned from and counted but excluded from metrics. The
/// result does not depend on how rows are divided into calls of advance().
///
/// The first categories and classes are those of the first `warmupRows`. A later one is learned from its
/// first row on: the network grows by an input or output whose new weights change no prediction before they
/// are learned. The first row of a class is predicted by a network without that class, so it counts as wrong
/// and has no loss. Rows without a label are counted and otherwise skipped. Not thread-safe.
class IncrementalTrainer {
  public:
    struct Options {
        /// Used to find categories and classes only; pass these rows to advance() as well.
        std::int64_t warmupRows = 1000;
        std::int64_t windowRows = 1000;
        /// Creates the gradient engine, again whenever the network grows; empty: the native engine.
        EngineFactory makeEngine = {};
        /// A trained model with its features to continue from; the warm-up rows are then ignored.
        struct Start {
            features::FittedFeatures features;
            std::vector<float> parameters;
            std::int64_t rows = 0; ///< rows it was trained on
        };
        std::optional<Start> start = {};
    };
    /// InvalidArgument when spec, features and rows do not fit together, Mismatch when the model to continue
    /// from has another network or other features.
    [[nodiscard]] static Result<std::unique_ptr<IncrementalTrainer>>
    create(const TrainingSpec& spec, const features::FeatureSpec& features,
           const records::RecordBatch& firstRows, Options options);
    virtual ~IncrementalTrainer() = default;

    /// Predicts and learns rows [begin, end) in order. When learning diverges, the error names the record,
    /// and the weights stay those before it.
    [[nodiscard]] virtual Result<PrequentialMetrics> advance(const records::RecordBatch& rows,
                                                             std::size_t begin, std::size_t end) = 0;
    /// Rows passed to advance() so far, including those without a label; a resumed run continues there.
    [[nodiscard]] virtual std::int64_t rowsSeen() const = 0;
    /// The current network, which grows with the features.
    [[nodiscard]] virtual const Network& network() const = 0;
    [[nodiscard]] virtual const std::vector<float>& parameters() const = 0;
    /// The pipeline with its current statistics.
    [[nodiscard]] virtual features::FittedFeatures features() const = 0;
    [[nodiscard]] virtual std::int64_t rowsWithoutLabel() const = 0;
    [[nodiscard]] virtual std::string engineName() const = 0;
    /// The complete state, bit by bit; restoring a checkpoint of another run is refused (Mismatch).
    [[nodiscard]] virtual Status saveCheckpoint(const std::filesystem::path& path) const = 0;
    [[nodiscard]] virtual Status restoreCheckpoint(const std::filesystem::path& path) = 0;
};

} // namespace driftwood::training

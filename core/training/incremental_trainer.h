#pragma once

#include "features/fitted_features.h"
#include "records/record_batch.h"
#include "training/trainer.h"

#include <memory>
#include <optional>

namespace driftwood::training {

/// What is known after some rows of a one-pass run, all computed test-then-train.
struct PrequentialMetrics {
    std::int64_t rows = 0; ///< tested so far
    double loss = 0.0;     ///< mean over the last `windowRows`; NaN: none of them has one
    Evaluation overall; ///< since the first row; classification: accuracy, f1, no_change_accuracy (of always
                        ///< saying the label before; from the second row on); regression: mae, rmse; anomaly
                        ///< detection: reconstruction_error; all: loss, rows
    Evaluation window;  ///< the same over the last `windowRows`
};

/// Truly incremental learning: every row is first predicted, then learned from, once, in log order
/// (prequential evaluation, Gama et al. 2013). Standardisation runs along: a row is predicted with mean and
/// deviation of the rows before it and learned with its own included, as River's pipelines do. With a batch
/// size of n, weights change after every n rows. What is predicted before the weights first change (or, for
/// numbers, before two labels differed: there is no unit before) says nothing of the model; such rows are
/// learned from, counted, and in no figure. How rows are cut into calls of advance() changes nothing.
///
/// The first categories and classes are those of the first `warmupRows`. One that appears later is learned
/// from its first row on: the network grows by an input or an output, whose new weights change no prediction
/// before they are learned. That first row is predicted by a network without the class, so it counts as wrong
/// and has no loss. A row without a label is counted and otherwise skipped. Not thread-safe.
class IncrementalTrainer {
  public:
    struct Options {
        /// Looked at for categories and classes only; also to be given to advance().
        std::int64_t warmupRows = 1000;
        std::int64_t windowRows = 1000;
        /// Makes what computes the gradients, and again when the network has grown; empty: our own.
        EngineFactory makeEngine = {};
        /// A trained model to go on from, with its features; the warm-up rows are then not looked at.
        struct Start {
            features::FittedFeatures features;
            std::vector<float> parameters;
            std::int64_t rows = 0; ///< it was trained on
        };
        std::optional<Start> start = {};
    };
    /// InvalidArgument when spec, features and rows do not go together, Mismatch when the model to go on from
    /// is of another network or other features.
    [[nodiscard]] static Result<std::unique_ptr<IncrementalTrainer>>
    create(const TrainingSpec& spec, const features::FeatureSpec& features,
           const records::RecordBatch& firstRows, Options options);
    virtual ~IncrementalTrainer() = default;

    /// Predicts and learns the rows [begin, end) in order. When learning diverges, the error names the record
    /// it happened at and the weights stay those before it.
    [[nodiscard]] virtual Result<PrequentialMetrics> advance(const records::RecordBatch& rows,
                                                             std::size_t begin, std::size_t end) = 0;
    /// Rows given to advance() so far, those without a label included: where a resumed run goes on.
    [[nodiscard]] virtual std::int64_t rowsSeen() const = 0;
    /// As wide as the features are by now.
    [[nodiscard]] virtual const DenseShape& shape() const = 0;
    [[nodiscard]] virtual const std::vector<float>& parameters() const = 0;
    /// The pipeline with the statistics as they stand now.
    [[nodiscard]] virtual features::FittedFeatures features() const = 0;
    [[nodiscard]] virtual std::int64_t rowsWithoutLabel() const = 0;
    [[nodiscard]] virtual std::string engineName() const = 0;
    /// Everything that decides the rest of the run, bit by bit; restoring refuses another run's (Mismatch).
    [[nodiscard]] virtual Status saveCheckpoint(const std::filesystem::path& path) const = 0;
    [[nodiscard]] virtual Status restoreCheckpoint(const std::filesystem::path& path) = 0;
};

} // namespace driftwood::training

#pragma once

#include "features/running_features.h"
#include "records/record_batch.h"
#include "training/gradient_engine.h"
#include "training/grow_network.h"
#include "training/objectives/objective.h"
#include "training/optimizer.h"
#include "training/prequential_tally.h"
#include "training/training_spec.h"

#include <filesystem>
#include <map>
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

/// A network that learns in one pass: every row is predicted, then learned from, once, in log order
/// (prequential evaluation, Gama et al. 2013). Standardisation runs along: a row is predicted with mean and
/// deviation of the rows before it and learned with its own included, as River's pipelines do. With a batch
/// size of n, weights change every n rows. Predictions before the first weight update (for regression, also
/// before two labels differed) mean nothing; such rows are learned from and counted but excluded from
/// metrics. The result does not depend on how rows are divided into calls of advance().
///
/// The first categories and classes are those of the first `warmupRows`. A later one is learned from its
/// first row on: the network grows by an input or output whose new weights change no prediction before they
/// are learned. The first row of a class is predicted by a network without that class, so it counts as wrong
/// and has no loss. Rows without a label are counted and otherwise skipped. Not thread-safe.
class OnePassNetwork {
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
    [[nodiscard]] static Result<std::unique_ptr<OnePassNetwork>> create(const TrainingSpec& spec,
                                                                        const features::FeatureSpec& features,
                                                                        const records::RecordBatch& firstRows,
                                                                        Options options);

    /// Predicts and learns rows [begin, end) in order. When learning diverges, the error names the record,
    /// and the weights stay those before it.
    [[nodiscard]] Result<PrequentialMetrics> advance(const records::RecordBatch& rows, std::size_t begin,
                                                     std::size_t end);
    /// The metrics over the rows so far.
    [[nodiscard]] PrequentialMetrics metrics() const;
    /// Rows passed to advance() so far, including those without a label; a resumed run continues there.
    [[nodiscard]] std::int64_t rowsSeen() const { return rowsTested() + m_state.rowsWithoutLabel; }
    /// Rows that were predicted and learned.
    [[nodiscard]] std::int64_t rowsTested() const { return m_state.overall.rows(); }
    [[nodiscard]] std::int64_t rowsWithoutLabel() const { return m_state.rowsWithoutLabel; }
    /// The current network, which grows with the features.
    [[nodiscard]] const Network& network() const { return m_state.network; }
    [[nodiscard]] const std::vector<float>& parameters() const { return m_state.parameters; }
    /// The pipeline with its current statistics.
    [[nodiscard]] const features::FittedFeatures& features() const { return m_state.features.fitted(); }
    [[nodiscard]] std::string engineName() const { return m_engine->name(); }
    /// The complete state, bit by bit; restoring a checkpoint of another run is refused (Mismatch).
    [[nodiscard]] Status save(const std::filesystem::path& path) const;
    [[nodiscard]] Status restore(const std::filesystem::path& path);

  private:
    OnePassNetwork(TrainingSpec spec, Options options, Network network, features::RunningFeatures features,
                   std::unique_ptr<GradientEngine> engine);

    /// The network for the number of classes; with fewer than two it already has the output for two.
    [[nodiscard]] static Result<Network> networkFor(const TrainingSpec& spec,
                                                    const features::RunningFeatures& features);
    [[nodiscard]] static Result<std::unique_ptr<GradientEngine>>
    engineFor(const TrainingSpec& spec, const Options& options, const Network& network);

    /// A row's label in the form the loss needs: the class, or the number in its original unit.
    struct Label {
        std::int32_t classIndex = features::kNoLabel;
        double number = 0.0;
        bool there = true;
    };
    /// Everything that changes with rows, in one struct so that restoring is all or nothing.
    struct State {
        features::RunningFeatures features;
        Network network;
        Optimizer optimizer;
        PrequentialTally overall;
        OutcomeWindow window;
        std::vector<float> parameters;
        std::vector<float> pendingInputs; ///< inputs of rows not learned yet, fewer than a batch
        std::vector<float> pendingTargets;
        std::vector<std::int32_t> pendingClasses;
        std::int32_t previousClass = -1;
        std::int64_t rowsWithoutLabel = 0;
    };

    [[nodiscard]] Result<Label> labelOf(const records::RecordBatch& rows, std::size_t row);
    /// Predicts and learns a labelled row.
    [[nodiscard]] Status testThenTrain(const records::RecordBatch& rows, std::size_t row, Label label);
    [[nodiscard]] Result<PrequentialOutcome> test(const records::RecordBatch& rows, std::size_t row,
                                                  const Label& label);
    [[nodiscard]] Status takeIn(const records::RecordBatch& rows, std::size_t row, const Label& label);
    /// Widens network, optimiser and pending rows by what a row added to the features.
    [[nodiscard]] Status grow(const features::FeatureGrowth& growth);
    [[nodiscard]] Status learn();
    /// Whether predictions mean anything yet: weights were learned, and for a number its scale is known.
    [[nodiscard]] bool hasLearned() const;
    /// Weights of the pending rows; empty without class weights.
    [[nodiscard]] std::vector<float> pendingWeights() const;
    void fitScratch();
    [[nodiscard]] std::map<std::string, std::string> identity() const;
    [[nodiscard]] std::size_t classCount() const { return m_state.features.fitted().classes().size(); }
    /// Whether the loss takes class indexes (one output per class) and not numbers.
    [[nodiscard]] bool learnsFromClasses(const Network& network) const {
        return m_objective->learnsClasses() && network.outputs() > 1;
    }
    [[nodiscard]] Status restoreFeatures(State& state, const TensorFile& file,
                                         const std::string& where) const;
    [[nodiscard]] Status restorePending(State& state, const TensorFile& file, const std::string& where) const;

    TrainingSpec m_spec;
    const Objective* m_objective;
    Options m_options;
    features::FittedFeatures m_first; ///< as fitted on the warm-up rows
    Network m_firstNetwork;
    std::unique_ptr<GradientEngine> m_engine;
    State m_state;
    std::vector<float> m_input, m_output, m_gradient; ///< scratch
};

} // namespace driftwood::training

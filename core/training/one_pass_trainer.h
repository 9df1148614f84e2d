#pragma once

#include "features/running_features.h"
#include "training/grow_network.h"
#include "training/incremental_trainer.h"
#include "training/objectives/objective.h"
#include "training/optimizer.h"
#include "training/prequential_tally.h"

namespace driftwood::training {

/// The implementation of IncrementalTrainer.
class OnePassTrainer final : public IncrementalTrainer {
  public:
    OnePassTrainer(TrainingSpec spec, Options options, Network network, features::RunningFeatures features,
                   std::unique_ptr<GradientEngine> engine);

    [[nodiscard]] Result<PrequentialMetrics> advance(const records::RecordBatch& rows, std::size_t begin,
                                                     std::size_t end) override;
    [[nodiscard]] std::int64_t rowsSeen() const override {
        return m_state.overall.rows() + m_state.rowsWithoutLabel;
    }
    [[nodiscard]] const Network& network() const override { return m_state.network; }
    [[nodiscard]] const std::vector<float>& parameters() const override { return m_state.parameters; }
    [[nodiscard]] features::FittedFeatures features() const override { return m_state.features.fitted(); }
    [[nodiscard]] std::int64_t rowsWithoutLabel() const override { return m_state.rowsWithoutLabel; }
    [[nodiscard]] std::string engineName() const override { return m_engine->name(); }
    [[nodiscard]] Status saveCheckpoint(const std::filesystem::path& path) const override;
    [[nodiscard]] Status restoreCheckpoint(const std::filesystem::path& path) override;

    /// The network for the number of classes; with fewer than two it already has the output for two.
    [[nodiscard]] static Result<Network> networkFor(const TrainingSpec& spec,
                                                    const features::RunningFeatures& features);
    [[nodiscard]] static Result<std::unique_ptr<GradientEngine>>
    engineFor(const TrainingSpec& spec, const Options& options, const Network& network);

  private:
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

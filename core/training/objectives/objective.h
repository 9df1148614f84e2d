#pragma once

#include "base/result.h"
#include "features/feature_spec.h"
#include "graph/graph.h"
#include "training/metrics.h"
#include "training/network_spec.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace driftwood::records {
class RecordBatch;
}
namespace driftwood::features {
class RunningFeatures;
}

namespace driftwood::training {

struct OutcomeSums;
struct PrequentialOutcome;
struct TrainingData;

/// The kind of a model's answer for a row: how unusual it is, a number in the label's unit, or the
/// probability of every class.
enum class PredictionKind : unsigned char { Score, Number, Class };

enum class MetricUnit : unsigned char { None, Share, OfLabel };

/// One of a task's metrics, with its name in an Evaluation.
struct MetricKind {
    std::string_view name; ///< "mae"
    MetricUnit unit = MetricUnit::None;
    bool largerIsBetter = false;
    /// Refers to the positive class if the model has one.
    bool ofPositiveClass = false;
    bool isTile = false;   ///< shown large in the overview of a model
    bool isColumn = false; ///< has a column in lists of evaluations
};

/// A network's raw outputs of one row, with what they are read by.
struct RawOutputs {
    std::span<const float> outputs;
    std::span<const float> inputs;
    double labelMean = 0.0;
    double labelScale = 1.0;
};

/// The same of all rows, as values of a graph.
struct RawValues {
    graph::Value outputs;
    graph::Value inputs;
    double labelMean = 0.0;
    double labelScale = 1.0;
    double threshold = 0.0;
};

/// One row of a one-pass run, predicted and not yet learned.
struct TestedRow {
    const records::RecordBatch& rows;
    std::size_t row;
    features::RunningFeatures& features;
    std::span<const float> inputs;
    std::span<const float> outputs;
    std::int32_t actualClass;   ///< features::kUnknownClass: a class without an output
    std::int32_t previousClass; ///< -1: the first row
};

/// Judges outputs row by row, see Objective::judge.
class RowJudge {
  public:
    RowJudge() = default;
    RowJudge(const RowJudge&) = delete;
    RowJudge& operator=(const RowJudge&) = delete;
    virtual ~RowJudge() = default;
    /// Returns the row's loss; 0 for a row that has none.
    [[nodiscard]] virtual double add(std::size_t row, std::span<const float> outputs) = 0;
    /// Adds all metrics but the loss, which is summed over `rows`.
    virtual void addTo(Evaluation& evaluation, double loss, std::size_t rows) const = 0;
};

/// An objective of training: a row of the table of objectives, a file each. Whoever depends on the task asks
/// this row.
struct Objective {
    Task task;
    std::string_view name; ///< "regression": in files, on the command line
    features::LabelKind labelKind;
    PredictionKind prediction;
    /// In display order. The first is the headline: lists show it, and baselines are compared by it.
    std::span<const MetricKind> metrics;
    NetworkKind usualNetwork;
    bool reconstructs; ///< the inputs are the targets, which takes an autoencoder

    int (*outputs)(int inputs, int classes); ///< of the network
    Loss (*loss)(int classes);

    /// `data` must outlive the judge.
    std::unique_ptr<RowJudge> (*judge)(const TrainingData& data);
    /// One-pass learning: what came of a row, and the metrics of many.
    Result<PrequentialOutcome> (*outcome)(const TestedRow& row);
    void (*addMetrics)(const OutcomeSums& sums, std::optional<std::size_t> positive, Evaluation& evaluation);

    /// Values that a model gives per row: one, or one per class.
    std::size_t (*columns)(std::size_t classes);
    /// Appends those of a row.
    void (*appendValues)(const RawOutputs& raw, std::vector<double>& values);
    /// The same as operations, for exports: adds the graph's outputs, these values first.
    void (*lower)(const RawValues& raw, graph::Graph& graph);

    [[nodiscard]] bool hasLabel() const { return labelKind != features::LabelKind::None; }
    [[nodiscard]] bool learnsNumbers() const { return labelKind == features::LabelKind::Number; }
    [[nodiscard]] bool learnsClasses() const { return labelKind == features::LabelKind::Category; }
    [[nodiscard]] const MetricKind& headline() const { return metrics.front(); }
};

/// All objectives, in the order in which they are offered.
[[nodiscard]] std::span<const Objective* const> objectives();
/// The usual objective for a label of a kind: the first one.
[[nodiscard]] const Objective& objectiveFor(features::LabelKind labelKind);

extern const Objective kAnomalyDetection;
extern const Objective kRegression;
extern const Objective kClassification;

} // namespace driftwood::training

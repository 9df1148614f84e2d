#include "training/objectives/objective.h"
#include "training/prequential_tally.h"
#include "training/row_outcome.h"
#include "training/training_data.h"

#include <array>

namespace driftwood::training {
namespace {

constexpr std::array<MetricKind, 2> kAnomalyMetrics{
    {{.name = "reconstruction_error", .isTile = true, .isColumn = true},
     {.name = "anomaly_rate", .unit = MetricUnit::Share, .isColumn = true}}};

class AnomalyJudge final : public RowJudge {
  public:
    explicit AnomalyJudge(const TrainingData& data)
        : m_inputs(*data.inputs) {}

    double add(std::size_t row, std::span<const float> outputs) override {
        return reconstructionError(outputs, m_inputs.row(row));
    }
    void addTo(Evaluation& evaluation, double loss, std::size_t rows) const override {
        evaluation.values["reconstruction_error"] = loss / static_cast<double>(rows);
    }

  private:
    const features::FeatureMatrix& m_inputs;
};

Result<PrequentialOutcome> anomalyOutcome(const TestedRow& row) {
    PrequentialOutcome outcome;
    outcome.loss = reconstructionError(row.outputs, row.inputs);
    return outcome;
}

void addAnomalyMetrics(const OutcomeSums& sums, std::optional<std::size_t> /*positive*/,
                       Evaluation& evaluation) {
    evaluation.values["reconstruction_error"] = sums.loss / static_cast<double>(sums.rows);
}

void lowerScore(const RawValues& raw, graph::Graph& graph) {
    const graph::Value reconstruction = graph.toFloat64(raw.outputs);
    const graph::Value difference = graph.subtract(reconstruction, graph.toFloat64(raw.inputs));
    const graph::Value score = graph.meanOfRow(graph.multiply(difference, difference));
    graph.addOutput("score", score);
    graph.addOutput("anomalous", graph.greater(score, graph.constant(raw.threshold, "threshold")));
}

} // namespace

constinit const Objective kAnomalyDetection{
    .task = Task::AnomalyDetection,
    .name = "anomaly-detection",
    .labelKind = features::LabelKind::None,
    .prediction = PredictionKind::Score,
    .metrics = kAnomalyMetrics,
    .usualNetwork = NetworkKind::Autoencoder,
    .reconstructs = true,
    .outputs = [](int inputs, int) { return inputs; },
    .loss = [](int) { return Loss::MeanSquaredError; },
    .judge = [](const TrainingData& data) -> std::unique_ptr<RowJudge> {
        return std::make_unique<AnomalyJudge>(data);
    },
    .outcome = anomalyOutcome,
    .addMetrics = addAnomalyMetrics,
    .columns = [](std::size_t) { return std::size_t(1); },
    .appendValues =
        [](const RawOutputs& raw, std::vector<double>& values) {
            values.push_back(reconstructionError(raw.outputs, raw.inputs));
        },
    .lower = lowerScore,
};

} // namespace driftwood::training

#include "features/running_features.h"
#include "training/objectives/objective.h"
#include "training/prequential_tally.h"
#include "training/training_data.h"

#include <array>
#include <cmath>

namespace driftwood::training {
namespace {

constexpr std::array<MetricKind, 2> kNumberMetrics{
    {{.name = "mae", .unit = MetricUnit::OfLabel, .isTile = true, .isColumn = true},
     {.name = "rmse", .unit = MetricUnit::OfLabel, .isTile = true, .isColumn = true}}};

class NumberJudge final : public RowJudge {
  public:
    explicit NumberJudge(const TrainingData& data)
        : m_labels(data.labels->numbers)
        , m_labelScale(data.labelScale) {}

    double add(std::size_t row, std::span<const float> outputs) override {
        const auto label = static_cast<double>(m_labels[row]);
        if (std::isnan(label))
            return 0.0;
        const double error = static_cast<double>(outputs[0]) - label;
        m_absolute += std::abs(error);
        return error * error;
    }
    /// In the label's unit, without its mean: beside one beyond 2^53 the differences would be lost.
    void addTo(Evaluation& evaluation, double loss, std::size_t rows) const override {
        const auto count = static_cast<double>(rows);
        evaluation.values["rmse"] = m_labelScale * std::sqrt(loss / count);
        evaluation.values["mae"] = m_labelScale * m_absolute / count;
    }

  private:
    const std::vector<float>& m_labels;
    double m_labelScale;
    double m_absolute = 0.0;
};

Result<PrequentialOutcome> numberOutcome(const TestedRow& row) {
    const features::FittedFeatures& fitted = row.features.fitted();
    const double scale = fitted.labelScale();
    const auto fromMean = row.features.labelNumber(row.rows, row.row, fitted.labelMean());
    if (!fromMean)
        return tl::unexpected<Error>(fromMean.error());
    PrequentialOutcome outcome;
    outcome.error = scale * static_cast<double>(row.outputs[0]) - *fromMean;
    outcome.loss = outcome.error / scale * (outcome.error / scale);
    return outcome;
}

void addNumberMetrics(const OutcomeSums& sums, std::optional<std::size_t> /*positive*/,
                      Evaluation& evaluation) {
    const auto rows = static_cast<double>(sums.rows);
    evaluation.values["mae"] = sums.absoluteError / rows;
    evaluation.values["rmse"] = std::sqrt(sums.squaredError / rows);
}

} // namespace

constinit const Objective kRegression{
    .task = Task::Regression,
    .name = "regression",
    .labelKind = features::LabelKind::Number,
    .prediction = PredictionKind::Number,
    .metrics = kNumberMetrics,
    .usualNetwork = NetworkKind::Mlp,
    .reconstructs = false,
    .outputs = [](int, int) { return 1; },
    .loss = [](int) { return Loss::MeanSquaredError; },
    .judge = [](const TrainingData& data) -> std::unique_ptr<RowJudge> {
        return std::make_unique<NumberJudge>(data);
    },
    .outcome = numberOutcome,
    .addMetrics = addNumberMetrics,
    .columns = [](std::size_t) { return std::size_t(1); },
    .appendValues =
        [](const RawOutputs& raw, std::vector<double>& values) {
            values.push_back(raw.labelMean + raw.labelScale * raw.outputs[0]);
        },
    .lower =
        [](const RawValues& raw, graph::Graph& graph) {
            const graph::Value y = graph.onlyColumn(graph.toFloat64(raw.outputs));
            const graph::Value scaled = graph.multiply(y, graph.constant(raw.labelScale));
            graph.addOutput("prediction", graph.add(scaled, graph.constant(raw.labelMean)));
        },
};

} // namespace driftwood::training

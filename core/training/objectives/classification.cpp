#include "features/feature_matrix.h"
#include "features/running_features.h"
#include "training/class_tally.h"
#include "training/objectives/objective.h"
#include "training/prequential_tally.h"
#include "training/row_outcome.h"
#include "training/training_data.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace driftwood::training {
namespace {

constexpr std::array<MetricKind, 6> kClassMetrics{{
    {.name = "accuracy", .unit = MetricUnit::Share, .largerIsBetter = true, .isTile = true, .isColumn = true},
    {.name = "balanced_accuracy", .largerIsBetter = true},
    {.name = "precision", .largerIsBetter = true, .ofPositiveClass = true, .isTile = true},
    {.name = "recall", .largerIsBetter = true, .ofPositiveClass = true, .isTile = true},
    {.name = "f1", .largerIsBetter = true, .ofPositiveClass = true, .isTile = true, .isColumn = true},
    {.name = "auc", .largerIsBetter = true},
}};

class ClassJudge final : public RowJudge {
  public:
    explicit ClassJudge(const TrainingData& data)
        : m_labels(data.labels->classes)
        , m_weights(data.classWeights)
        , m_unknownClassRows(data.labels->unknownClassRows)
        , m_classes(static_cast<std::size_t>(data.classes))
        , m_tally(data.positiveClass) {}

    double add(std::size_t row, std::span<const float> outputs) override {
        const std::int32_t label = m_labels[row]; // negative: none, or a class that training did not see
        if (label == features::kNoLabel)
            return 0.0;
        const auto actual = label >= 0 ? std::optional(static_cast<std::size_t>(label)) : std::nullopt;
        if (const std::int32_t predicted = predictedClass(outputs); predicted == kNoAnswer) {
            m_tally.add(std::nullopt, actual);
        } else {
            m_tally.add(static_cast<std::size_t>(predicted), actual);
            m_scores.push_back(static_cast<double>(outputs[0]));
            m_isSecond.push_back(label == 1 ? 1 : 0);
        }
        return label >= 0 ? classificationLoss(outputs, label) * weightOf(label) : 0.0;
    }
    void addTo(Evaluation& evaluation, double /*loss*/, std::size_t /*rows*/) const override {
        m_tally.addTo(evaluation, m_unknownClassRows);
        if (m_classes > 2)
            return;
        if (const double area = rocAuc(m_scores, m_isSecond); !std::isnan(area))
            evaluation.values["auc"] = area;
    }

  private:
    [[nodiscard]] double weightOf(std::int32_t label) const {
        return m_weights.empty() ? 1.0 : static_cast<double>(m_weights[static_cast<std::size_t>(label)]);
    }

    const std::vector<std::int32_t>& m_labels;
    const std::vector<float>& m_weights;
    const std::vector<std::int64_t>& m_unknownClassRows;
    std::size_t m_classes;
    ClassTally m_tally;
    std::vector<double> m_scores; ///< with two classes: logits of the second one
    std::vector<std::int32_t> m_isSecond;
};

Result<PrequentialOutcome> classOutcome(const TestedRow& row) {
    PrequentialOutcome outcome;
    // The output of the second class exists before that class does. Before the first class this is kNoAnswer;
    // such a row is in no metric, because nothing was learned yet.
    const auto classes = static_cast<std::int32_t>(row.features.fitted().classes().size());
    outcome.predicted = std::min(predictedClass(row.outputs), classes - 1);
    const bool hasLoss = row.actualClass >= 0 && outcome.predicted != kNoAnswer;
    outcome.loss = hasLoss ? classificationLoss(row.outputs, row.actualClass) : kNoLoss;
    outcome.actual = row.actualClass;
    outcome.previous = row.previousClass;
    return outcome;
}

void addClassMetrics(const OutcomeSums& sums, std::optional<std::size_t> positive, Evaluation& evaluation) {
    ClassTally tally(positive);
    std::int64_t named = 0;
    for (std::size_t c = 0; c < sums.hits.size(); ++c) {
        tally.addCounts(c, sums.hits[c], sums.predicted[c], sums.actual[c]);
        named += sums.actual[c];
    }
    if (named < sums.rows) // the rest are of classes whose names cannot be stored
        tally.addOfUnknownClass(sums.rows - named);
    tally.addTo(evaluation);
    if (sums.noChangeRows > 0)
        evaluation.values["no_change_accuracy"] =
            static_cast<double>(sums.noChangeHits) / static_cast<double>(sums.noChangeRows);
}

void appendProbabilities(const RawOutputs& raw, std::vector<double>& values) {
    const std::span<const float> logits = raw.outputs;
    if (logits.size() == 1) {
        const double second = 1.0 / (1.0 + std::exp(-static_cast<double>(logits[0])));
        values.push_back(1.0 - second);
        values.push_back(second);
        return;
    }
    const double largest = *std::max_element(logits.begin(), logits.end());
    const std::size_t first = values.size();
    double sum = 0.0;
    for (const float logit : logits) {
        values.push_back(std::exp(static_cast<double>(logit) - largest));
        sum += values.back();
    }
    for (std::size_t i = first; i < values.size(); ++i)
        values[i] /= sum;
}

void lowerProbabilities(const RawValues& raw, graph::Graph& graph) {
    const graph::Value logits = graph.toFloat64(raw.outputs);
    if (graph.at(logits).columns > 1)
        return graph.addOutput("probabilities", graph.softmax(logits));
    const graph::Value second = graph.sigmoid(logits);
    const graph::Value first = graph.subtract(graph.constant(1.0), second);
    graph.addOutput("probabilities", graph.concat({first, second}));
}

} // namespace

constinit const Objective kClassification{
    .task = Task::Classification,
    .name = "classification",
    .labelKind = features::LabelKind::Category,
    .prediction = PredictionKind::Class,
    .metrics = kClassMetrics,
    .usualNetwork = NetworkKind::Mlp,
    .reconstructs = false,
    .outputs = [](int, int classes) { return classes > 2 ? classes : 1; },
    .loss = [](int classes) { return classes == 2 ? Loss::BinaryCrossEntropy : Loss::CrossEntropy; },
    .judge = [](const TrainingData& data) -> std::unique_ptr<RowJudge> {
        return std::make_unique<ClassJudge>(data);
    },
    .outcome = classOutcome,
    .addMetrics = addClassMetrics,
    .columns = [](std::size_t classes) { return classes; },
    .appendValues = appendProbabilities,
    .lower = lowerProbabilities,
};

} // namespace driftwood::training

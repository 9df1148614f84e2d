#include "runs/model_assembly.h"

#include "base/clock.h"
#include "base/version.h"
#include "evaluation/baseline_walk.h"
#include "model/examples.h"
#include "model/outputs.h"
#include "scoring/prediction_metrics.h"
#include "scoring/scorer.h"
#include "training/objectives/objective.h"
#include "training/upper_quantile.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

namespace driftwood::runs {
namespace {

/// Rows per scoring call, so that memory does not grow with the data set.
constexpr std::int64_t kRowsAtATime = 8192;
constexpr std::size_t kExamples = 8;

/// The statistics that one pass over the rows adds to a trained model.
class ModelCompletion {
  public:
    ModelCompletion(model::TrainedModel& model, scoring::Scorer& scorer, const records::Schema& schema,
                    const dataset::RowParts& parts)
        : m_model(model)
        , m_scorer(scorer)
        , m_parts(parts)
        , m_inputs(model.features.spec(), schema, model.lineage.training.seed)
        , m_outputs(model.lineage.training.seed)
        , m_onTraining(model)
        , m_onValidation(model)
        , m_threshold(model.lineage.training.thresholdQuantile, static_cast<std::size_t>(parts.trainRows)) {
        const bool onePass = inOnePass();
        m_baselines = evaluation::BaselineWalk::create(
            model.features, schema,
            onePass ? std::nullopt
                    : std::optional(evaluation::learnedLabels(model.features, model.classRows)),
            model.positiveClass());
        if (!m_baselines)
            return;
        m_baselines->expectAtMost(onePass ? parts.rows : parts.rows - parts.validationBegin);
        if (onePass)
            m_baselines->judgeAfter(model.prequential.counted().beforeLearning);
    }

    Status pass(dataset::RowSource& rows, const std::stop_token& stop) {
        std::optional<records::RecordBatch> examples;
        for (std::int64_t begin = 0; begin < m_parts.rows;) {
            auto batch =
                rows.next(static_cast<std::size_t>(std::min(kRowsAtATime, partEnd(begin) - begin)), stop);
            if (!batch)
                return forward(batch);
            if (batch->empty())
                break;
            if (!examples)
                examples.emplace(batch->sharedSchema());
            keepExamples(*batch, begin, *examples);
            if (Status seen = see(*batch, begin); !seen)
                return seen;
            begin += static_cast<std::int64_t>(batch->rows());
        }
        finishTraining();
        m_model.reference = m_inputs.finish();
        m_model.reference.predictionSample = m_outputs.sorted();
        if (m_baselines)
            m_model.baselines = m_baselines->baselines();
        if (inOnePass()) {
            // Scoring the rows it has learned from again would overstate its quality.
            evaluation::addNoChange(m_model.prequential, m_model.baselines);
        } else {
            m_model.trainingEvaluation = m_onTraining.evaluation();
            m_model.validation = m_onValidation.evaluation();
        }
        return examples ? model::addExamples(m_model, *examples, kExamples) : Status();
    }

  private:
    [[nodiscard]] bool inOnePass() const { return m_model.lineage.learnerType().inOnePass; }
    /// The end of the part of the data set that the row lies in.
    [[nodiscard]] std::int64_t partEnd(std::int64_t row) const {
        return row < m_parts.trainRows         ? m_parts.trainRows
               : row < m_parts.validationBegin ? m_parts.validationBegin
                                               : m_parts.rows;
    }

    /// Rows spread evenly over all.
    void keepExamples(const records::RecordBatch& batch, std::int64_t begin,
                      records::RecordBatch& examples) const {
        const auto count = std::min(static_cast<std::int64_t>(kExamples), m_parts.rows);
        std::vector<std::uint32_t> kept;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t row = i * m_parts.rows / count - begin;
            if (row >= 0 && row < static_cast<std::int64_t>(batch.rows()))
                kept.push_back(static_cast<std::uint32_t>(row));
        }
        examples.gather(batch, kept);
    }

    Status see(const records::RecordBatch& batch, std::int64_t begin) {
        const bool trains = begin < m_parts.trainRows;
        const bool validates = begin >= m_parts.validationBegin;
        if (m_baselines)
            m_baselines->advance(batch, 0, batch.rows(), validates || inOnePass());
        if (!trains && !validates)
            return {}; // the gap
        if (trains)
            m_inputs.add(batch, 0, batch.rows());
        else
            finishTraining();
        auto predictions = m_scorer.score(batch);
        if (!predictions)
            return forward(predictions);
        if (!trains) {
            flagAnomalies(*predictions);
            m_onValidation.add(*predictions);
            return {};
        }
        for (const double value : predictions->values)
            m_outputs.add(value);
        const bool scores = m_model.objective().prediction == training::PredictionKind::Score;
        for (std::size_t i = 0; scores && i < predictions->size(); ++i)
            m_threshold.add(predictions->values[i]);
        if (inOnePass())
            return {};
        if (scores)
            m_scores.insert(m_scores.end(), predictions->values.begin(), predictions->values.end());
        else
            m_onTraining.add(*predictions);
        return {};
    }

    /// Once all training rows are scored: the threshold comes from them.
    void finishTraining() {
        if (m_model.objective().prediction != training::PredictionKind::Score || m_hasThreshold)
            return;
        m_hasThreshold = true;
        m_model.threshold = m_threshold.value();
        if (inOnePass())
            return;
        scoring::Predictions all;
        all.values = std::move(m_scores);
        all.errors = all.actuals =
            std::vector<double>(all.values.size(), std::numeric_limits<double>::quiet_NaN());
        all.anomalous.resize(all.values.size());
        flagAnomalies(all);
        m_onTraining.add(all);
    }

    /// The scorer knew no threshold yet.
    void flagAnomalies(scoring::Predictions& predictions) const {
        if (m_model.objective().prediction != training::PredictionKind::Score)
            return;
        for (std::size_t i = 0; i < predictions.size(); ++i)
            predictions.anomalous[i] = model::isAnomalous(m_model, predictions.values[i]) ? 1 : 0;
    }

    model::TrainedModel& m_model;
    scoring::Scorer& m_scorer;
    dataset::RowParts m_parts;
    features::ReferenceTally m_inputs;
    features::ValueSample m_outputs;
    scoring::PredictionTally m_onTraining;
    scoring::PredictionTally m_onValidation;
    std::optional<evaluation::BaselineWalk> m_baselines;
    training::UpperQuantile m_threshold; ///< of the training rows' scores; anomaly detection
    std::vector<double> m_scores;        ///< of the training rows, judged once the threshold is known
    bool m_hasThreshold = false;
};

} // namespace

Result<model::TrainedModel> assembleModel(ModelParts parts, const dataset::Manifest& manifest,
                                          dataset::RowSource& rows, const std::stop_token& stop) {
    dataset::RowParts of = rows.parts().value_or(dataset::RowParts());
    if (training::learnerOf(parts.learner).inOnePass) // learns from every row and has no validation part
        of.trainRows = of.validationBegin = of.rows;

    auto model = std::make_shared<model::TrainedModel>();
    model->name = std::move(parts.name);
    model->task = parts.training.task;
    model->features = std::move(parts.features);
    model->learned = std::move(parts.learned);
    model->lineage.dataset = manifest;
    model->lineage.training = parts.training;
    model->lineage.leftOut = std::move(parts.leftOut);
    model->lineage.doubtful = std::move(parts.doubtful);
    model->lineage.familiarRows = parts.familiarRows;
    model->lineage.learner = parts.learner;
    model->lineage.engine = std::move(parts.engine);
    model->lineage.parentModelId = std::move(parts.parentModelId);
    model->lineage.startedFrom = std::move(parts.startedFrom);
    model->lineage.bestEpoch = parts.bestEpoch;
    model->lineage.steps = parts.steps;
    model->lineage.stopReason = std::move(parts.stopReason);
    model->lineage.createdAt = formatIso8601(timeNow());
    model->lineage.createdBy = "driftwood " + version();
    if (model->classes() == 2)
        model->threshold = 0.5;

    model->classRows = std::move(parts.classRows);
    model->prequential = std::move(parts.prequential);

    auto scorer = scoring::Scorer::create(model);
    if (!scorer)
        return forward(scorer);
    if (Status complete = ModelCompletion(*model, **scorer, *rows.schema(), of).pass(rows, stop); !complete)
        return forward(complete);
    model::assignId(*model);
    return std::move(*model);
}

Result<model::TrainedModel> assembleModel(ModelParts parts, const dataset::LoadedDataset& data) {
    auto classRows = evaluation::classRowsOf(parts.features, data.rows,
                                             training::learnerOf(parts.learner).inOnePass
                                                 ? data.rows.rows()
                                                 : static_cast<std::size_t>(data.trainRows));
    if (!classRows)
        return forward(classRows);
    parts.classRows = std::move(*classRows);
    dataset::MemoryRows rows(data.rows, data.trainRows, data.validationBegin);
    return assembleModel(std::move(parts), data.manifest, rows, {});
}

} // namespace driftwood::runs

#include "runs/model_assembly.h"

#include "base/clock.h"
#include "base/version.h"
#include "evaluation/baseline_walk.h"
#include "model/examples.h"
#include "model/outputs.h"
#include "scoring/prediction_metrics.h"
#include "scoring/scorer.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace driftwood::runs {
namespace {

/// Rows per scoring call, so that memory does not grow with the data set.
constexpr std::size_t kRowsAtATime = 8192;

Result<scoring::Predictions> scoreRows(scoring::Scorer& scorer, const records::RecordBatch& rows,
                                       std::size_t begin, std::size_t end) {
    scoring::Predictions all;
    std::vector<std::uint32_t> chunk;
    for (std::size_t from = begin; from < end; from += kRowsAtATime) {
        chunk.resize(std::min(kRowsAtATime, end - from));
        std::iota(chunk.begin(), chunk.end(), static_cast<std::uint32_t>(from));
        records::RecordBatch part(rows.sharedSchema());
        part.gather(rows, chunk);
        auto predictions = scorer.score(part);
        if (!predictions)
            return forward(predictions);
        scoring::append(all, *predictions);
    }
    return all;
}

} // namespace

Result<model::TrainedModel> assembleModel(ModelParts parts, const dataset::LoadedDataset& data) {
    // A one-pass run learns from every row and has no validation part.
    const std::size_t trainEnd =
        parts.incremental ? data.rows.rows() : static_cast<std::size_t>(data.trainRows);
    const std::size_t validationBegin =
        parts.incremental ? data.rows.rows() : static_cast<std::size_t>(data.validationBegin);

    auto model = std::make_shared<model::TrainedModel>();
    model->name = std::move(parts.name);
    model->task = parts.training.task;
    model->features = std::move(parts.features);
    model->learned = std::move(parts.learned);
    model->reference = features::ReferenceStatistics::collect(model->features.spec(), data.rows, 0, trainEnd,
                                                              parts.training.seed);
    model->lineage.dataset = data.manifest;
    model->lineage.training = parts.training;
    model->lineage.leftOut = std::move(parts.leftOut);
    model->lineage.doubtful = std::move(parts.doubtful);
    model->lineage.familiarRows = parts.familiarRows;
    model->lineage.incremental = parts.incremental;
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

    auto classRows = evaluation::classRowsOf(model->features, data.rows,
                                             model->lineage.incremental ? data.rows.rows() : trainEnd);
    if (!classRows)
        return forward(classRows);
    model->classRows = std::move(*classRows);

    auto scorer = scoring::Scorer::create(model);
    if (!scorer)
        return forward(scorer);
    auto onTraining = scoreRows(**scorer, data.rows, 0, trainEnd);
    if (!onTraining)
        return forward(onTraining);
    auto onValidation = scoreRows(**scorer, data.rows, validationBegin, data.rows.rows());
    if (!onValidation)
        return forward(onValidation);

    if (model->objective().prediction == training::PredictionKind::Score) {
        model->threshold = training::quantile(onTraining->values, parts.training.thresholdQuantile);
        // These rows were scored before the threshold existed.
        for (scoring::Predictions* predictions : {&*onTraining, &*onValidation})
            for (std::size_t i = 0; i < predictions->size(); ++i)
                predictions->anomalous[i] = model::isAnomalous(*model, predictions->values[i]) ? 1 : 0;
    }
    model->reference.predictionSample = features::sortedSample(onTraining->values, parts.training.seed);
    if (model->lineage.incremental) {
        // Scoring the rows it has learned from again would overstate its quality.
        model->prequential = std::move(parts.prequential);
        model->baselines = evaluation::prequentialBaselines(
            model->features, model->positiveClass(), data.rows, model->prequential.counted().beforeLearning);
        evaluation::addNoChange(model->prequential, model->baselines);
    } else {
        model->trainingEvaluation = scoring::evaluatePredictions(*model, *onTraining);
        model->validation = scoring::evaluatePredictions(*model, *onValidation);
        model->baselines = evaluation::baselinesOn(*model, data.rows, validationBegin);
    }

    if (auto s = model::addExamples(*model, data.rows); !s)
        return forward(s);
    model::assignId(*model);
    return std::move(*model);
}

} // namespace driftwood::runs

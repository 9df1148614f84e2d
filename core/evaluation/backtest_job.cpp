#include "evaluation/backtest_job.h"

#include "base/clock.h"
#include "broker/range_sets.h"
#include "dataset/digest.h"
#include "drift/drift_json.h"
#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "evaluation/row_scoring.h"
#include "evaluation/stored_model.h"
#include "evaluation/stored_quality.h"
#include "model/inputs.h"
#include "scoring/input_check.h"
#include "scoring/prediction_metrics.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

namespace driftwood::evaluation {
namespace {

using Models = std::vector<std::shared_ptr<const model::TrainedModel>>;

Result<dataset::LoadedDataset> loadRecords(broker::Connection& connection, workspace::Workspace& workspace,
                                           const BacktestRequest& request, const Models& models,
                                           const ProgressSink& progress, const std::stop_token& stop) {
    if (!request.ranges) {
        auto row = workspace.dataset(request.dataset);
        if (!row)
            return forward(row);
        return dataset::loadDataset(connection, row->manifest, progress, stop);
    }
    const dataset::Manifest& trainedOn = models.front()->lineage.dataset;
    dataset::DatasetRequest read;
    read.name = "backtest";
    read.ranges = *request.ranges;
    read.beginMayMove = request.beginMayMove;
    read.isolation = trainedOn.isolation;
    read.decoder = model::scoringDecoder(models);
    read.split.validationFraction = 0.0;
    return dataset::createDataset(connection, read, progress, stop);
}

/// Removes the models' data sets from the ranges; returns the number of offsets removed.
Result<std::int64_t> leaveOutLearned(broker::TopicRanges& ranges,
                                     const std::vector<std::shared_ptr<const model::TrainedModel>>& models) {
    broker::TopicRanges learned{ranges.topic, {}};
    for (const auto& model : models) {
        const auto of = model->lineage.dataset.ranges();
        if (of.topic == ranges.topic)
            learned.ranges.insert(learned.ranges.end(), of.ranges.begin(), of.ranges.end());
    }
    const std::int64_t before = ranges.span();
    ranges = broker::without(ranges, learned);
    if (ranges.span() == 0)
        return fail(ErrorCode::NotFound, "one of the models was trained on each of these records",
                    ranges.topic.value, "Choose a range that is new to both, or wait for more records.");
    return before - ranges.span();
}

/// Records are read as the first model reads them, those of a data set as it says.
Status checkTypes(const model::TrainedModel& model, const dataset::LoadedDataset& data,
                  const BacktestRequest& request, const Models& models) {
    const auto bound = model.features.bindInputs(data.rows.schema());
    if (bound)
        return {};
    Error error = bound.error();
    error.what = "model " + model.name + ": " + error.what;
    if (!request.ranges)
        error.hint = "The types are those of data set " + request.dataset +
                     ". Try the model on a range of the topic, which is read as the model needs it.";
    else if (models.size() > 1)
        error.hint = "The records are read as model " + models.front()->name +
                     " needs them. Try the models one at a time, each on this range.";
    return tl::unexpected(std::move(error));
}

void updateDigest(dataset::Sha256& digest, const scoring::Predictions& predictions) {
    const auto bytes = [](const auto& values) {
        const auto view = std::as_bytes(std::span(values));
        return std::string_view(reinterpret_cast<const char*>(view.data()), view.size());
    };
    digest.update(bytes(predictions.values));
    digest.update(bytes(predictions.classes));
}

Result<BacktestResult> scoreAll(std::shared_ptr<const model::TrainedModel> model,
                                const dataset::LoadedDataset& data, std::size_t begin,
                                const drift::DriftConfig& config, const ProgressSink& progress,
                                const std::stop_token& stop) {
    auto monitor = drift::DriftMonitor::create(model, data.manifest.topic, config);
    if (!monitor)
        return forward(monitor);
    BacktestResult result;
    result.model = model;
    scoring::Predictions all;
    dataset::Sha256 digest;
    const auto take = [&](const records::RecordBatch& rows, const scoring::Predictions& said) {
        updateDigest(digest, said);
        auto reports = (*monitor)->observe(rows, said);
        std::ranges::move(reports, std::back_inserter(result.reports));
        scoring::append(all, said);
    };
    auto scoringTime = scoreRows(model, data, begin, take, progress, stop);
    if (!scoringTime)
        return forward(scoringTime);
    if (auto last = (*monitor)->flush())
        result.reports.push_back(std::move(*last));
    result.alarms = (*monitor)->alarms();
    result.evaluation = scoring::evaluatePredictions(*model, all);
    result.baselines = baselinesOn(*model, data.rows, begin);
    result.familiarRows = familiarRows(*model, data, begin);
    result.predictionsSha256 = digest.finish();
    if (scoringTime->count() > 0)
        result.recordsPerSec = static_cast<double>(all.size()) / scoringTime->count();
    return result;
}

workspace::BacktestRow toRow(const BacktestRequest& request, const dataset::LoadedDataset& data,
                             std::size_t begin, const BacktestResult& result) {
    workspace::BacktestRow row;
    row.modelId = result.model->id;
    row.datasetName = request.ranges ? std::string() : request.dataset;
    row.validationOnly = request.validationOnly;
    row.rangesJson = drift::toJson(data.manifest.ranges()).dump();
    for (const std::int64_t time : data.rows.timestampsMs().subspan(begin)) {
        if (time < 0)
            continue;
        row.fromMs = row.fromMs < 0 ? time : std::min(row.fromMs, time);
        row.toMs = std::max(row.toMs, time);
    }
    row.rows = static_cast<std::int64_t>(data.rows.rows() - begin);
    row.metricsJson = toJsonText(result.evaluation, result.baselines, false);
    row.alarms = static_cast<std::int64_t>(result.alarms.size());
    row.predictionsSha256 = result.predictionsSha256;
    row.createdAt = formatIso8601(timeNow());
    return row;
}

} // namespace

Result<BacktestOutcome> runBacktest(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder,
                                    const BacktestRequest& request, const ProgressSink& progress,
                                    const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    if (request.models.empty())
        return fail(ErrorCode::InvalidArgument, "no model to try", {}, "Name at least one with --model.");
    Models models;
    for (const std::string& name : request.models) {
        auto model = loadStoredModel(**workspace, name);
        if (!model)
            return forward(model);
        models.push_back(std::move(*model));
    }
    BacktestRequest wanted = request;
    std::int64_t learned = 0;
    if (request.ranges && request.leaveOutLearned) {
        auto leftOut = leaveOutLearned(*wanted.ranges, models);
        if (!leftOut)
            return forward(leftOut);
        learned = *leftOut;
    }
    auto data = loadRecords(connection, **workspace, wanted, models, progress, stop);
    if (!data)
        return forward(data);
    const auto begin = request.validationOnly ? static_cast<std::size_t>(data->validationBegin) : 0;
    if (begin >= data->rows.rows())
        return fail(ErrorCode::NotFound, "there are no rows to try the models on", data->manifest.topic.value,
                    request.validationOnly ? "The data set has no validation part: try all of it."
                                           : "Choose a range with records in it.");
    for (const auto& model : models)
        if (Status fits = scoring::checkInputs(*model, data->rows, data->manifest.topic.value); !fits)
            return forward(fits);
    for (const auto& model : models)
        if (Status fits = checkTypes(*model, *data, request, models); !fits)
            return forward(fits);
    BacktestOutcome outcome;
    outcome.records = data->manifest;
    outcome.learned = learned;
    outcome.rows = static_cast<std::int64_t>(data->rows.rows() - begin);
    for (const auto& model : models) {
        auto result = scoreAll(model, *data, begin, request.drift, progress, stop);
        if (!result)
            return forward(result);
        outcome.results.push_back(std::move(*result));
    }
    for (const BacktestResult& result : outcome.results)
        if (request.keep)
            if (Status kept = (*workspace)->addBacktest(toRow(request, *data, begin, result)); !kept)
                outcome.notKept = kept.error().what;
    return outcome;
}

} // namespace driftwood::evaluation

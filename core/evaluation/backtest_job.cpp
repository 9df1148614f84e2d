#include "evaluation/backtest_job.h"

#include "base/clock.h"
#include "broker/range_sets.h"
#include "dataset/stream_dataset.h"
#include "evaluation/model_trial.h"
#include "evaluation/row_scoring.h"
#include "evaluation/stored_model.h"
#include "model/inputs.h"
#include "scoring/over_time_rows.h"
#include "scoring/past_records.h"

#include <algorithm>
#include <limits>

namespace driftwood::evaluation {
namespace {

using Models = std::vector<std::shared_ptr<const model::TrainedModel>>;

std::string namesOf(const Models& models) {
    std::string names;
    for (const auto& model : models)
        names += (names.empty() ? "" : ", ") + model->name;
    return names;
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
Error explained(Error error, const std::string& model, const BacktestRequest& request, const Models& models) {
    error.what = "model " + model + ": " + error.what;
    if (!request.ranges)
        error.hint = "The types are those of data set " + request.dataset +
                     ". Try the model on a range of the topic, which is read as the model needs it.";
    else if (models.size() > 1)
        error.hint = "The records are read as model " + models.front()->name +
                     " needs them. Try the models one at a time, each on this range.";
    return error;
}

/// The models of a back-test on their way through the rows.
class Trials {
  public:
    Trials(const BacktestRequest& request, const Models& models)
        : m_request(request)
        , m_models(models) {}

    /// Sees the rows, which are at most `most`, from the first on; a second call begins anew.
    Status run(dataset::RowSource& rows, const TopicName& topic, std::int64_t most,
               const std::stop_token& stop) {
        m_trials.clear();
        m_begin = 0;
        m_seen = 0;
        m_fromMs = m_toMs = -1;
        if (m_request.validationOnly) // new ranges have no validation part
            m_begin = rows.parts() ? rows.parts()->validationBegin : std::numeric_limits<std::int64_t>::max();
        for (const auto& model : m_models) {
            auto trial = ModelTrial::create(model, *rows.schema(), topic, m_request.drift,
                                            std::max<std::int64_t>(most - m_begin, 0));
            if (!trial)
                return forward(trial);
            m_trials.push_back(std::move(*trial));
        }
        while (true) {
            const bool scores = m_seen >= m_begin;
            const std::int64_t left = m_begin - m_seen;
            auto batch =
                rows.next(scores ? kScoredAtOnce
                                 : static_cast<std::size_t>(std::min<std::int64_t>(left, kScoredAtOnce)),
                          stop);
            if (!batch)
                return forward(batch);
            if (batch->empty())
                return {};
            if (Status seen = see(*batch, scores); !seen)
                return seen;
        }
    }

    [[nodiscard]] std::int64_t rows() const { return std::max<std::int64_t>(m_seen - m_begin, 0); }

    /// Whether the rows were such that the models can be judged by them.
    [[nodiscard]] Status check(const TopicName& topic) const {
        if (rows() == 0)
            return fail(ErrorCode::NotFound, "there are no rows to try the models on", topic.value,
                        m_request.validationOnly ? "The data set has no validation part: try all of it."
                                                 : "Choose a range with records in it.");
        for (const auto& trial : m_trials)
            if (Status fits = trial->checkRead(topic); !fits)
                return fits;
        for (std::size_t i = 0; i < m_trials.size(); ++i)
            if (const Status& fits = m_trials[i]->readable(); !fits)
                return tl::unexpected(explained(fits.error(), m_models[i]->name, m_request, m_models));
        return {};
    }

    [[nodiscard]] std::vector<BacktestResult> finish(const dataset::LoadedDataset& data) {
        std::vector<BacktestResult> results;
        for (const auto& trial : m_trials)
            results.push_back(trial->finish(data.manifest, data.trainRows, m_begin));
        return results;
    }

    /// For the workspace's list.
    [[nodiscard]] workspace::BacktestRow toRow(const dataset::Manifest& records,
                                               const BacktestResult& result) const {
        workspace::BacktestRow row;
        row.modelId = result.model->id;
        row.datasetName = m_request.ranges ? std::string() : m_request.dataset;
        row.validationOnly = m_request.validationOnly;
        row.ranges = records.ranges();
        row.fromMs = m_fromMs;
        row.toMs = m_toMs;
        row.rows = rows();
        row.quality =
            workspace::StoredQuality{result.evaluation, result.baselines, false, result.familiarRows};
        row.alarms = static_cast<std::int64_t>(result.alarms.size());
        row.predictionsSha256 = result.predictionsSha256;
        row.createdAt = formatIso8601(timeNow());
        return row;
    }

  private:
    Status see(const records::RecordBatch& rows, bool scores) {
        m_seen += static_cast<std::int64_t>(rows.rows());
        for (const auto& trial : m_trials) {
            if (!scores)
                trial->pass(rows);
            else if (Status scored = trial->score(rows); !scored)
                return scored;
        }
        for (const std::int64_t time : rows.timestampsMs()) {
            if (!scores || time < 0)
                continue;
            m_fromMs = m_fromMs < 0 ? time : std::min(m_fromMs, time);
            m_toMs = std::max(m_toMs, time);
        }
        return {};
    }

    const BacktestRequest& m_request;
    const Models& m_models;
    std::vector<std::unique_ptr<ModelTrial>> m_trials;
    std::int64_t m_begin = 0; ///< the first row that is scored
    std::int64_t m_seen = 0;
    std::int64_t m_fromMs = -1; ///< of the scored rows
    std::int64_t m_toMs = -1;
};

/// Reads the records before the ranges into the columns, as an attachment that begins there does.
Status rememberPast(broker::Connection& connection, const dataset::DatasetRequest& read,
                    features::OverTimeColumns& columns, const std::stop_token& stop) {
    std::vector<Position> starts;
    for (const broker::OffsetRange& range : read.ranges.ranges)
        if (starts.empty() || starts.back().partition != range.partition)
            starts.push_back({range.partition, range.begin});
    auto past = scoring::PastRecords::open(connection, read.ranges.topic, starts, columns.within(),
                                           read.decoder, read.isolation);
    if (!past)
        return forward(past);
    while (true) {
        const auto all = (*past)->step(columns, stop);
        if (!all)
            return tl::unexpected<Error>(all.error());
        if (*all)
            return {};
    }
}

/// Reads the request's records and gives them to `use`.
Result<dataset::LoadedDataset> readRecords(broker::Connection& connection, workspace::Workspace& workspace,
                                           const BacktestRequest& request, const Models& models,
                                           Trials& trials, const ProgressSink& progress,
                                           const std::stop_token& stop) {
    const auto columns = model::overTimeOf(models);
    const dataset::StreamOptions options{.fields = model::fieldsOf(models),
                                         .stage = "scoring with " + namesOf(models)};
    if (!request.ranges) {
        auto row = workspace.dataset(request.dataset);
        if (!row)
            return forward(row);
        const dataset::Manifest& manifest = row->manifest;
        if (!columns.empty())
            if (Status whole = scoring::checkUnfiltered(manifest); !whole)
                return forward(whole);
        return dataset::streamDataset(
            connection, manifest, options,
            [&](dataset::RowSource& read) {
                return scoring::withColumnsOverTime(
                    read, columns, manifest.ranges(), [&](dataset::RowSource& rows) {
                        return trials.run(rows, manifest.topic, manifest.rows, stop);
                    });
            },
            progress, stop);
    }
    const dataset::Manifest& trainedOn = models.front()->lineage.dataset;
    dataset::DatasetRequest read;
    read.name = "backtest";
    read.ranges = *request.ranges;
    read.beginMayMove = request.beginMayMove;
    read.isolation = trainedOn.isolation;
    read.decoder = model::scoringDecoder(models, connection.profile().registry);
    read.split.validationFraction = 0.0;
    return dataset::streamDataset(
        connection, read, options,
        [&](dataset::RowSource& found) {
            return scoring::withColumnsOverTime(
                found, columns, read.ranges,
                [&](dataset::RowSource& rows) {
                    return trials.run(rows, read.ranges.topic, read.ranges.span(), stop);
                },
                [&](features::OverTimeColumns& over, const std::stop_token& until) {
                    return rememberPast(connection, read, over, until);
                });
        },
        progress, stop);
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
    bool tookOthers = false;
    if (request.ranges && request.leaveOutLearned) {
        auto leftOut = leaveOutLearned(*wanted.ranges, models);
        if (!leftOut && request.otherwise) {
            tookOthers = true;
            wanted.ranges = request.otherwise;
            leftOut = leaveOutLearned(*wanted.ranges, models);
        }
        if (!leftOut)
            return forward(leftOut);
        learned = *leftOut;
    }
    Trials trials(wanted, models);
    auto data = readRecords(connection, **workspace, wanted, models, trials, progress, stop);
    if (!data)
        return forward(data);
    if (Status fit = trials.check(data->manifest.topic); !fit)
        return forward(fit);
    BacktestOutcome outcome;
    outcome.learned = learned;
    outcome.tookOthers = tookOthers;
    outcome.rows = trials.rows();
    outcome.results = trials.finish(*data);
    outcome.records = std::move(data->manifest);
    outcome.failures = std::move(data->failures);
    for (const BacktestResult& result : outcome.results)
        if (request.keep)
            if (Status kept = (*workspace)->addBacktest(trials.toRow(outcome.records, result)); !kept)
                outcome.notKept = kept.error().what;
    return outcome;
}

} // namespace driftwood::evaluation

#include "evaluation/model_trial.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace driftwood::evaluation {
namespace {

void updateDigest(dataset::Sha256& digest, const scoring::Predictions& predictions) {
    const auto bytes = [](const auto& values) {
        const auto view = std::as_bytes(std::span(values));
        return std::string_view(reinterpret_cast<const char*>(view.data()), view.size());
    };
    digest.update(bytes(predictions.values));
    digest.update(bytes(predictions.classes));
}

} // namespace

ModelTrial::ModelTrial(std::shared_ptr<const model::TrainedModel> model, const records::Schema& schema,
                       std::int64_t mostRows)
    : m_model(std::move(model))
    , m_inputs(*m_model)
    , m_tally(*m_model)
    , m_baselines(BaselineWalk::create(m_model->features, schema,
                                       learnedLabels(m_model->features, m_model->classRows),
                                       m_model->positiveClass()))
    , m_itsOwn(*m_model) {
    if (m_baselines)
        m_baselines->expectAtMost(mostRows);
    if (auto bound = m_model->features.bindInputs(schema); !bound)
        m_readable = forward(bound);
}

Result<std::unique_ptr<ModelTrial>> ModelTrial::create(std::shared_ptr<const model::TrainedModel> model,
                                                       const records::Schema& schema, const TopicName& topic,
                                                       const drift::DriftConfig& config,
                                                       std::int64_t mostRows) {
    std::unique_ptr<ModelTrial> trial(new ModelTrial(std::move(model), schema, mostRows));
    auto monitor = drift::DriftMonitor::create(trial->m_model, topic, config);
    if (!monitor)
        return forward(monitor);
    trial->m_monitor = std::move(*monitor);
    auto scorer = scoring::Scorer::create(trial->m_model);
    if (!scorer)
        return forward(scorer);
    trial->m_scorer = std::move(*scorer);
    return trial;
}

void ModelTrial::pass(const records::RecordBatch& rows) {
    m_inputs.add(rows);
    if (m_readable && m_baselines)
        m_baselines->advance(rows, 0, rows.rows(), false);
}

Status ModelTrial::score(const records::RecordBatch& rows) {
    m_inputs.add(rows);
    if (!m_readable)
        return {};
    const auto started = std::chrono::steady_clock::now();
    const auto predictions = m_scorer->score(rows);
    m_scoringTime += std::chrono::steady_clock::now() - started;
    if (!predictions)
        return tl::unexpected<Error>(predictions.error());
    updateDigest(m_digest, *predictions);
    auto reports = m_monitor->observe(rows, *predictions);
    std::ranges::move(reports, std::back_inserter(m_reports));
    m_tally.add(*predictions);
    if (m_baselines)
        m_baselines->advance(rows, 0, rows.rows(), true);
    m_itsOwn.add(rows);
    return {};
}

Status ModelTrial::checkRead(const TopicName& topic) const { return m_inputs.finish(topic.value); }

BacktestResult ModelTrial::finish(const dataset::Manifest& records, std::int64_t trainRows,
                                  std::int64_t begin) {
    BacktestResult result;
    result.model = m_model;
    if (auto last = m_monitor->flush())
        m_reports.push_back(std::move(*last));
    result.reports = std::move(m_reports);
    result.alarms = m_monitor->alarms();
    result.evaluation = m_tally.evaluation();
    if (m_baselines)
        result.baselines = m_baselines->baselines();
    result.familiarRows = m_itsOwn.familiar(records, trainRows, begin);
    result.predictionsSha256 = m_digest.finish();
    if (m_scoringTime.count() > 0)
        result.recordsPerSec = static_cast<double>(m_tally.rows()) / m_scoringTime.count();
    return result;
}

} // namespace driftwood::evaluation

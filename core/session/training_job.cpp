#include "session/training_job.h"

#include "base/clock.h"
#include "base/files.h"
#include "dataset/dataset.h"
#include "model/torch_backend.h"
#include "session/feature_suggestion.h"
#include "session/model_assembly.h"
#include "session/training_data.h"
#include "training/incremental_trainer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// At most this many points of a step-wise metric are kept; evaluations are always kept.
constexpr std::int64_t kKeptSteps = 20000;
/// Rows an incremental run learns between two looks at the stop token and the clock.
constexpr std::size_t kIncrementalChunk = 256;

std::string nowIso() { return formatIso8601(SystemClock().now()); }

/// A run in progress: what it is, where it is kept, whom it tells.
class TrainingRun {
  public:
    TrainingRun(broker::Connection& connection, std::unique_ptr<workspace::Workspace> workspace,
                TrainRequest request, const TrainSink& sink, const std::stop_token& stop)
        : m_connection(connection)
        , m_workspace(std::move(workspace))
        , m_request(std::move(request))
        , m_sink(sink)
        , m_stop(stop) {}

    Result<TrainOutcome> run(std::optional<workspace::RunRow> resumed);

  private:
    Status load();
    Status startRow(std::optional<workspace::RunRow> resumed);
    Result<TrainOutcome> trainBatch();
    Result<TrainOutcome> trainIncrementally();
    template <class Trainer>
    Status restore(Trainer& trainer);
    template <class Trainer>
    Status checkpoint(const Trainer& trainer, bool now);
    Result<TrainOutcome> stopped();
    Result<TrainOutcome> finish(ModelParts parts, std::string stopReason);
    Status report(TrainUpdate update);
    Result<std::unique_ptr<training::GradientEngine>> makeEngine(const PreparedData& data) const;

    broker::Connection& m_connection;
    std::unique_ptr<workspace::Workspace> m_workspace;
    TrainRequest m_request;
    const TrainSink& m_sink;
    const std::stop_token& m_stop;
    bool m_resuming = false;
    workspace::RunRow m_row;
    std::optional<dataset::LoadedDataset> m_data;
    std::vector<workspace::MetricRow> m_unsaved;
    SteadyClock::time_point m_lastSaved = SteadyClock::now();
    SteadyClock::time_point m_lastCheckpoint = SteadyClock::now();
};

Status TrainingRun::report(TrainUpdate update) {
    m_unsaved.insert(m_unsaved.end(), update.metrics.begin(), update.metrics.end());
    if (m_sink)
        m_sink(std::move(update));
    // A commit costs a disk flush: one a second is what a crash may cost of the history, not of the
    // checkpoint.
    if (SteadyClock::now() - m_lastSaved < std::chrono::seconds(1))
        return {};
    m_lastSaved = SteadyClock::now();
    const auto rows = std::exchange(m_unsaved, {});
    return m_workspace->addMetrics(m_row.id, rows);
}

Status TrainingRun::load() {
    auto row = m_workspace->dataset(m_request.dataset);
    if (!row)
        return forward(row);
    const auto progress = [&](const Progress& p) {
        if (m_sink)
            m_sink({p, {}});
    };
    auto data = dataset::loadDataset(m_connection, row->manifest, progress, m_stop);
    if (!data)
        return forward(data);
    m_data.emplace(std::move(*data));
    if (m_request.features.inputs.empty()) {
        auto suggested = suggestFeatures(*m_data, m_request.training.task, m_request.features.labelPath);
        if (!suggested)
            return forward(suggested);
        m_request.features = std::move(*suggested);
    }
    return m_request.features.check(m_data->rows.schema());
}

Status TrainingRun::startRow(std::optional<workspace::RunRow> resumed) {
    if (resumed) {
        m_resuming = true;
        m_row = std::move(*resumed);
        m_row.status = workspace::RunStatus::Running;
        m_row.stopReason.clear();
        return m_workspace->updateRun(m_row);
    }
    m_row.name = m_request.modelName;
    m_row.datasetName = m_request.dataset;
    m_row.task = training::taskName(m_request.training.task);
    m_row.featureSpecJson = nlohmann::json(m_request.features).dump();
    m_row.trainingSpecJson = nlohmann::json(m_request.training).dump();
    m_row.incremental = m_request.incremental;
    m_row.parentModelId = m_request.parentModelId;
    m_row.engine = m_request.engine == EngineChoice::LibTorch ? "libtorch" : "native";
    m_row.startedAt = nowIso();
    const auto id = m_workspace->addRun(m_row);
    if (!id)
        return tl::unexpected(id.error());
    m_row.id = *id;
    const auto folder = m_workspace->folder() / "checkpoints";
    if (auto s = makeFolder(folder); !s)
        return s;
    m_row.checkpointPath = (folder / ("run-" + std::to_string(m_row.id) + ".safetensors")).string();
    return {};
}

Result<TrainOutcome> TrainingRun::run(std::optional<workspace::RunRow> resumed) {
    if (auto s = load(); !s)
        return forward(s);
    if (auto s = startRow(std::move(resumed)); !s)
        return forward(s);
    auto outcome = m_request.incremental ? trainIncrementally() : trainBatch();
    if (!outcome) {
        m_row.status = workspace::RunStatus::Failed;
        m_row.stopReason = outcome.error().text();
        m_row.finishedAt = nowIso();
        // The run's own error matters more than one in noting it down.
        (void)m_workspace->addMetrics(m_row.id, m_unsaved);
        (void)m_workspace->updateRun(m_row);
    }
    return outcome;
}

template <class Trainer>
Status TrainingRun::restore(Trainer& trainer) {
    if (!m_resuming)
        return {};
    return trainer.restoreCheckpoint(m_row.checkpointPath);
}

template <class Trainer>
Status TrainingRun::checkpoint(const Trainer& trainer, bool now) {
    if (!now && SteadyClock::now() - m_lastCheckpoint < m_request.checkpointEvery)
        return {};
    m_lastCheckpoint = SteadyClock::now();
    if (auto s = trainer.saveCheckpoint(m_row.checkpointPath); !s)
        return s;
    return m_workspace->updateRun(m_row);
}

Result<std::unique_ptr<training::GradientEngine>> TrainingRun::makeEngine(const PreparedData& data) const {
    const int classes = static_cast<int>(data.features.classes().size());
    const auto& spec = m_request.training;
    auto shape =
        training::denseShape(spec.network, spec.task, static_cast<int>(data.features.outputs()), classes);
    if (!shape)
        return forward(shape);
    const auto loss = training::lossOf(spec.task, classes);
    if (m_request.engine == EngineChoice::Native)
        return training::makeNativeEngine(*shape, loss);
    auto backend = model::torchBackend();
    if (!backend)
        return forward(backend);
    return (*backend)->makeEagerEngine(*shape, loss);
}

Result<TrainOutcome> TrainingRun::trainBatch() {
    auto prepared = prepare(*m_data, m_request.features);
    if (!prepared)
        return forward(prepared);
    auto engine = makeEngine(*prepared);
    if (!engine)
        return forward(engine);
    auto created = training::Trainer::create(m_request.training, prepared->trainData(),
                                             prepared->validationData(), std::move(*engine));
    if (!created)
        return forward(created);
    training::Trainer& trainer = **created;
    if (auto s = restore(trainer); !s)
        return forward(s);
    m_row.engine = trainer.engineName();

    const std::int64_t keepEvery = std::max<std::int64_t>(1, trainer.totalSteps() / kKeptSteps);
    while (trainer.stopped() == training::StopReason::NotStopped) {
        if (m_stop.stop_requested()) {
            if (auto s = checkpoint(trainer, true); !s)
                return forward(s);
            return stopped();
        }
        auto step = trainer.step();
        if (!step)
            return forward(step);
        m_row.steps = step->step;
        TrainUpdate update{{"training", step->step, trainer.totalSteps(), "steps", {}}, {}};
        update.progress.detail = "epoch " + std::to_string(step->epoch);
        if (step->step % keepEvery == 0 || step->validation) {
            update.metrics.push_back({step->step, "train/loss", step->loss});
            update.metrics.push_back({step->step, "train/gradient_norm", step->gradientNorm});
        }
        if (step->validation) {
            update.metrics.push_back({step->step, "train/epoch_loss", step->epochLoss});
            for (const auto& [name, value] : step->validation->values)
                update.metrics.push_back({step->step, "validation/" + name, value});
        }
        if (auto s = report(std::move(update)); !s)
            return forward(s);
        if (auto s = checkpoint(trainer, false); !s)
            return forward(s);
    }
    const training::StopReason reason = trainer.stopped();
    if (reason == training::StopReason::NotFinite && trainer.bestEpoch() == 0)
        return fail(ErrorCode::CorruptData, "the loss became infinite or not a number in the first epoch",
                    "run " + std::to_string(m_row.id) + ", step " + std::to_string(trainer.stepsDone()),
                    "Lower the learning rate, or look at the fields' extremes.");
    ModelParts parts;
    parts.features = prepared->features;
    parts.shape = trainer.shape();
    parts.parameters = trainer.bestParameters();
    parts.bestEpoch = trainer.bestEpoch();
    parts.steps = trainer.stepsDone();
    return finish(std::move(parts), std::string(training::stopReasonText(reason)));
}

Result<TrainOutcome> TrainingRun::trainIncrementally() {
    auto created =
        training::IncrementalTrainer::create(m_request.training, m_request.features, m_data->rows, {});
    if (!created)
        return forward(created);
    training::IncrementalTrainer& trainer = **created;
    if (auto s = restore(trainer); !s)
        return forward(s);
    const std::size_t rows = m_data->rows.rows();
    for (auto done = static_cast<std::size_t>(trainer.rowsSeen()); done < rows;) {
        if (m_stop.stop_requested()) {
            if (auto s = checkpoint(trainer, true); !s)
                return forward(s);
            return stopped();
        }
        const std::size_t end = std::min(rows, done + kIncrementalChunk);
        auto metrics = trainer.advance(m_data->rows, done, end);
        if (!metrics)
            return forward(metrics);
        done = end;
        m_row.steps = metrics->rows;
        const auto at = static_cast<std::int64_t>(done);
        TrainUpdate update{{"learning in log order", at, static_cast<std::int64_t>(rows), "records", {}}, {}};
        update.metrics.push_back({metrics->rows, "train/loss", metrics->loss});
        for (const auto& [name, value] : metrics->overall.values)
            update.metrics.push_back({metrics->rows, "prequential/" + name, value});
        for (const auto& [name, value] : metrics->window.values)
            update.metrics.push_back({metrics->rows, "window/" + name, value});
        if (auto s = report(std::move(update)); !s)
            return forward(s);
        if (auto s = checkpoint(trainer, false); !s)
            return forward(s);
    }
    ModelParts parts;
    parts.features = trainer.features();
    parts.shape = trainer.shape();
    parts.parameters = trainer.parameters();
    parts.steps = m_row.steps;
    parts.incremental = true;
    return finish(std::move(parts), "end of the data set");
}

Result<TrainOutcome> TrainingRun::stopped() {
    if (auto s = m_workspace->addMetrics(m_row.id, std::exchange(m_unsaved, {})); !s)
        return forward(s);
    m_row.status = workspace::RunStatus::Stopped;
    m_row.stopReason = "stopped by you";
    m_row.finishedAt = nowIso();
    if (auto s = m_workspace->updateRun(m_row); !s)
        return forward(s);
    return TrainOutcome{m_row, nullptr};
}

Result<TrainOutcome> TrainingRun::finish(ModelParts parts, std::string stopReason) {
    parts.name = m_request.modelName;
    parts.training = m_request.training;
    parts.parentModelId = m_request.parentModelId;
    parts.engine = m_row.engine;
    parts.stopReason = stopReason;
    auto assembled = assembleModel(std::move(parts), *m_data);
    if (!assembled)
        return forward(assembled);
    const auto model = std::make_shared<const model::TrainedModel>(std::move(*assembled));

    const auto folder = m_workspace->folder() / "models" / model->id;
    if (auto s = makeFolder(folder.parent_path()); !s)
        return forward(s);
    // The same data, specs and seed give the same weights and so the same id: training twice is no error.
    if (auto s = model::saveBundle(*model, folder); !s && s.error().code != ErrorCode::AlreadyExists)
        return forward(s);

    workspace::ModelRow row;
    row.id = model->id;
    row.name = model->name;
    row.task = training::taskName(model->task);
    row.bundlePath = folder.string();
    row.datasetName = m_request.dataset;
    row.runId = m_row.id;
    row.parentModelId = m_request.parentModelId;
    row.metricsJson = nlohmann::json(model->validation.values).dump();
    row.createdAt = nowIso();
    if (auto s = m_workspace->addMetrics(m_row.id, std::exchange(m_unsaved, {})); !s)
        return forward(s);
    if (auto s = m_workspace->addModel(row); !s && s.error().code != ErrorCode::AlreadyExists)
        return forward(s);
    m_row.status = workspace::RunStatus::Finished;
    m_row.stopReason = std::move(stopReason);
    m_row.modelId = model->id;
    m_row.finishedAt = nowIso();
    if (auto s = m_workspace->updateRun(m_row); !s)
        return forward(s);
    return TrainOutcome{m_row, model};
}

} // namespace

Result<TrainOutcome> runTraining(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
                                 const TrainRequest& request, const TrainSink& sink,
                                 const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    return TrainingRun(connection, std::move(*workspace), request, sink, stop).run(std::nullopt);
}

Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder, std::int64_t runId,
                                    const TrainSink& sink, const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto row = (*workspace)->run(runId);
    if (!row)
        return forward(row);
    const std::string where = "run " + std::to_string(runId);
    if (row->status == workspace::RunStatus::Finished)
        return fail(ErrorCode::InvalidArgument, "the run is finished; there is nothing to resume", where);
    if (row->checkpointPath.empty() || !std::filesystem::exists(row->checkpointPath))
        return fail(ErrorCode::NotFound, "the run has no checkpoint to go on from", where,
                    "Train again from the start.");
    TrainRequest request;
    request.dataset = row->datasetName;
    request.modelName = row->name;
    request.incremental = row->incremental;
    request.parentModelId = row->parentModelId;
    request.engine = row->engine.starts_with("libtorch") ? EngineChoice::LibTorch : EngineChoice::Native;
    const auto features = nlohmann::json::parse(row->featureSpecJson, nullptr, false);
    auto featureSpec = features::featureSpecFromJson(features, where);
    if (!featureSpec)
        return forward(featureSpec);
    request.features = std::move(*featureSpec);
    auto trainingSpec =
        training::trainingSpecFromJson(nlohmann::json::parse(row->trainingSpecJson, nullptr, false), where);
    if (!trainingSpec)
        return forward(trainingSpec);
    request.training = std::move(*trainingSpec);
    return TrainingRun(connection, std::move(*workspace), std::move(request), sink, stop)
        .run(std::move(*row));
}

} // namespace driftwood::session

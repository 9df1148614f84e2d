#include "session/training_job.h"

#include "base/files.h"
#include "base/log.h"
#include "dataset/dataset.h"
#include "model/torch_backend.h"
#include "session/baseline_walk.h"
#include "session/feature_suggestion.h"
#include "session/loss_spikes.h"
#include "session/model_assembly.h"
#include "session/run_journal.h"
#include "session/stored_model.h"
#include "session/stored_quality.h"
#include "session/training_data.h"
#include "training/incremental_trainer.h"
#include "training/transfer_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Rows an incremental run learns between two looks at the stop token and the clock.
constexpr std::size_t kIncrementalChunk = 256;
/// From the first checkpoint, of nothing learned yet, to the second.
constexpr std::chrono::seconds kEarlyCheckpoint{1};

std::int64_t stepsOf(const training::Trainer& trainer) { return trainer.stepsDone(); }
std::int64_t stepsOf(const training::IncrementalTrainer& trainer) { return trainer.rowsSeen(); }

/// A run in progress: what it is, where it is kept, whom it tells.
class TrainingRun {
  public:
    TrainingRun(broker::Connection& connection, std::unique_ptr<workspace::Workspace> workspace,
                TrainRequest request, const TrainSink& sink, const std::stop_token& stop,
                TrainControl* control)
        : m_connection(connection)
        , m_workspace(std::move(workspace))
        , m_request(std::move(request))
        , m_stop(stop)
        , m_control(control)
        , m_journal(*m_workspace, sink) {}

    Result<TrainOutcome> run(std::optional<workspace::RunRow> resumed);

  private:
    Status load();
    Status begin(std::optional<workspace::RunRow> resumed);
    Result<TrainOutcome> trainBatch();
    Result<TrainOutcome> trainIncrementally();
    template <class Trainer>
    Status restore(Trainer& trainer);
    template <class Trainer>
    Status checkpoint(const Trainer& trainer);
    template <class Trainer>
    Status checkpointIfDue(const Trainer& trainer);
    template <class Trainer>
    Status secure(const Trainer& trainer);
    /// Does what was asked for from outside since the last step.
    template <class Trainer>
    Status attend(const Trainer& trainer);
    Status announce(std::shared_ptr<RunSetup> setup, const training::Baselines& baselines);
    Status namePositiveClass(const features::FittedFeatures& features, std::size_t trainEnd);
    Status noteWorstRecord(training::Trainer& trainer, const training::StepMetrics& step,
                           std::vector<workspace::MetricRow>& metrics) const;
    Result<TrainOutcome> stopped();
    Result<TrainOutcome> finish(ModelParts parts, std::string stopReason);
    training::EngineFactory engineFactory() const;
    Result<training::DenseShape> shapeOf(const PreparedData& data) const;
    std::vector<float> startFor(const features::FittedFeatures& features, const training::DenseShape& shape);
    void noteStart(const Error* whyNot);
    Result<std::unique_ptr<training::IncrementalTrainer>> makeOnePassTrainer();
    std::shared_ptr<RunSetup> setupOf(const training::IncrementalTrainer& trainer) const;

    broker::Connection& m_connection;
    std::unique_ptr<workspace::Workspace> m_workspace;
    TrainRequest m_request;
    const std::stop_token& m_stop;
    TrainControl* m_control;
    RunJournal m_journal;
    bool m_resuming = false;
    bool m_staysStopped = false; ///< what failed was to keep its best epoch: nothing became of the run itself
    std::optional<dataset::LoadedDataset> m_data;
    FeatureChoice m_choice;                              ///< once the data set is read
    std::shared_ptr<const model::TrainedModel> m_parent; ///< null: none
    std::string m_startedFrom;                           ///< as Lineage has it
    SteadyClock::time_point m_lastCheckpoint;
    int m_checkpoints = 0;
};

Status TrainingRun::load() {
    if (!m_request.parentModelId.empty()) {
        auto parent = m_workspace->model(m_request.parentModelId);
        if (!parent)
            return forward(parent);
        m_request.parentModelId = parent->id;
        auto model = loadStoredModel(*m_workspace, parent->id);
        if (!model)
            return forward(model);
        m_parent = std::move(*model);
    }
    auto row = m_workspace->dataset(m_request.dataset);
    if (!row)
        return forward(row);
    const auto progress = [&](const Progress& p) { m_journal.tell(p); };
    auto data = dataset::loadDataset(m_connection, row->manifest, progress, m_stop);
    if (!data)
        return forward(data);
    m_data.emplace(std::move(*data));
    if (m_request.features.inputs.empty()) {
        auto suggested =
            suggestFeatures(*m_data, row->rolesJson, m_request.training.task, m_request.features.labelPath);
        if (!suggested)
            return forward(suggested);
        m_choice = std::move(*suggested);
        m_request.features = m_choice.spec;
    }
    if (auto s = m_request.features.check(m_data->rows.schema()); !s)
        return s;
    if (m_choice.spec.inputs.empty()) // named by a person, or a resumed run's
        m_choice = reviewFeatures(*m_data, row->rolesJson, m_request.features);
    for (const model::LeftOutField& field : m_choice.leftOut)
        log::info("not learned from: " + field.path + ", " + field.reason);
    for (const model::LeftOutField& field : m_choice.doubtful)
        log::warning("doubtful: " + field.path + ", " + field.reason);
    m_journal.row().featureSpecJson = nlohmann::json(m_request.features).dump();
    return m_journal.saveRow();
}

Status TrainingRun::begin(std::optional<workspace::RunRow> resumed) {
    m_resuming = resumed.has_value();
    if (resumed)
        return m_journal.begin(std::move(*resumed));
    return m_journal.begin(runRowOf(m_request));
}

Result<TrainOutcome> TrainingRun::run(std::optional<workspace::RunRow> resumed) {
    if (auto s = begin(std::move(resumed)); !s)
        return forward(s);
    auto outcome = [&]() -> Result<TrainOutcome> {
        if (auto s = load(); !s)
            return forward(s);
        return m_request.incremental ? trainIncrementally() : trainBatch();
    }();
    if (!outcome) {
        const bool cancelled = outcome.error().code == ErrorCode::Cancelled || m_staysStopped;
        // The run's own error matters more than one in noting it down.
        (void)m_journal.end(cancelled ? workspace::RunStatus::Stopped : workspace::RunStatus::Failed,
                            outcome.error().text());
    }
    return outcome;
}

template <class Trainer>
Status TrainingRun::restore(Trainer& trainer) {
    if (m_resuming) {
        if (auto s = trainer.restoreCheckpoint(m_journal.row().checkpointPath); !s)
            return s;
    }
    m_journal.row().steps = stepsOf(trainer);
    if (auto s = m_journal.startClock(stepsOf(trainer)); !s)
        return s;
    return checkpointIfDue(trainer);
}

template <class Trainer>
Status TrainingRun::checkpoint(const Trainer& trainer) {
    m_lastCheckpoint = SteadyClock::now();
    if (auto s = trainer.saveCheckpoint(m_journal.row().checkpointPath); !s)
        return s;
    return m_journal.checkpointed(m_journal.row().steps);
}

/// Before the first step, a second later, then at the pace asked for. A full disk does not end a training:
/// what was learned is in memory, and there may be space when the next checkpoint is due.
template <class Trainer>
Status TrainingRun::checkpointIfDue(const Trainer& trainer) {
    const auto wait =
        m_checkpoints > 1 ? m_request.checkpointEvery : std::min(m_request.checkpointEvery, kEarlyCheckpoint);
    if (m_checkpoints > 0 && SteadyClock::now() - m_lastCheckpoint < wait)
        return {};
    ++m_checkpoints;
    Status saved = checkpoint(trainer);
    if (saved || saved.error().code != ErrorCode::NoSpace)
        return saved;
    log::warning("run " + std::to_string(m_journal.row().id) +
                 " goes on without a new checkpoint: " + saved.error().text());
    return {};
}

/// Should saving the model fail, for want of space say, resuming has only that left to do. Where there is no
/// space for this either, the checkpoint before it stays.
template <class Trainer>
Status TrainingRun::secure(const Trainer& trainer) {
    Status saved = checkpoint(trainer);
    return !saved && saved.error().code == ErrorCode::NoSpace ? Status() : saved;
}

template <class Trainer>
Status TrainingRun::attend(const Trainer& trainer) {
    if (m_control == nullptr)
        return {};
    m_control->aboutToStep(stepsOf(trainer), m_stop);
    const bool asked = m_control->takeCheckpointRequest();
    const bool hold = m_control->paused();
    if (asked || hold) {
        // A held run may be left for good: all of it is on the disk first.
        if (auto s = m_journal.saveMetrics(); !s)
            return s;
        if (auto s = checkpoint(trainer); !s)
            return s;
    }
    if (hold)
        m_journal.putOffClock(m_control->waitWhilePaused(m_stop));
    return {};
}

std::shared_ptr<RunSetup> TrainingRun::setupOf(const training::IncrementalTrainer& trainer) const {
    auto setup = std::make_shared<RunSetup>();
    setup->trainRows = static_cast<std::int64_t>(m_data->rows.rows());
    setup->shape = trainer.shape();
    setup->inputs = trainer.features().inputs();
    return setup;
}

/// The run's row names the class from then on: a model that is trained again means the same one.
Status TrainingRun::namePositiveClass(const features::FittedFeatures& features, std::size_t trainEnd) {
    auto named = positiveClassName(features, m_data->rows, trainEnd, m_request.training.positiveClass);
    if (!named)
        return forward(named);
    m_request.training.positiveClass = std::move(*named);
    m_journal.row().trainingSpecJson = nlohmann::json(m_request.training).dump();
    return m_journal.saveRow();
}

Status TrainingRun::announce(std::shared_ptr<RunSetup> setup, const training::Baselines& baselines) {
    if (!m_journal.isWatched())
        return {};
    setup->reference = features::ReferenceStatistics::collect(m_request.features, m_data->rows, 0,
                                                              static_cast<std::size_t>(setup->trainRows),
                                                              m_request.training.seed);
    setup->leftOut = m_choice.leftOut;
    setup->doubtful = m_choice.doubtful;
    TrainUpdate update{.progress = {"preparing", 0, 0, {}, {}}, .setup = setup};
    const auto note = [&](const char* name, std::int64_t value) {
        update.metrics.push_back({0, name, static_cast<double>(value)});
    };
    note("rows/train", setup->trainRows);
    note("rows/gap", setup->gapRows);
    note("rows/validation", setup->validationRows);
    if (setup->rowsWithoutLabel > 0)
        note("rows/without_label", setup->rowsWithoutLabel);
    note("network/inputs", setup->shape.inputs());
    note("network/outputs", setup->shape.outputs());
    note("network/parameters", static_cast<std::int64_t>(setup->shape.parameterCount()));
    addBaselines(baselines, update.metrics);
    return m_journal.report(std::move(update));
}

/// Which record had the largest part in a batch's loss.
Status TrainingRun::noteWorstRecord(training::Trainer& trainer, const training::StepMetrics& step,
                                    std::vector<workspace::MetricRow>& metrics) const {
    const auto losses = trainer.rowLosses(*step.rows);
    if (!losses)
        return tl::unexpected<Error>(losses.error());
    const auto worst = std::ranges::max_element(
        *losses, [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
    const Position position =
        m_data->rows.position((*step.rows)[static_cast<std::size_t>(worst - losses->begin())]);
    metrics.push_back({step.step, "spike/loss", step.loss});
    metrics.push_back({step.step, "spike/partition", static_cast<double>(position.partition.value)});
    metrics.push_back({step.step, "spike/offset", static_cast<double>(position.offset.value)});
    return {};
}

training::EngineFactory TrainingRun::engineFactory() const {
    if (m_request.engine == EngineChoice::Native)
        return training::makeNativeEngine;
    return [](const training::DenseShape& shape,
              training::Loss loss) -> Result<std::unique_ptr<training::GradientEngine>> {
        auto backend = model::torchBackend();
        if (!backend)
            return forward(backend);
        return (*backend)->makeEagerEngine(shape, loss);
    };
}

Result<training::DenseShape> TrainingRun::shapeOf(const PreparedData& data) const {
    const auto& spec = m_request.training;
    return training::denseShape(spec.network, spec.task, static_cast<int>(data.features.outputs()),
                                static_cast<int>(data.features.classes().size()));
}

/// The parent's weights for these features; empty without a parent, or where its weights do not fit.
std::vector<float> TrainingRun::startFor(const features::FittedFeatures& features,
                                         const training::DenseShape& shape) {
    if (m_parent == nullptr)
        return {};
    auto weights = training::transferWeights({m_parent->features, m_parent->shape, m_parent->parameters},
                                             features, shape);
    noteStart(weights ? nullptr : &weights.error());
    return weights ? std::move(*weights) : std::vector<float>();
}

/// What training begins with, and why not with the parent's weights.
void TrainingRun::noteStart(const Error* whyNot) {
    m_startedFrom = whyNot == nullptr ? model::Lineage::kFromParent
                                      : "new weights: the parent's do not fit, " + whyNot->what;
    log::info("run " + std::to_string(m_journal.row().id) + " starts from " + m_startedFrom);
}

Result<TrainOutcome> TrainingRun::trainBatch() {
    auto prepared = prepare(*m_data, m_request.features);
    if (!prepared)
        return forward(prepared);
    if (auto s = namePositiveClass(prepared->features, static_cast<std::size_t>(m_data->trainRows)); !s)
        return forward(s);
    prepared->positiveClass =
        training::positiveClass(prepared->features.classes(), {}, m_request.training.positiveClass);
    auto shape = shapeOf(*prepared);
    if (!shape)
        return forward(shape);
    auto engine =
        engineFactory()(*shape, training::lossOf(m_request.training.task,
                                                 static_cast<int>(prepared->features.classes().size())));
    if (!engine)
        return forward(engine);
    auto created =
        training::Trainer::create(m_request.training, prepared->trainData(), prepared->validationData(),
                                  std::move(*engine), startFor(prepared->features, *shape));
    if (!created)
        return forward(created);
    training::Trainer& trainer = **created;
    if (auto s = restore(trainer); !s)
        return forward(s);
    m_journal.row().engine = trainer.engineName();
    auto setup = std::make_shared<RunSetup>();
    setup->trainRows = m_data->trainRows;
    setup->gapRows = m_data->validationBegin - m_data->trainRows;
    setup->validationRows = static_cast<std::int64_t>(m_data->rows.rows()) - m_data->validationBegin;
    setup->rowsWithoutLabel = prepared->trainLabels.missing() + prepared->validationLabels.missing();
    setup->shape = trainer.shape();
    setup->inputs = prepared->features.inputs();
    if (m_request.training.task == training::Task::Classification)
        setup->validationLabel =
            checkLabel(m_data->rows, m_request.features.labelPath,
                       static_cast<std::size_t>(m_data->validationBegin), m_data->rows.rows());
    auto baselines = validationBaselines(*prepared, *m_data);
    if (!baselines)
        return forward(baselines);
    if (auto s = announce(std::move(setup), *baselines); !s)
        return forward(s);

    KeptSteps kept(trainer.totalSteps());
    LossSpikes spikes;
    while (trainer.stopped() == training::StopReason::NotStopped) {
        if (m_control != nullptr && m_control->bestIsToBeKept())
            break;
        if (auto s = attend(trainer); !s)
            return forward(s);
        if (m_stop.stop_requested()) {
            kept.flush(m_journal.unsaved());
            if (auto s = checkpoint(trainer); !s)
                return forward(s);
            return stopped();
        }
        auto step = trainer.step();
        if (!step)
            return forward(step);
        m_journal.row().steps = step->step;
        TrainUpdate update{.progress = {"training", step->step, trainer.totalSteps(), "steps", {}}};
        update.progress.detail = "epoch " + std::to_string(step->epoch);
        update.step = {step->step, step->epoch, step->loss, step->gradientNorm, m_journal.seconds()};
        kept.add(*update.step, update.metrics);
        if (spikes.add(step->loss) || !std::isfinite(step->loss)) {
            if (auto s = noteWorstRecord(trainer, *step, update.metrics); !s)
                return forward(s);
        }
        if (step->epochEnded) {
            kept.flush(update.metrics);
            update.metrics.push_back({step->step, "train/epoch_loss", step->epochLoss});
            update.bestEpoch = trainer.bestEpoch();
        }
        if (step->validation) {
            for (const auto& [name, value] : step->validation->values)
                update.metrics.push_back({step->step, "validation/" + name, value});
        }
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
        if (auto s = checkpointIfDue(trainer); !s)
            return forward(s);
    }
    const training::StopReason reason = trainer.stopped();
    if (reason == training::StopReason::NotStopped && trainer.bestEpoch() == 0) {
        m_staysStopped = true;
        if (auto s = checkpoint(trainer); !s)
            return forward(s);
        return fail(ErrorCode::InvalidArgument, "no epoch has ended yet, so there is no best one to keep",
                    "run " + std::to_string(m_journal.row().id), "Resume the run for an epoch at least.");
    }
    if (reason == training::StopReason::NotFinite && trainer.bestEpoch() == 0)
        return fail(ErrorCode::CorruptData, "the loss became infinite or not a number in the first epoch",
                    "run " + std::to_string(m_journal.row().id) + ", step " +
                        std::to_string(trainer.stepsDone()),
                    "Lower the learning rate, or look at the fields' extremes.");
    if (auto s = secure(trainer); !s)
        return forward(s);
    ModelParts parts;
    parts.features = prepared->features;
    parts.shape = trainer.shape();
    parts.parameters = trainer.bestParameters();
    parts.bestEpoch = trainer.bestEpoch();
    parts.steps = trainer.stepsDone();
    return finish(std::move(parts),
                  std::string(reason == training::StopReason::NotStopped ? kKeptBest
                                                                         : training::stopReasonText(reason)));
}

Result<std::unique_ptr<training::IncrementalTrainer>> TrainingRun::makeOnePassTrainer() {
    training::IncrementalTrainer::Options options;
    options.makeEngine = engineFactory();
    if (m_parent != nullptr) {
        auto from = options;
        from.start = {m_parent->features, m_parent->parameters, m_parent->lineage.dataset.rows};
        const bool sameNetwork = m_parent->task == m_request.training.task &&
                                 m_parent->lineage.training.network == m_request.training.network;
        Result<std::unique_ptr<training::IncrementalTrainer>> trainer =
            fail(ErrorCode::Mismatch, "its network is another", "network");
        if (sameNetwork)
            trainer = training::IncrementalTrainer::create(m_request.training, m_request.features,
                                                           m_data->rows, from);
        if (trainer) {
            noteStart(nullptr);
            return trainer;
        }
        noteStart(&trainer.error());
    }
    return training::IncrementalTrainer::create(m_request.training, m_request.features, m_data->rows,
                                                options);
}

Result<TrainOutcome> TrainingRun::trainIncrementally() {
    auto created = makeOnePassTrainer();
    if (!created)
        return forward(created);
    training::IncrementalTrainer& trainer = **created;
    if (auto s = restore(trainer); !s)
        return forward(s);
    m_journal.row().engine = trainer.engineName();
    const std::size_t rows = m_data->rows.rows();
    training::DenseShape shape = trainer.shape();
    if (auto s = announce(setupOf(trainer), {}); !s)
        return forward(s);
    auto noChange =
        BaselineWalk::create(trainer.features(), m_data->rows.schema(), std::nullopt, std::nullopt);
    if (noChange)
        noChange->advance(m_data->rows, 0, static_cast<std::size_t>(trainer.rowsSeen()), true);
    for (auto done = static_cast<std::size_t>(trainer.rowsSeen()); done < rows;) {
        if (auto s = attend(trainer); !s)
            return forward(s);
        if (m_stop.stop_requested()) {
            if (auto s = checkpoint(trainer); !s)
                return forward(s);
            return stopped();
        }
        const std::size_t end = std::min(rows, done + kIncrementalChunk);
        auto metrics = trainer.advance(m_data->rows, done, end);
        if (!metrics)
            return forward(metrics);
        if (noChange)
            noChange->advance(m_data->rows, done, end, true);
        done = end;
        m_journal.row().steps = metrics->rows;
        const auto at = static_cast<std::int64_t>(done);
        TrainUpdate update{
            .progress = {"learning in log order", at, static_cast<std::int64_t>(rows), "records", {}}};
        update.step = {metrics->rows, 1, metrics->loss, std::numeric_limits<double>::quiet_NaN(),
                       m_journal.seconds()};
        update.metrics.push_back({metrics->rows, "train/loss", metrics->loss});
        update.metrics.push_back({metrics->rows, "train/seconds", update.step->seconds});
        for (const auto& [name, value] : metrics->overall.values)
            update.metrics.push_back({metrics->rows, "prequential/" + name, value});
        for (const training::Baseline& baseline : noChange ? noChange->baselines() : training::Baselines())
            if (const auto mae = baseline.evaluation.get("mae"); mae && baseline.name == "last_value")
                update.metrics.push_back({metrics->rows, "prequential/no_change_mae", *mae});
        for (const auto& [name, value] : metrics->window.values)
            update.metrics.push_back({metrics->rows, "window/" + name, value});
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
        if (!(trainer.shape() == shape)) { // a class or a category was new
            shape = trainer.shape();
            if (auto s = announce(setupOf(trainer), {}); !s)
                return forward(s);
        }
        if (auto s = checkpointIfDue(trainer); !s)
            return forward(s);
    }
    if (m_request.training.task == training::Task::Classification && trainer.features().classes().size() < 2)
        return fail(ErrorCode::InvalidArgument,
                    trainer.features().classes().empty()
                        ? "the label has no value in any row"
                        : "the label has one value in all rows: " + trainer.features().classes().front(),
                    m_request.features.labelPath,
                    "Choose another label, or a range in which it takes several values.");
    if (auto s = secure(trainer); !s)
        return forward(s);
    ModelParts parts;
    parts.features = trainer.features();
    parts.shape = trainer.shape();
    parts.parameters = trainer.parameters();
    parts.steps = m_journal.row().steps;
    parts.incremental = true;
    // Of no further row: a run resumed at its end has the figures too.
    auto all = trainer.advance(m_data->rows, rows, rows);
    if (!all)
        return forward(all);
    parts.prequential = std::move(all->overall);
    if (auto s = namePositiveClass(parts.features, rows); !s)
        return forward(s);
    return finish(std::move(parts), "end of the data set");
}

Result<TrainOutcome> TrainingRun::stopped() {
    if (auto s = m_journal.end(workspace::RunStatus::Stopped, "stopped by you"); !s)
        return forward(s);
    return TrainOutcome{m_journal.row(), nullptr};
}

Result<TrainOutcome> TrainingRun::finish(ModelParts parts, std::string stopReason) {
    parts.name = m_request.modelName;
    parts.training = m_request.training;
    parts.parentModelId = m_request.parentModelId;
    parts.startedFrom = m_startedFrom;
    parts.engine = m_journal.row().engine;
    parts.stopReason = stopReason;
    parts.leftOut = m_choice.leftOut;
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
    row.runId = m_journal.row().id;
    row.parentModelId = m_request.parentModelId;
    row.metricsJson = toJsonText(model->onNewRows(), model->baselines, model->lineage.incremental);
    row.createdAt = model->lineage.createdAt;
    if (auto s = m_workspace->addModel(row); !s && s.error().code != ErrorCode::AlreadyExists)
        return forward(s);
    m_journal.row().modelId = model->id;
    if (model->lineage.incremental) { // of all rows, so only now
        const auto rows = static_cast<std::int64_t>(m_data->rows.rows());
        TrainUpdate update{.progress = {"learning in log order", rows, rows, "records", {}}};
        addBaselines(model->baselines, update.metrics);
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
    }
    if (auto s = m_journal.end(workspace::RunStatus::Finished, std::move(stopReason)); !s)
        return forward(s);
    return TrainOutcome{m_journal.row(), model};
}

} // namespace

Result<TrainOutcome> runTraining(broker::Connection& connection, const std::filesystem::path& workspaceFolder,
                                 const TrainRequest& request, const TrainSink& sink,
                                 const std::stop_token& stop, TrainControl* control) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    return TrainingRun(connection, std::move(*workspace), request, sink, stop, control).run(std::nullopt);
}

Result<TrainOutcome> resumeTraining(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder, std::int64_t runId,
                                    const TrainSink& sink, const std::stop_token& stop,
                                    TrainControl* control) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto row = (*workspace)->run(runId);
    if (!row)
        return forward(row);
    const std::string where = "run " + std::to_string(runId);
    if (row->status == workspace::RunStatus::Finished)
        return fail(ErrorCode::InvalidArgument, "the run is finished; there is nothing to resume", where,
                    "Train anew; the finished run's model can be named as the parent.");
    if (row->checkpointPath.empty() || !std::filesystem::exists(row->checkpointPath))
        return fail(ErrorCode::NotFound, "the run has no checkpoint to go on from", where,
                    "Train again from the start.");
    auto request = requestOf(*row);
    if (!request)
        return forward(request);
    return TrainingRun(connection, std::move(*workspace), std::move(*request), sink, stop, control)
        .run(std::move(*row));
}

} // namespace driftwood::session

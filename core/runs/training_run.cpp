#include "runs/training_run.h"

#include "base/files.h"
#include "base/log.h"
#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "evaluation/stored_model.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "model/torch_backend.h"
#include "profiling/dataset_sample.h"
#include "scoring/over_time_rows.h"
#include "training/counted_rows.h"
#include "training/transfer_weights.h"

#include <nlohmann/json.hpp>
#include <thread>

namespace driftwood::runs {

Status TrainingRun::load() {
    if (!m_request.parentModelId.empty()) {
        auto parent = m_workspace->model(m_request.parentModelId);
        if (!parent)
            return forward(parent);
        m_request.parentModelId = parent->id;
        auto model = evaluation::loadStoredModel(*m_workspace, parent->id);
        if (!model)
            return forward(model);
        m_parent = std::move(*model);
    }
    auto row = m_workspace->dataset(m_request.dataset);
    if (!row)
        return forward(row);
    const auto progress = [&](const Progress& p) { m_journal.tell(p); };
    m_manifest = row->manifest;
    m_streams = training::learnerOf(m_request.learner).inOnePass &&
                m_manifest.ranges().span() > m_request.mostInMemory;
    if (m_streams)
        if (Status there = dataset::requireReplayable(m_connection, m_manifest); !there)
            return there;
    auto data = m_streams ? profiling::sampleDataset(m_connection, m_manifest, m_request.mostInMemory, m_stop)
                          : dataset::loadDataset(m_connection, m_manifest, progress, m_stop);
    if (!data)
        return forward(data);
    m_data.emplace(std::move(*data));
    if (!m_streams)
        m_manifest = m_data->manifest;
    if (auto s = addColumnsOverTime(); !s)
        return s;
    if (auto s = chooseFeatures(*row); !s)
        return s;
    for (const model::LeftOutField& field : m_choice.leftOut)
        log::info("not learned from: " + field.path + ", " + field.reason);
    for (const model::LeftOutField& field : m_choice.doubtful)
        log::info("doubtful: " + field.path + ", " + field.reason);
    m_journal.row().features = m_request.features;
    return m_journal.saveRow();
}

/// To the rows in memory; those that are streamed get them on their way. What is looked at beforehand has
/// them, too.
Status TrainingRun::addColumnsOverTime() {
    const auto& columns = m_request.features.overTime;
    if (columns.empty())
        return {};
    if (auto s = scoring::checkUnfiltered(m_manifest); !s)
        return s;
    auto over = features::OverTimeColumns::create(columns, m_data->rows.schema(),
                                                  scoring::beginningsOf(m_data->manifest.ranges()));
    if (!over)
        return forward(over);
    auto rows = over->add(std::move(m_data->rows));
    if (!rows)
        return forward(rows);
    m_data->rows = std::move(*rows);
    if (!m_streams)
        noteOverTime(over->remarks());
    return {};
}

void TrainingRun::noteOverTime(const std::vector<features::OverTimeColumns::Remark>& remarks) {
    for (const features::OverTimeColumns::Remark& remark : remarks)
        m_choice.doubtful.push_back({remark.column, remark.text});
}

/// The inputs, where the user named no field, and what is to be said of them. Columns over time that were
/// asked for are inputs whatever the values say.
Status TrainingRun::chooseFeatures(const workspace::Workspace::DatasetRow& row) {
    const std::vector<model::LeftOutField> notes = std::exchange(m_choice.doubtful, {});
    const auto isOverTime = [&](const std::string& path) {
        return std::ranges::any_of(m_request.features.overTime,
                                   [&](const features::OverTime& column) { return column.name() == path; });
    };
    const bool suggests =
        std::ranges::all_of(m_request.features.inputs,
                            [&](const features::FeatureInput& input) { return isOverTime(input.path); });
    if (suggests) {
        auto roles = profiling::keptRoles(row.roles);
        if (!roles)
            return forward(roles);
        auto suggested = profiling::suggestFeatures(*m_data, *roles, m_request.training.task,
                                                    m_request.features.labelPath);
        if (!suggested)
            return forward(suggested);
        auto& inputs = suggested->spec.inputs;
        std::erase_if(inputs, [&](const features::FeatureInput& input) { return isOverTime(input.path); });
        inputs.insert(inputs.end(), m_request.features.inputs.begin(), m_request.features.inputs.end());
        suggested->spec.overTime = m_request.features.overTime;
        for (const model::LeftOutField& field : suggested->leftOut)
            if (isOverTime(field.path))
                suggested->doubtful.push_back(field);
        std::erase_if(suggested->leftOut,
                      [&](const model::LeftOutField& field) { return isOverTime(field.path); });
        m_choice = std::move(*suggested);
        m_request.features = m_choice.spec;
    }
    if (auto s = m_request.features.check(m_data->rows.schema()); !s)
        return s;
    if (const auto label = features::FieldReader::bind(m_data->rows.schema(), m_request.features.labelPath))
        m_request.training.positiveClass =
            features::categoryOf(label->type(), m_request.training.positiveClass);
    if (m_choice.spec.inputs.empty()) // inputs given by the user, or of a resumed run
        m_choice = profiling::reviewFeatures(*m_data, row.roles.valueOrNone(), m_request.features);
    if (m_streams) { // what was looked at is not all that is learned
        const std::string told = ", as far as " +
                                 training::groupedCount(static_cast<std::int64_t>(m_data->rows.rows())) +
                                 " rows spread over the data set tell";
        for (auto* fields : {&m_choice.doubtful, &m_choice.leftOut})
            if (fields == &m_choice.doubtful || suggests)
                for (model::LeftOutField& field : *fields)
                    field.reason += told;
    }
    m_choice.doubtful.insert(m_choice.doubtful.end(), notes.begin(), notes.end());
    return {};
}

Status TrainingRun::begin(std::optional<workspace::RunRow> resumed) {
    m_resuming = resumed.has_value();
    auto row = resumed ? std::move(*resumed) : runRowOf(m_request);
    if (auto begun = m_journal.begin(std::move(row)); !begun)
        return begun;
    m_journal.tell({"preparing", 0, 0, {}, {}}); // the run has its id, even if it fails before its first step
    return {};
}

Result<TrainOutcome> TrainingRun::run(std::optional<workspace::RunRow> resumed) {
    if (auto s = begin(std::move(resumed)); !s)
        return forward(s);
    auto outcome = [&]() -> Result<TrainOutcome> {
        if (auto s = load(); !s)
            return forward(s);
        return train();
    }();
    if (!outcome) {
        const bool cancelled = outcome.error().code == ErrorCode::Cancelled || m_staysStopped;
        // The run's own error matters more than an error while recording it.
        (void)m_journal.end(cancelled ? workspace::RunStatus::Stopped : workspace::RunStatus::Failed,
                            outcome.error().text());
    }
    return outcome;
}

/// Stores the class in the run's row, so that retraining a model uses the same one.
Status TrainingRun::namePositiveClass(const features::FittedFeatures& features,
                                      const std::vector<std::int64_t>& classRows) {
    auto named =
        positiveClassName(features, m_data->rows.schema(), classRows, m_request.training.positiveClass);
    if (!named)
        return forward(named);
    m_request.training.positiveClass = std::move(*named);
    m_journal.row().training = m_request.training;
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
    note("network/inputs", setup->network.inputs());
    note("network/outputs", setup->network.outputs());
    note("network/parameters", static_cast<std::int64_t>(setup->network.parameterCount()));
    addBaselines(baselines, update.metrics);
    return m_journal.report(std::move(update));
}

training::EngineFactory TrainingRun::engineFactory() const {
    if (m_request.engine == EngineChoice::Native)
        return training::makeNativeEngine;
    return [](const training::Network& network,
              training::Loss loss) -> Result<std::unique_ptr<training::GradientEngine>> {
        auto backend = model::torchBackend();
        if (!backend)
            return forward(backend);
        return (*backend)->makeEagerEngine(network, loss);
    };
}

Result<training::Network> TrainingRun::networkOf(const PreparedData& data) const {
    const auto& spec = m_request.training;
    return training::networkOf(spec.network, spec.task, static_cast<int>(data.features.outputs()),
                               static_cast<int>(data.features.classes().size()));
}

/// The parent's weights for these features; empty without a parent, or if the weights do not fit.
std::vector<float> TrainingRun::startFor(const features::FittedFeatures& features,
                                         const training::Network& network) {
    if (m_parent == nullptr)
        return {};
    auto weights = training::transferWeights({m_parent->features, m_parent->learned}, features, network);
    noteStart(weights ? nullptr : &weights.error());
    return weights ? std::move(*weights) : std::vector<float>();
}

/// Records the initial weights, or why the parent's weights were not used.
void TrainingRun::noteStart(const Error* whyNot) {
    m_startedFrom = whyNot == nullptr ? model::Lineage::kFromParent
                                      : "new weights: the parent's do not fit, " + whyNot->what;
    log::info("run " + std::to_string(m_journal.row().id) + " starts from " + m_startedFrom);
}

std::string TrainingRun::keptUpTo() const {
    return m_keptSteps < 0 ? "nothing of it is kept" : "it is kept up to step " + std::to_string(m_keptSteps);
}

Result<TrainOutcome> TrainingRun::stopped() {
    std::string reason = "stopped by you";
    if (m_keptSteps != m_journal.row().steps)
        reason += "; the disk is full, and " + keptUpTo();
    if (auto s = onceThereIsSpace([&] { return m_journal.end(workspace::RunStatus::Stopped, reason); }); !s)
        return forward(s);
    return TrainOutcome{m_journal.row(), nullptr};
}

Status TrainingRun::onceThereIsSpace(const std::function<Status()>& save) {
    const auto until = std::chrono::steady_clock::now() + m_request.waitForSpace;
    while (true) {
        Status saved = save();
        if (saved || saved.error().code != ErrorCode::NoSpace || m_stop.stop_requested() ||
            std::chrono::steady_clock::now() >= until)
            return saved;
        m_journal.tell({std::string(kWaitsForSpace), 0, 0, {}, saved.error().what});
        for (int i = 0; i < 10 && !m_stop.stop_requested(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

Status TrainingRun::keepModel(const model::TrainedModel& model) {
    const auto folder = m_workspace->folder() / "models" / model.id;
    if (auto s = makeFolder(folder.parent_path(), FileAccess::Private); !s)
        return s;
    // The same data, specs and seed give the same weights and id, so an existing bundle is not an error.
    if (auto s = model::saveBundle(model, folder); !s && s.error().code != ErrorCode::AlreadyExists)
        return s;
    if (auto s = m_workspace->addModel(evaluation::rowOf(model, folder, m_journal.row().id));
        !s && s.error().code != ErrorCode::AlreadyExists)
        return s;
    return {};
}

void TrainingRun::complete(ModelParts& parts, const std::string& stopReason) {
    parts.name = m_request.modelName;
    parts.training = m_request.training;
    parts.parentModelId = m_request.parentModelId;
    parts.startedFrom = m_startedFrom;
    parts.engine = m_journal.row().engine;
    parts.stopReason = stopReason;
    parts.leftOut = m_choice.leftOut;
    parts.doubtful = m_choice.doubtful;
}

Result<TrainOutcome> TrainingRun::finish(model::TrainedModel assembled) {
    const auto model = std::make_shared<const model::TrainedModel>(std::move(assembled));
    const auto save = [&]() -> Status {
        if (auto s = keepModel(*model); !s)
            return s;
        m_journal.row().modelId = model->id;
        return m_journal.end(workspace::RunStatus::Finished, model->lineage.stopReason);
    };
    if (model->lineage.learnerType().inOnePass) { // covers all rows, so it is known only now
        const std::int64_t rows = m_manifest.rows;
        TrainUpdate update{.progress = {"learning in log order", rows, rows, "records", {}}};
        addBaselines(model->baselines, update.metrics);
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
    }
    if (auto s = onceThereIsSpace(save); !s) {
        Error error = s.error();
        if (error.code == ErrorCode::NoSpace) {
            error.what = "the model could not be saved: " + error.what;
            const std::string run = "run " + std::to_string(m_journal.row().id);
            error.hint = m_keptSteps < 0 ? "Free some space and train again: nothing of " + run + " is kept."
                                         : "Free some space and resume " + run + "; " + keptUpTo() + ".";
        }
        return tl::unexpected<Error>(std::move(error));
    }
    return TrainOutcome{m_journal.row(), model};
}

} // namespace driftwood::runs

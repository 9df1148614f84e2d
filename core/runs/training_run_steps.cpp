#include "runs/training_run.h"

#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "profiling/label_check.h"
#include "runs/kept_steps.h"
#include "runs/loss_spikes.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <cmath>
#include <limits>

// The steps of a run: the work between two steps, and the loop of learning in epochs.

namespace driftwood::runs {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Time between the first checkpoint, which has learned nothing, and the second.
constexpr std::chrono::seconds kEarlyCheckpoint{1};

std::int64_t stepsOf(const training::Trainer& trainer) { return trainer.stepsDone(); }
std::int64_t stepsOf(const training::IncrementalTrainer& trainer) { return trainer.rowsSeen(); }

} // namespace

template <class Trainer>
Status TrainingRun::restore(Trainer& trainer) {
    if (m_resuming) {
        if (auto s = trainer.restoreCheckpoint(m_journal.row().checkpointPath); !s)
            return s;
        m_keptSteps = stepsOf(trainer);
    }
    m_journal.row().steps = stepsOf(trainer);
    if (auto s = m_journal.startClock(stepsOf(trainer)); !s)
        return s;
    return checkpointIfDue(trainer);
}

/// A full disk does not end training: the weights are in memory, and there may be space for the next
/// checkpoint. The previous checkpoint stays.
template <class Trainer>
Status TrainingRun::checkpoint(const Trainer& trainer) {
    m_lastCheckpoint = SteadyClock::now();
    if (auto s = trainer.saveCheckpoint(m_journal.row().checkpointPath); !s) {
        if (s.error().code != ErrorCode::NoSpace)
            return s;
        m_journal.noteNotKept("a new checkpoint", s.error());
        return {};
    }
    m_keptSteps = m_journal.row().steps;
    return m_journal.checkpointed(m_journal.row().steps);
}

/// Writes a checkpoint before the first step, a second later, and then at the requested interval.
template <class Trainer>
Status TrainingRun::checkpointIfDue(const Trainer& trainer) {
    const auto wait =
        m_checkpoints > 1 ? m_request.checkpointEvery : std::min(m_request.checkpointEvery, kEarlyCheckpoint);
    if (m_checkpoints > 0 && SteadyClock::now() - m_lastCheckpoint < wait)
        return {};
    ++m_checkpoints;
    return checkpoint(trainer);
}

template <class Trainer>
Status TrainingRun::attend(const Trainer& trainer) {
    if (m_control == nullptr)
        return {};
    m_control->aboutToStep(stepsOf(trainer), m_stop);
    const bool asked = m_control->takeCheckpointRequest();
    const bool hold = m_control->paused();
    if (asked || hold) {
        // A paused run may never be resumed: write everything to disk first.
        if (auto s = m_journal.saveMetrics(); !s)
            return s;
        if (auto s = checkpoint(trainer); !s)
            return s;
    }
    if (hold)
        m_journal.putOffClock(m_control->waitWhilePaused(m_stop));
    return {};
}

/// Records the record that contributed most to a batch's loss.
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

Result<TrainOutcome> TrainingRun::trainBatch() {
    auto prepared = prepare(*m_data, m_request.features);
    if (!prepared)
        return forward(prepared);
    auto classRows = evaluation::classRowsOf(prepared->features, m_data->rows,
                                             static_cast<std::size_t>(m_data->trainRows));
    if (!classRows)
        return forward(classRows);
    if (auto s = namePositiveClass(prepared->features, *classRows); !s)
        return forward(s);
    prepared->positiveClass =
        training::positiveClass(prepared->features.classes(), {}, m_request.training.positiveClass);
    auto network = networkOf(*prepared);
    if (!network)
        return forward(network);
    auto engine =
        engineFactory()(*network, training::lossOf(m_request.training.task,
                                                   static_cast<int>(prepared->features.classes().size())));
    if (!engine)
        return forward(engine);
    auto created =
        training::Trainer::create(m_request.training, prepared->trainData(), prepared->validationData(),
                                  std::move(*engine), startFor(prepared->features, *network));
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
    setup->network = trainer.network();
    setup->inputs = prepared->features.inputs();
    if (training::objectiveOf(m_request.training.task).learnsClasses())
        setup->validationLabel =
            profiling::checkLabel(m_data->rows, m_request.features.labelPath,
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
    // If saving the model fails, resuming only needs to save it.
    if (auto s = checkpoint(trainer); !s)
        return forward(s);
    ModelParts parts;
    parts.features = prepared->features;
    parts.learned = {trainer.network(), trainer.bestParameters()};
    parts.bestEpoch = trainer.bestEpoch();
    parts.steps = trainer.stepsDone();
    const std::string why(reason == training::StopReason::NotStopped ? kKeptBest
                                                                     : training::stopReasonText(reason));
    complete(parts, why);
    if (m_startedFrom == model::Lineage::kFromParent) {
        evaluation::RowsOfItsDataset ofParent(*m_parent);
        ofParent.add(m_data->rows, static_cast<std::size_t>(m_data->validationBegin));
        parts.familiarRows = ofParent.in(m_manifest);
    }
    auto assembled = assembleModel(std::move(parts), *m_data);
    if (!assembled)
        return forward(assembled);
    return finish(std::move(*assembled), why);
}

// For one_pass_run.cpp.
template Status TrainingRun::restore(training::IncrementalTrainer& trainer);
template Status TrainingRun::checkpoint(const training::IncrementalTrainer& trainer);
template Status TrainingRun::checkpointIfDue(const training::IncrementalTrainer& trainer);
template Status TrainingRun::attend(const training::IncrementalTrainer& trainer);

} // namespace driftwood::runs

#include "runs/training_run.h"

#include "training/learners/learners.h"

#include <algorithm>

// The steps of a run: its loop, and the work between two steps.

namespace driftwood::runs {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Time between the first checkpoint, which has learned nothing, and the second.
constexpr std::chrono::seconds kEarlyCheckpoint{1};

} // namespace

Status TrainingRun::restore(training::Learner& learner) {
    if (m_resuming) {
        if (auto s = learner.restore(m_journal.row().checkpointPath); !s)
            return s;
        m_keptSteps = learner.stepsDone();
        if (auto s = m_journal.goOnFrom(learner.stepsDone()); !s)
            return s;
    }
    m_journal.row().steps = learner.stepsDone();
    if (auto s = m_journal.startClock(learner.stepsDone()); !s)
        return s;
    return checkpointIfDue(learner);
}

/// A full disk does not end training: the weights are in memory, and there may be space for the next
/// checkpoint. The previous checkpoint stays. The curves are written first: a run that is taken up from the
/// checkpoint then knows all epochs before it.
Status TrainingRun::checkpoint(const training::Learner& learner) {
    if (auto s = m_journal.saveMetrics(); !s)
        return s;
    m_lastCheckpoint = SteadyClock::now();
    if (auto s = learner.save(m_journal.row().checkpointPath); !s) {
        if (s.error().code != ErrorCode::NoSpace)
            return s;
        m_journal.noteNotKept("a new checkpoint", s.error());
        return {};
    }
    m_keptSteps = m_journal.row().steps;
    return m_journal.checkpointed(m_journal.row().steps);
}

/// Writes a checkpoint before the first step, a second later, and then at the requested interval.
Status TrainingRun::checkpointIfDue(const training::Learner& learner) {
    const auto wait =
        m_checkpoints > 1 ? m_request.checkpointEvery : std::min(m_request.checkpointEvery, kEarlyCheckpoint);
    if (m_checkpoints > 0 && SteadyClock::now() - m_lastCheckpoint < wait)
        return {};
    ++m_checkpoints;
    return checkpoint(learner);
}

Status TrainingRun::attend(const training::Learner& learner) {
    if (m_control == nullptr)
        return {};
    m_control->aboutToStep(learner.stepsDone(), m_stop);
    const bool asked = m_control->takeCheckpointRequest();
    const bool hold = m_control->paused();
    if (asked || hold) // a paused run may never be resumed: write everything to disk first
        if (auto s = checkpoint(learner); !s)
            return s;
    if (hold)
        m_journal.putOffClock(m_control->waitWhilePaused(m_stop));
    return {};
}

Result<bool> TrainingRun::learn(Lesson& lesson) {
    training::Learner& learner = lesson.learner();
    training::Network network = learner.network();
    const bool hasEpochs = training::learnerOf(m_request.learner).hasEpochs;
    while (learner.stopped() == training::StopReason::NotStopped) {
        if (m_control != nullptr && hasEpochs && m_control->bestIsToBeKept())
            return true;
        if (auto s = attend(learner); !s)
            return forward(s);
        if (m_stop.stop_requested())
            return false;
        auto step = learner.step();
        if (!step && step.error().code == ErrorCode::Cancelled)
            continue; // stopped while it waited for rows
        if (!step)
            return forward(step);
        m_journal.row().steps = step->step;
        TrainUpdate update;
        if (auto s = lesson.note(*step, m_journal.seconds(), update); !s)
            return forward(s);
        for (const auto& [name, evaluation] : step->metrics)
            for (const auto& [metric, value] : evaluation.values)
                update.metrics.push_back({step->step, std::string(name) + "/" + metric, value});
        if (auto s = m_journal.report(std::move(update)); !s)
            return forward(s);
        if (!(learner.network() == network)) { // a new class or category was added
            network = learner.network();
            if (auto s = announce(lesson.setup(), {}); !s)
                return forward(s);
        }
        if (auto s = checkpointIfDue(learner); !s)
            return forward(s);
    }
    return true;
}

Result<std::string> TrainingRun::reasonOf(const training::Learner& learner, int bestEpoch) {
    const training::StopReason reason = learner.stopped();
    const std::string where = "run " + std::to_string(m_journal.row().id);
    if (reason == training::StopReason::NotStopped && bestEpoch == 0) {
        m_staysStopped = true;
        if (auto s = checkpoint(learner); !s)
            return forward(s);
        return fail(ErrorCode::InvalidArgument, "no epoch has ended yet, so there is no best one to keep",
                    where, "Resume the run for an epoch at least.");
    }
    if (reason == training::StopReason::NotFinite && bestEpoch == 0)
        return fail(ErrorCode::CorruptData, std::string(kLossNotFinite),
                    where + ", step " + std::to_string(learner.stepsDone()),
                    "Lower the learning rate, or look at the fields' extremes.");
    return std::string(reason == training::StopReason::NotStopped ? kKeptBest
                                                                  : training::stopReasonText(reason));
}

Result<std::optional<model::TrainedModel>> TrainingRun::trainOn(dataset::RowSource& rows) {
    auto made = lessonOn(rows);
    if (!made)
        return forward(made);
    Lesson& lesson = **made;
    training::Learner& learner = lesson.learner();
    if (auto s = restore(learner); !s)
        return forward(s);
    m_journal.row().engine = learner.engineName();
    auto baselines = lesson.baselines();
    if (!baselines)
        return forward(baselines);
    if (auto s = announce(lesson.setup(), *baselines); !s)
        return forward(s);
    const auto atEnd = learn(lesson);
    std::vector<workspace::MetricRow> rest;
    lesson.flush(rest);
    m_journal.add(std::move(rest));
    if (!atEnd)
        return tl::unexpected<Error>(atEnd.error());
    if (!*atEnd) {
        if (auto s = checkpoint(learner); !s)
            return forward(s);
        return std::optional<model::TrainedModel>();
    }
    auto parts = lesson.parts();
    if (!parts)
        return forward(parts);
    auto reason = reasonOf(learner, parts->bestEpoch);
    if (!reason)
        return forward(reason);
    // If saving the model fails, resuming only needs to save it.
    if (auto s = checkpoint(learner); !s)
        return forward(s);
    if (training::learnerOf(parts->learner).inOnePass) // only now are all classes known
        if (auto s = namePositiveClass(parts->features, parts->classRows); !s)
            return forward(s);
    complete(*parts, *reason);
    if (m_streamedOverTime != nullptr)
        for (const auto& remark : m_streamedOverTime->remarks())
            parts->doubtful.push_back({remark.column, remark.text});
    if (auto again = rows.rewind(); !again)
        return forward(again);
    auto assembled = assembleModel(std::move(*parts), m_manifest, rows, m_stop);
    if (!assembled && assembled.error().code == ErrorCode::Cancelled)
        return std::optional<model::TrainedModel>(); // resuming only needs to make the model
    if (!assembled)
        return forward(assembled);
    return std::optional(std::move(*assembled));
}

Result<std::optional<model::TrainedModel>> TrainingRun::trainOnStream(dataset::RowSource& rows) {
    const auto& columns = m_request.features.overTime;
    if (columns.empty())
        return trainOn(rows);
    auto wider = scoring::OverTimeRows::over(rows, columns, scoring::beginningsOf(m_manifest.ranges()));
    if (!wider)
        return forward(wider);
    m_streamedOverTime = wider->get();
    auto trained = trainOn(**wider);
    m_streamedOverTime = nullptr;
    return trained;
}

Result<TrainOutcome> TrainingRun::train() {
    if (training::learnerOf(m_request.learner).inOnePass)
        if (auto s = checkLabelVaries(); !s)
            return forward(s);
    std::vector<std::string> fields = m_request.features.reads();
    fields.push_back(m_request.features.labelPath);
    std::optional<model::TrainedModel> model;
    bool isStopped = false;
    Status trained = withRows(fields, [&](dataset::RowSource& rows) -> Status {
        auto made = m_streams ? trainOnStream(rows) : trainOn(rows);
        if (!made)
            return forward(made);
        isStopped = !*made;
        model = std::move(*made);
        return {};
    });
    if (isStopped) // the rest of the rows was not read
        return stopped();
    if (!trained)
        return forward(trained);
    return finish(std::move(*model));
}

} // namespace driftwood::runs

#pragma once

#include "runs/model_assembly.h"
#include "runs/training_job.h"
#include "training/baselines.h"
#include "training/learners/learner.h"

#include <memory>
#include <vector>

namespace driftwood::runs {

/// The work of a run around its learner's steps, which differs from learner to learner.
class Lesson {
  public:
    Lesson() = default;
    Lesson(const Lesson&) = delete;
    Lesson& operator=(const Lesson&) = delete;
    virtual ~Lesson() = default;

    [[nodiscard]] virtual training::Learner& learner() = 0;
    /// The facts about the run as the learner's network is now.
    [[nodiscard]] virtual std::shared_ptr<RunSetup> setup() const = 0;
    /// Those that are known before the first step.
    [[nodiscard]] virtual Result<training::Baselines> baselines() const = 0;
    /// Completes what a step measured, and adds its progress and the metrics to be stored beside these.
    /// `seconds`: the training time so far.
    [[nodiscard]] virtual Status note(training::LearnerStep& step, double seconds, TrainUpdate& update) = 0;
    /// Adds steps that were held back to be selected from.
    virtual void flush(std::vector<workspace::MetricRow>& metrics) = 0;
    /// The model's parts as far as the learner and its rows tell them.
    [[nodiscard]] virtual Result<ModelParts> parts() = 0;
};

} // namespace driftwood::runs

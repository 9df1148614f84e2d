#pragma once

#include "dataset/dataset.h"
#include "runs/kept_steps.h"
#include "runs/lesson.h"
#include "runs/loss_spikes.h"
#include "runs/training_data.h"
#include "training/learners/batch_learner.h"

namespace driftwood::runs {

/// Learns the training part in mini-batches over epochs.
class BatchLesson final : public Lesson {
  public:
    /// The learner has views of `prepared`. `parent`: the model whose weights it began with; null: none.
    BatchLesson(const dataset::LoadedDataset& data, std::unique_ptr<const PreparedData> prepared,
                std::vector<std::int64_t> classRows, const model::TrainedModel* parent,
                std::unique_ptr<training::BatchLearner> learner);

    [[nodiscard]] training::Learner& learner() override { return *m_learner; }
    [[nodiscard]] std::shared_ptr<RunSetup> setup() const override;
    [[nodiscard]] Result<training::Baselines> baselines() const override {
        return validationBaselines(*m_prepared, m_data);
    }
    [[nodiscard]] Status note(training::LearnerStep& step, double seconds, TrainUpdate& update) override;
    void flush(std::vector<workspace::MetricRow>& metrics) override { m_kept.flush(metrics); }
    [[nodiscard]] Result<ModelParts> parts() override;

  private:
    /// Adds the record that contributed most to a mini-batch's loss.
    [[nodiscard]] Status noteWorstRecord(const training::LearnerStep& step,
                                         std::vector<workspace::MetricRow>& metrics);

    const dataset::LoadedDataset& m_data;
    std::unique_ptr<const PreparedData> m_prepared;
    std::vector<std::int64_t> m_classRows;
    const model::TrainedModel* m_parent;
    std::unique_ptr<training::BatchLearner> m_learner;
    KeptSteps m_kept;
    LossSpikes m_spikes;
};

} // namespace driftwood::runs

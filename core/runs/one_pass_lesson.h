#pragma once

#include "dataset/row_source.h"
#include "evaluation/baseline_walk.h"
#include "evaluation/familiar_rows.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "runs/lesson.h"
#include "training/learners/one_pass_learner.h"

#include <optional>
#include <stop_token>

namespace driftwood::runs {

/// Learns every row once, in the data set's order.
class OnePassLesson final : public Lesson {
  public:
    /// `network` learns the rows, which are at the first one; as many as the manifest has. `parent`: the
    /// model that it learns on from; null: none.
    OnePassLesson(std::unique_ptr<training::OnePassNetwork> network, dataset::RowSource& rows,
                  const dataset::Manifest& manifest, const model::TrainedModel* parent,
                  const std::stop_token& stop);

    [[nodiscard]] training::Learner& learner() override { return m_learner; }
    [[nodiscard]] std::shared_ptr<RunSetup> setup() const override;
    /// None: they are of all rows, so they are known only at the end.
    [[nodiscard]] Result<training::Baselines> baselines() const override { return training::Baselines(); }
    [[nodiscard]] Status note(training::LearnerStep& step, double seconds, TrainUpdate& update) override;
    void flush(std::vector<workspace::MetricRow>& /*metrics*/) override {}
    [[nodiscard]] Result<ModelParts> parts() override;

  private:
    /// Counts of learned rows what is not of the learner's concern.
    void watch(const records::RecordBatch& rows, std::int64_t beforeLearning);

    const dataset::Manifest& m_manifest;
    std::optional<evaluation::BaselineWalk> m_noChange;
    std::optional<features::FieldReader> m_label; ///< of a class
    features::CategoryCounts m_classes;
    std::optional<evaluation::RowsOfItsDataset> m_ofParent;
    training::OnePassLearner m_learner;
};

} // namespace driftwood::runs

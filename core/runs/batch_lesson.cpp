#include "runs/batch_lesson.h"

#include "evaluation/familiar_rows.h"
#include "profiling/label_check.h"
#include "runs/run_history.h"

#include <cmath>

namespace driftwood::runs {

BatchLesson::BatchLesson(const dataset::LoadedDataset& data, std::unique_ptr<const PreparedData> prepared,
                         std::vector<std::int64_t> classRows, const model::TrainedModel* parent,
                         std::unique_ptr<training::BatchLearner> learner)
    : m_data(data)
    , m_prepared(std::move(prepared))
    , m_classRows(std::move(classRows))
    , m_parent(parent)
    , m_learner(std::move(learner))
    , m_kept(m_learner->totalSteps()) {}

std::shared_ptr<RunSetup> BatchLesson::setup() const {
    const features::FittedFeatures& features = m_prepared->features;
    auto setup = std::make_shared<RunSetup>();
    setup->trainRows = m_data.trainRows;
    setup->gapRows = m_data.validationBegin - m_data.trainRows;
    setup->validationRows = static_cast<std::int64_t>(m_data.rows.rows()) - m_data.validationBegin;
    setup->rowsWithoutLabel = m_prepared->trainLabels.missing() + m_prepared->validationLabels.missing();
    setup->network = m_learner->network();
    setup->inputs = features.inputs();
    if (features.spec().labelKind == features::LabelKind::Category)
        setup->validationLabel =
            profiling::checkLabel(m_data.rows, features.spec().labelPath,
                                  static_cast<std::size_t>(m_data.validationBegin), m_data.rows.rows());
    return setup;
}

Status BatchLesson::noteWorstRecord(const training::LearnerStep& step,
                                    std::vector<workspace::MetricRow>& metrics) {
    const auto worst = m_learner->worstRow();
    if (!worst)
        return tl::unexpected<Error>(worst.error());
    if (!*worst)
        return {};
    const RowPosition position = m_data.rows.position(**worst);
    metrics.push_back({step.step, "spike/loss", step.loss});
    if (position.source != kFirstSource)
        metrics.push_back({step.step, "spike/source", static_cast<double>(position.source.value)});
    metrics.push_back({step.step, "spike/partition", static_cast<double>(position.partition.value)});
    metrics.push_back({step.step, "spike/offset", static_cast<double>(position.offset.value)});
    return {};
}

Status BatchLesson::note(training::LearnerStep& step, double seconds, TrainUpdate& update) {
    update.progress = {"training", step.step, m_learner->totalSteps(), "steps", {}};
    update.progress.detail = "epoch " + std::to_string(step.epoch);
    update.step = {step.step, step.epoch, step.loss, step.gradientNorm, seconds};
    m_kept.add(*update.step, update.metrics);
    if (m_spikes.add(step.loss) || !std::isfinite(step.loss))
        if (auto s = noteWorstRecord(step, update.metrics); !s)
            return s;
    if (step.epochEnded) {
        m_kept.endEpoch(update.metrics);
        update.metrics.push_back({step.step, RunHistory::kEpochLoss, step.epochLoss});
        update.bestEpoch = step.bestEpoch;
    }
    return {};
}

Result<ModelParts> BatchLesson::parts() {
    training::LearnerResult result = m_learner->result();
    ModelParts parts;
    parts.features = m_prepared->features;
    parts.learned = std::move(result.learned);
    parts.bestEpoch = result.bestEpoch;
    parts.steps = result.steps;
    parts.classRows = m_classRows;
    if (m_parent != nullptr) {
        evaluation::RowsOfItsDataset ofParent(*m_parent);
        ofParent.add(m_data.rows, static_cast<std::size_t>(m_data.validationBegin));
        parts.familiarRows = ofParent.in(m_data.manifest);
    }
    return parts;
}

} // namespace driftwood::runs

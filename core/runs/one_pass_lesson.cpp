#include "runs/one_pass_lesson.h"

#include "training/learners/learners.h"

#include <cmath>

namespace driftwood::runs {

OnePassLesson::OnePassLesson(std::unique_ptr<training::OnePassNetwork> network, dataset::RowSource& rows,
                             const dataset::Manifest& manifest, const model::TrainedModel* parent,
                             const std::stop_token& stop)
    : m_manifest(manifest)
    , m_noChange(
          evaluation::BaselineWalk::create(network->features(), *rows.schema(), std::nullopt, std::nullopt))
    , m_learner(std::move(network), rows, stop,
                [this](const records::RecordBatch& learned, std::int64_t beforeLearning) {
                    watch(learned, beforeLearning);
                }) {
    if (m_noChange)
        m_noChange->expectAtMost(manifest.rows);
    const features::FeatureSpec& spec = m_learner.features().spec();
    if (spec.labelKind == features::LabelKind::Category)
        m_label = features::FieldReader::bind(*rows.schema(), spec.labelPath);
    if (parent != nullptr)
        m_ofParent.emplace(*parent);
}

void OnePassLesson::watch(const records::RecordBatch& rows, std::int64_t beforeLearning) {
    if (m_noChange) {
        m_noChange->judgeAfter(beforeLearning);
        m_noChange->advance(rows, 0, rows.rows(), true);
    }
    if (m_label)
        m_classes.add(*m_label, rows, 0, rows.rows());
    if (m_ofParent)
        m_ofParent->add(rows);
}

std::shared_ptr<RunSetup> OnePassLesson::setup() const {
    auto setup = std::make_shared<RunSetup>();
    setup->trainRows = m_manifest.rows;
    setup->network = m_learner.network();
    setup->inputs = m_learner.features().inputs();
    return setup;
}

Status OnePassLesson::note(training::LearnerStep& step, double seconds, TrainUpdate& update) {
    update.progress = {"learning in log order", m_learner.rowsSeen(), m_manifest.rows, "records", {}};
    if (std::isfinite(step.loss)) {
        update.step = {step.step, step.epoch, step.loss, step.gradientNorm, seconds};
        update.metrics.push_back({step.step, "train/loss", step.loss});
    }
    update.metrics.push_back({step.step, "train/seconds", seconds});
    for (auto& [name, evaluation] : step.metrics)
        if (m_noChange && name == training::learnerOf(training::LearnerKind::OnePass).quality)
            evaluation::addNoChange(evaluation, m_noChange->baselines());
    return {};
}

Result<ModelParts> OnePassLesson::parts() {
    training::LearnerResult result = m_learner.result();
    ModelParts parts;
    parts.features = std::move(*result.features);
    parts.learned = std::move(result.learned);
    parts.steps = result.steps;
    parts.learner = training::LearnerKind::OnePass;
    parts.prequential = std::move(*result.prequential);
    for (const std::string& name : parts.features.classes())
        parts.classRows.push_back(m_classes.of(name));
    parts.familiarRows = m_ofParent ? m_ofParent->in(m_manifest) : 0;
    return parts;
}

} // namespace driftwood::runs

#include "ui/training/new_run_facts.h"

#include "dataset/row_order.h"
#include "ui/format/format.h"
#include "ui/training/run_words.h"
#include "ui/widgets/layout/facts_section.h"

namespace driftwood::ui {

NewRunFacts::NewRunFacts(QWidget* parent)
    : FactsPanel(parent)
    , m_dataset(addSection(tr("Data set")))
    , m_plan(addSection(tr("Planned work"))) {}

void NewRunFacts::showPlan(const CheckedDraft& draft, const dataset::Manifest* manifest) {
    if (manifest == nullptr) {
        m_dataset->setFacts({});
        m_dataset->setNote(tr("No data set is chosen."));
        m_plan->hide();
        return;
    }
    const training::TrainingSpec& spec = draft.request.training;
    const training::LearnerType& learner = training::learnerOf(draft.request.learner);
    const dataset::SplitPoints split = dataset::splitWithoutGap(manifest->rows, manifest->split);
    const qint64 train = learner.inOnePass ? manifest->rows : split.trainRows;
    // How many rows are in a gap is known only after the records were read.
    const bool isExact = learner.inOnePass || manifest->split.gapMs == 0;
    const auto countOf = [isExact](qint64 rows) {
        return isExact ? formatCount(rows) : formatEstimate(rows);
    };
    QList<Fact> facts{
        {.key = tr("Name"),
         .value = QString::fromStdString(manifest->name),
         .link = QStringLiteral("dataset"),
         .style = TextStyle::Body},
        {.key = tr("Topic"), .value = QString::fromStdString(manifest->topic.value)},
        {.key = tr("Rows"), .value = formatCount(manifest->rows)},
        {.key = tr("Train"), .value = countOf(train)},
    };
    if (!learner.inOnePass)
        facts << Fact{.key = tr("Validation"), .value = formatCount(manifest->rows - split.validationBegin)};
    m_dataset->setFacts(facts);
    m_dataset->setNote({});
    m_plan->show();
    QList<Fact> plan{
        {.key = tr("Fields"),
         .value = draft.request.features.inputs.empty()
                      ? QStringLiteral("–")
                      : formatCount(static_cast<qint64>(draft.request.features.inputs.size()))},
        {.key = tr("Hidden layers"),
         .value = spec.network.hidden.empty() ? QStringLiteral("–") : layersText(spec.network.hidden)}};
    if (learner.hasEpochs) {
        const qint64 steps = (train + spec.batchSize - 1) / std::max(1, spec.batchSize);
        plan << Fact{.key = tr("Steps per epoch"), .value = countOf(steps)}
             << Fact{.key = tr("Maximum steps"), .value = countOf(steps * spec.epochs)};
    }
    m_plan->setFacts(plan);
    m_plan->setNote(
        tr("The records are read again and checked against the data set's digest before the first step."));
}

} // namespace driftwood::ui

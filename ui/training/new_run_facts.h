#pragma once

#include "dataset/manifest.h"
#include "ui/training/run_draft.h"
#include "ui/widgets/layout/facts_panel.h"

namespace driftwood::ui {

class FactsSection;

/// Facts of a run before it starts: its data and the amount of work.
class NewRunFacts : public FactsPanel {
    Q_OBJECT

  public:
    explicit NewRunFacts(QWidget* parent = nullptr);
    /// `manifest` of the chosen data set; null: none is chosen.
    void showPlan(const CheckedDraft& draft, const dataset::Manifest* manifest);

  private:
    FactsSection* m_dataset;
    FactsSection* m_plan;
};

} // namespace driftwood::ui

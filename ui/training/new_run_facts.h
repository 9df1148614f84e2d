#pragma once

#include "dataset/manifest.h"
#include "ui/training/run_draft.h"
#include "ui/widgets/facts_panel.h"

namespace driftwood::ui {

class FactsSection;

/// Facts of a run that has not begun: what it would learn from and how much there is to do.
class NewRunFacts : public FactsPanel {
    Q_OBJECT

  public:
    explicit NewRunFacts(QWidget* parent = nullptr);
    /// `manifest` of the data set chosen, null: none.
    void showPlan(const CheckedDraft& draft, const dataset::Manifest* manifest);

  private:
    FactsSection* m_dataset;
    FactsSection* m_plan;
};

} // namespace driftwood::ui

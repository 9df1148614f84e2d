#pragma once

#include "model/trained_model.h"
#include "session/store.h"
#include "ui/widgets/facts_panel.h"

#include <filesystem>
#include <vector>

namespace driftwood::ui {

/// A model's exports: each form with the check it passed, and what every one contains.
class ExportsPanel : public FactsPanel {
    Q_OBJECT

  public:
    explicit ExportsPanel(QWidget* parent = nullptr);

    /// Before the first call no model is described and nothing can be exported.
    void setModel(const model::TrainedModel& model, const std::filesystem::path& bundle,
                  const std::vector<workspace::ExportRow>& exports);
    void clear();

  Q_SIGNALS:
    void torchScriptRequested();
    void weightsRequested();
    void cardRequested();

  private:
    FactsSection* addForm(const QString& name, void (ExportsPanel::*requested)());
    void showSections(bool shown);

    FactsSection* m_torchScript;
    FactsSection* m_weights;
    FactsSection* m_card;
    FactsSection* m_inside;
    FactsSection* m_signature;
};

} // namespace driftwood::ui

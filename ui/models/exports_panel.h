#pragma once

#include "model/trained_model.h"
#include "session/store.h"
#include "ui/widgets/facts_panel.h"

#include <filesystem>
#include <vector>

namespace driftwood::ui {

/// What leaves the workbench: each form with the check it passed, and what is inside every one.
class ExportsPanel : public FactsPanel {
    Q_OBJECT

  public:
    explicit ExportsPanel(QWidget* parent = nullptr);

    /// Until there is a model nothing is said of one, and nothing can be exported.
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

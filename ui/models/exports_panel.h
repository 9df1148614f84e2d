#pragma once

#include "model/exporters/exporter.h"
#include "model/trained_model.h"
#include "session/store.h"
#include "ui/widgets/layout/facts_panel.h"

#include <filesystem>
#include <functional>
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
    void graphRequested(const driftwood::model::Exporter* exporter);
    void weightsRequested();
    void cardRequested();

  private:
    /// A section with a button that calls `request`.
    FactsSection* addForm(const QString& name, const std::function<void()>& request);
    void showSections(bool shown);
    static void showGraph(FactsSection& section, const model::Exporter& exporter,
                          const workspace::ExportRow* newest);

    std::vector<FactsSection*> m_graphs; ///< one for each of exporters()
    FactsSection* m_weights;
    FactsSection* m_card;
    FactsSection* m_inside;
    FactsSection* m_signature;
};

} // namespace driftwood::ui

#pragma once

#include "model/trained_model.h"
#include "session/background.h"
#include "ui/page/page.h"

#include <memory>

class QPlainTextEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

namespace driftwood::session {
class Job;
}

namespace driftwood::ui {

class EmptyState;
class ErrorCard;
class ExportsPanel;
class FilterField;
class GroupedItemModel;
class ModelOverview;
class PageTabs;
class ThreeColumns;

/// The models: by name and version at the left, the chosen one as an answer, its exports at the right.
class ModelsPage : public Page {
    Q_OBJECT

  public:
    ModelsPage(const PageContext& context, QWidget* parent);

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    void focusFilter() override;

  private:
    QWidget* buildList();
    QWidget* buildWork();
    void followStore();
    void choose(const QString& modelId);
    void load();
    void take(Result<std::shared_ptr<const model::TrainedModel>> loaded);
    void showModel();
    void exportTorchScript();
    void exportWeights();
    void exportCard();
    [[nodiscard]] QString askForFile(const QString& suffix, const QString& filter);
    void follow(session::Job* job, const QString& what, const QString& path);
    void sayFailed(const QString& what, const Error& error);

    PageContext m_context;
    QString m_modelId;
    std::shared_ptr<const model::TrainedModel> m_model;
    session::Ticket m_loading;

    ThreeColumns* m_columns;
    FilterField* m_filter;
    GroupedItemModel* m_items;
    QSortFilterProxyModel* m_filtered;
    QTreeView* m_list;
    PageTabs* m_tabs;
    QStackedWidget* m_views;
    ModelOverview* m_overview;
    QPlainTextEdit* m_card;
    EmptyState* m_empty;
    ErrorCard* m_error;
    QStackedWidget* m_work;
    ExportsPanel* m_exports;
    QAction* m_export;
    QAction* m_trainAgain;
    QAction* m_attach;
};

} // namespace driftwood::ui

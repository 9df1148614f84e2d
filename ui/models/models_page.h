#pragma once

#include "model/trained_model.h"
#include "tasks/background.h"
#include "ui/page/page.h"

#include <functional>
#include <memory>

class QTextBrowser;
class QStackedWidget;

namespace driftwood::ui {

class BacktestsView;
class EmptyState;
class ErrorCard;
class ErrorsView;
class ExportsPanel;
class ModelExporter;
class ModelList;
class ModelOverview;
class ModelQuestions;
class PageTabs;
class ThreeColumns;

/// The Models page: models by name and version at the left; for the chosen one its overview, errors and
/// back-tests; its exports at the right.
class ModelsPage : public Page {
    Q_OBJECT

  public:
    ModelsPage(const PageContext& context, QWidget* parent);

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    void focusFilter() override;
    bool stopWhatRuns() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    enum Tab { OverviewTab, ErrorsTab, BacktestsTab, CardTab };
    enum WorkPage { EmptyPage, LoadingPage, ModelPage, FailedPage };

    QWidget* buildWork();
    void addQuestions();
    void addExport(const QString& text, const std::function<void()>& exportIt);
    void followStore();
    void choose(const QString& modelId);
    void load();
    void take(Result<std::shared_ptr<const model::TrainedModel>> loaded);
    void showModel();
    void showCard();

    PageContext m_context;
    QString m_modelId;
    std::shared_ptr<const model::TrainedModel> m_model;
    tasks::PendingQuery m_loading;

    ThreeColumns* m_columns;
    ModelList* m_list;
    ModelExporter* m_exporter;
    ModelQuestions* m_questions;
    PageTabs* m_tabs;
    QStackedWidget* m_views;
    ModelOverview* m_overview;
    ErrorsView* m_errors;
    BacktestsView* m_backtests;
    QTextBrowser* m_card;
    QString m_cardShown; ///< its Markdown
    EmptyState* m_empty;
    ErrorCard* m_error;
    QStackedWidget* m_work;
    ExportsPanel* m_exports;
    QAction* m_backtest;
    QAction* m_trainAgain;
    QAction* m_attach;
};

} // namespace driftwood::ui

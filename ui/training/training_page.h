#pragma once

#include "ui/page/page.h"
#include "ui/training/run_book.h"

class QStackedWidget;

namespace driftwood::ui {

class EmptyState;
class NewRunFacts;
class NewRunForm;
class RunFacts;
class RunList;
class RunView;
class ThreeColumns;

/// The Training page: all runs, one of them with its curves, and the form for a new one.
class TrainingPage : public Page {
    Q_OBJECT

  public:
    explicit TrainingPage(const PageContext& context, QWidget* parent = nullptr);
    ~TrainingPage() override;

    bool open(const Link& link) override;
    [[nodiscard]] bool shows(const Link& link) const override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QStringList statusFacts() const override;
    void focusFilter() override;
    bool stopWhatRuns() override;

  private:
    enum class Shown : unsigned char { Nothing, Run, NewRun };

    void build();
    void buildActions();
    void newRun(const QString& dataset, const QString& baseModelId);
    /// Based on the shown run: with its settings if it produced no model, otherwise on its data set.
    void newRunAfterShown();
    void start();
    void goOn();
    void keepBest();
    void renameRun();
    void askRemoveRun();
    /// Resumes the shown run from its checkpoint; reports and returns null if that is impossible.
    [[nodiscard]] std::unique_ptr<session::TrainingSession> continued();
    void beginSession(std::unique_ptr<session::TrainingSession> session);
    void openRun(qint64 id);
    void openNewest();
    void showShown();
    void refreshList();
    void refreshRun();
    void refreshPlan();
    void sayEnded(qint64 id);
    void follow(const QString& factsLink);
    [[nodiscard]] std::optional<RunInfo> current() const;

    PageContext m_context;
    RunBook m_book;
    Shown m_shown = Shown::Nothing;
    bool m_wantsNewest = false;                     ///< show it as soon as the workspace was read
    int m_epochShown = 0;                           ///< of the running run; 0: none
    qint64 m_runId = 0;                             ///< id of the shown run; 0 while its session has none yet
    QPointer<session::TrainingSession> m_beginning; ///< the shown run before it has an id

    ThreeColumns* m_columns;
    RunList* m_list;
    QStackedWidget* m_work;
    EmptyState* m_empty;
    RunView* m_run;
    NewRunForm* m_form;
    QStackedWidget* m_facts;
    RunFacts* m_runFacts;
    NewRunFacts* m_planFacts;

    QAction* m_new;
    QAction* m_cancel;
    QAction* m_start;
    QAction* m_openModel;
    QAction* m_attach;
    QAction* m_rename;
    QAction* m_remove;
};

} // namespace driftwood::ui

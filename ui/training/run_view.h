#pragma once

#include "tasks/background.h"
#include "ui/itemmodels/training/epoch_item_model.h"
#include "ui/training/run_words.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class ErrorCard;
class LossPanel;
class PageTabs;
class RunBook;
class RunStatusBar;
class SideCharts;

/// The work area for one run: status with progress and actions, the loss with its side charts, the table of
/// metrics. A run from the workspace looks like a running one.
class RunView : public QWidget {
    Q_OBJECT

  public:
    RunView(RunBook& book, tasks::Background& background, QWidget* parent = nullptr);

    /// Shows another run, or the same one in another state.
    void showRun(const RunInfo& run);
    [[nodiscard]] const RunInfo& run() const { return m_run; }
    /// Null while it is being read.
    [[nodiscard]] const runs::RunHistory* history() const {
        const auto* session = m_run.session.data();
        return session != nullptr ? &session->history() : m_history.get();
    }
    [[nodiscard]] LossPanel* loss() const { return m_loss; }
    [[nodiscard]] RunStatusBar* status() const { return m_status; }

  Q_SIGNALS:
    void recordActivated(const driftwood::Position& position);
    void goOnRequested();
    void keepBestRequested();
    /// The history was read, or has grown by an epoch, or the next one has begun.
    void historyChanged();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void followSession();
    void drawLive();
    /// Draws the quality of compared runs in one pass.
    void compareQuality();
    void showHistory(std::shared_ptr<const runs::RunHistory> history);
    void showTable(const runs::RunHistory& history);
    void showFailure();
    QWidget* buildTable();

    RunBook& m_book;
    tasks::Background& m_background;
    RunInfo m_run;
    RunStatusBar* m_status;
    QWidget* m_failureRow;
    ErrorCard* m_failure;
    PageTabs* m_tabs;
    QStackedWidget* m_views;
    LossPanel* m_loss;
    SideCharts* m_side;
    QLabel* m_tableNote;
    QTableView* m_table;
    EpochItemModel m_epochs;
    std::shared_ptr<const runs::RunHistory> m_history; ///< null for a run that is running
    QMetaObject::Connection m_advanced;
    std::size_t m_epochsShown = 0;
    int m_epochNamed = 0; ///< in the line above the curve
    tasks::PendingQuery m_copying;
};

} // namespace driftwood::ui

#pragma once

#include "tasks/job_board.h"
#include "ui/page/page.h"

#include <QWidget>
#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace driftwood::ui {

class JobEntry;

/// The status bar: at the left the running jobs, each with figure and remaining time; at the right the page's
/// facts, the messages, and the zone of all times. In a narrow window facts are hidden first, beginning with
/// the last one; jobs without room are in a menu.
class WorkBar : public QWidget {
    Q_OBJECT

  public:
    WorkBar(tasks::JobBoard& jobs, const Preferences& preferences, QWidget* parent = nullptr);

    void setPage(Page* page);
    void setMessageCount(int count);

  Q_SIGNALS:
    void linkActivated(const driftwood::ui::Link& link);
    void messagesRequested();

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    /// Distributes the bar's width.
    void arrange();
    /// Shows as many facts as the jobs' least width allows; returns the facts' width.
    int arrangeFacts(int room);
    void arrangeJobs(int room);
    void showHiddenJobs();
    void forgetSeen();
    void forgetFailed(const std::function<bool(const tasks::Job&)>& isMeant);
    void openJob(const tasks::Job& job);
    void showZone();
    void addJob(tasks::Job* job);
    void removeJob(tasks::Job* job);

    tasks::JobBoard& m_jobs;
    const Preferences& m_preferences;
    Page* m_page = nullptr;
    QHBoxLayout* m_work;
    QList<JobEntry*> m_entries;
    QPushButton* m_more; ///< menu of the jobs without room
    QLabel* m_idle;
    QLabel* m_facts;
    QPushButton* m_messages;
    QLabel* m_zone;
};

} // namespace driftwood::ui

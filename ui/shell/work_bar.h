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

/// The line at the foot: at the left the work under way, each with figure and time left; at the right the
/// page's facts, what was said (messages), and the zone of all times. Where it is narrow, facts go first, the
/// last before the others; jobs that find no room are in a menu.
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
    /// Gives the bar's width away.
    void arrange();
    /// Shows as many facts as leave the jobs their least width; returns how wide they are.
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
    QPushButton* m_more; ///< jobs that find no room
    QLabel* m_idle;
    QLabel* m_facts;
    QPushButton* m_messages;
    QLabel* m_zone;
};

} // namespace driftwood::ui

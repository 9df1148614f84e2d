#pragma once

#include "drift/alarm.h"
#include "session/monitor_session.h"
#include "ui/page/page.h"

namespace driftwood::ui {

class MonitorBook;
class ShownMonitor;

/// The dialogs that ask before a monitor or an alarm is changed, and make the change when it is agreed to.
class MonitorQuestions : public QObject {
    Q_OBJECT

  public:
    /// Dialogs belong to the window of `parent`.
    MonitorQuestions(session::AppContext& app, MonitorBook& book, ShownMonitor& shown, QWidget* parent);

    void promote(const QString& modelId, bool back, const QString& warning);
    void rename(qint64 id);
    void remove(qint64 id);
    /// The resumed monitor needs topics that were deleted: whether to make them anew.
    void makeTopics(const session::MonitorSession& session);
    /// The group has no position to go on from, by this error of the last try: where to begin.
    void whereToBegin(const Error& error);
    void acknowledge(const drift::Alarm& alarm);
    void mute(const drift::Alarm& alarm, bool muted);

  Q_SIGNALS:
    void noticed(const driftwood::ui::Notice& notice);

  private:
    session::AppContext& m_app;
    MonitorBook& m_book;
    ShownMonitor& m_shown;
    QWidget* m_parent;
};

} // namespace driftwood::ui

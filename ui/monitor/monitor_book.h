#pragma once

#include "session/monitor_session.h"
#include "ui/itemmodels/monitor_item_model.h"

#include <QObject>
#include <QTimer>

namespace driftwood::session {
class Desk;
}

namespace driftwood::ui {

/// All monitors there are, those the workspace knows and those that run now, and what can be done with them.
class MonitorBook : public QObject {
    Q_OBJECT

  public:
    explicit MonitorBook(session::Desk& desk, QObject* parent = nullptr);

    /// Being attached first, then newest first.
    [[nodiscard]] QList<MonitorEntry> entries() const;
    [[nodiscard]] MonitorEntry entry(qint64 id) const;
    /// The last session of a monitor in this window, which may be over; null when there was none.
    [[nodiscard]] session::MonitorSession* session(qint64 id) const;
    [[nodiscard]] const workspace::MonitorRow* row(qint64 id) const; ///< null: not there (yet)
    /// Open ones and cleared ones, oldest first.
    [[nodiscard]] std::vector<drift::Alarm> alarms(qint64 id) const;
    [[nodiscard]] int openAlarms(qint64 id) const;

    session::MonitorSession* attach(session::AttachRequest request, const broker::ConnectionProfile& profile);
    /// Why a monitor that does not run cannot go on now; empty when it can.
    [[nodiscard]] QString whyNotResume(qint64 id) const;
    void resume(qint64 id);
    void stop(qint64 id);

  Q_SIGNALS:
    void changed();           ///< entries, at most a few times a second while they run
    void attached(qint64 id); ///< a new one is known to the workspace
    void updated(qint64 id);  ///< figures, track, drift
    void alarmRaised(qint64 id, const driftwood::drift::Alarm& alarm);
    void ended(qint64 id, driftwood::session::MonitorSession* session);

  private:
    void follow(session::Job* job);
    session::MonitorSession* start(session::MonitorSession::Setup setup);
    [[nodiscard]] MonitorEntry entryOf(const session::MonitorSession& session) const;
    [[nodiscard]] MonitorEntry entryOf(const workspace::MonitorRow& row) const;
    [[nodiscard]] QString modelName(const std::string& modelId) const;
    /// The profile a monitor was attached with, as it is now.
    [[nodiscard]] std::optional<broker::ConnectionProfile> profileOf(const workspace::MonitorRow& row) const;
    [[nodiscard]] demo::DemoFeed* demoFor(const broker::ConnectionProfile& profile) const;

    session::Desk& m_desk;
    QTimer m_settle; ///< many updates, one changed()
};

} // namespace driftwood::ui

#pragma once

#include "monitoring/promotion.h"
#include "session/monitor_session.h"
#include "tasks/background.h"
#include "ui/itemmodels/models/monitor_item_model.h"
#include "ui/monitor/delivery_book.h"
#include "ui/monitor/promotions.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <vector>

namespace driftwood::session {
class AppContext;
}

namespace driftwood::ui {

/// All monitors, those of the workspace and those that run now, and the operations on them.
class MonitorBook : public QObject {
    Q_OBJECT

  public:
    explicit MonitorBook(session::AppContext& app, QObject* parent = nullptr);

    /// Monitors that are being attached come first, then the newest.
    [[nodiscard]] QList<MonitorEntry> entries() const;
    [[nodiscard]] MonitorEntry entry(qint64 id) const;
    /// The last session of a monitor in this window, which may have ended. Null if there was none, or if
    /// another program has resumed the monitor since.
    [[nodiscard]] session::MonitorSession* session(qint64 id) const;
    [[nodiscard]] const workspace::MonitorRow* row(qint64 id) const; ///< null: not in the workspace (yet)
    /// Open and cleared ones, oldest first.
    [[nodiscard]] std::vector<drift::Alarm> alarms(qint64 id) const;
    /// True for an alarm that is open, not acknowledged and not muted.
    [[nodiscard]] bool wantsAttention(qint64 id, const drift::Alarm& alarm) const;
    /// How many of the monitor's alarms need attention according to the workspace; all views show this
    /// number.
    [[nodiscard]] int openAlarms(qint64 id) const;
    [[nodiscard]] const DeliveryNotes& deliveryNotes(qint64 id) const { return m_deliveries.of(id); }
    /// Until when an alarm, or another one on the same subject, is muted; 0: not muted.
    [[nodiscard]] std::int64_t mutedUntilMs(qint64 id, const drift::Alarm& alarm) const;

    session::MonitorSession* attach(monitoring::AttachRequest request,
                                    const broker::ConnectionProfile& profile);
    /// Why a stopped monitor cannot be resumed now; empty if it can.
    [[nodiscard]] QString whyNotResume(qint64 id) const;
    /// The monitor that has this one's place after the last promotion; 0: no other one has.
    [[nodiscard]] qint64 successorOf(qint64 id) const;
    /// Resumes a stopped monitor. `from`: the starting point that the user chose, if the group has no valid
    /// offsets. `makesTopics`: the user agreed to create deleted output topics again.
    void resume(qint64 id, scoring::StartAt from = scoring::StartAt::Committed, bool makesTopics = false);
    void stop(qint64 id);
    /// The job ends when the promotion is done; the successor is started automatically.
    void promote(const monitoring::PromotionRequest& request) { m_promotions.ask(request); }
    /// Starts a new session in place of one that has ended.
    void startAgain(qint64 id, session::MonitorSession::Setup setup);
    /// The current version of the profile that a monitor was attached with.
    [[nodiscard]] std::optional<broker::ConnectionProfile> profileOf(const workspace::MonitorRow& row) const;
    /// True if the profile is in use, or this user saved or accepted it.
    [[nodiscard]] bool mayUse(const broker::ConnectionProfile& profile) const;
    void rename(qint64 id, const QString& name);
    void remove(qint64 id);
    void acknowledge(qint64 id, const drift::Alarm& alarm, const workspace::PersonNote& note);
    void mute(qint64 id, const drift::Alarm& alarm, std::int64_t untilMs, const workspace::PersonNote& note);

  Q_SIGNALS:
    void changed();           ///< the entries changed; at most a few times a second
    void attached(qint64 id); ///< the workspace contains a new monitor
    void updated(qint64 id);  ///< its figures, track or drift changed
    void alarmRaised(qint64 id, const driftwood::drift::Alarm& alarm);
    void ended(qint64 id, driftwood::session::MonitorSession* session);
    void promoted(const driftwood::workspace::PromotionRow& promotion);
    void promotionFailed(const driftwood::Error& error);

  private:
    void follow(tasks::Job* job);
    session::MonitorSession* start(session::MonitorSession::Setup setup);
    using Names = QHash<qint64, QString>; ///< see monitorNames()
    [[nodiscard]] MonitorEntry entryOf(const session::MonitorSession& session, const Names& names) const;
    [[nodiscard]] MonitorEntry entryOf(const workspace::MonitorRow& row, const Names& names) const;
    [[nodiscard]] qint64 refusedOf(qint64 id) const;
    [[nodiscard]] session::MonitorSession* runningHere(qint64 id) const;
    void followOthers();
    void dismissOver(qint64 id);
    [[nodiscard]] demo::DemoFeed* demoFor(const broker::ConnectionProfile& profile) const;

    session::AppContext& m_app;
    DeliveryBook m_deliveries;
    Promotions m_promotions;
    QTimer m_settle;          ///< merges many updates into one changed()
    QSet<qint64> m_justEnded; ///< ended here; an older snapshot may still call them running
};

} // namespace driftwood::ui

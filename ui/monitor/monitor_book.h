#pragma once

#include "monitoring/promotion.h"
#include "session/monitor_session.h"
#include "tasks/background.h"
#include "ui/itemmodels/monitor_item_model.h"
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

/// All monitors there are, those the workspace knows and those that run now, and what can be done with them.
class MonitorBook : public QObject {
    Q_OBJECT

  public:
    explicit MonitorBook(session::AppContext& app, QObject* parent = nullptr);

    /// Being attached first, then newest first.
    [[nodiscard]] QList<MonitorEntry> entries() const;
    [[nodiscard]] MonitorEntry entry(qint64 id) const;
    /// The last session of a monitor in this window, which may be over; null when there was none, or when
    /// another program went on with the monitor since.
    [[nodiscard]] session::MonitorSession* session(qint64 id) const;
    [[nodiscard]] const workspace::MonitorRow* row(qint64 id) const; ///< null: not there (yet)
    /// Open ones and cleared ones, oldest first.
    [[nodiscard]] std::vector<drift::Alarm> alarms(qint64 id) const;
    /// Open, not acknowledged, not muted.
    [[nodiscard]] bool wantsAttention(qint64 id, const drift::Alarm& alarm) const;
    /// How many do, as the workspace has it: the same number wherever one stands.
    [[nodiscard]] int openAlarms(qint64 id) const;
    [[nodiscard]] const DeliveryNotes& deliveryNotes(qint64 id) const { return m_deliveries.of(id); }
    /// Until when an alarm, or others about the same, are muted; 0: it is heard.
    [[nodiscard]] std::int64_t mutedUntilMs(qint64 id, const drift::Alarm& alarm) const;

    session::MonitorSession* attach(monitoring::AttachRequest request,
                                    const broker::ConnectionProfile& profile);
    /// Why a monitor that does not run cannot go on now; empty when it can.
    [[nodiscard]] QString whyNotResume(qint64 id) const;
    /// The name of the monitor that was promoted in its place and has it now; empty when none has.
    [[nodiscard]] QString replacedBy(qint64 id) const;
    /// `from`: where a person wants it to begin, once its group gave no place to go on from. `makesTopics`: a
    /// person agreed to have a topic made anew that it writes to and that is gone.
    void resume(qint64 id, scoring::StartAt from = scoring::StartAt::Committed, bool makesTopics = false);
    void stop(qint64 id);
    /// A job that ends when it is done; the successor goes on by itself.
    void promote(const monitoring::PromotionRequest& request) { m_promotions.ask(request); }
    /// Instead of a session of this monitor that is over.
    void startAgain(qint64 id, session::MonitorSession::Setup setup);
    /// The profile a monitor was attached with, as it is now.
    [[nodiscard]] std::optional<broker::ConnectionProfile> profileOf(const workspace::MonitorRow& row) const;
    /// It is in use, or was saved or agreed to by this person.
    [[nodiscard]] bool mayUse(const broker::ConnectionProfile& profile) const;
    void rename(qint64 id, const QString& name);
    void remove(qint64 id);
    void acknowledge(qint64 id, const drift::Alarm& alarm, const workspace::PersonNote& note);
    void mute(qint64 id, const drift::Alarm& alarm, std::int64_t untilMs, const workspace::PersonNote& note);

  Q_SIGNALS:
    void changed();           ///< entries, at most a few times a second while they run
    void attached(qint64 id); ///< a new one is known to the workspace
    void updated(qint64 id);  ///< figures, track, drift
    void alarmRaised(qint64 id, const driftwood::drift::Alarm& alarm);
    void ended(qint64 id, driftwood::session::MonitorSession* session);
    void promoted(const driftwood::workspace::PromotionRow& promotion);
    void promotionFailed(const driftwood::Error& error);

  private:
    void follow(tasks::Job* job);
    session::MonitorSession* start(session::MonitorSession::Setup setup);
    using Names = QHash<qint64, QString>; ///< as monitorNames() has them
    [[nodiscard]] MonitorEntry entryOf(const session::MonitorSession& session, const Names& names) const;
    [[nodiscard]] MonitorEntry entryOf(const workspace::MonitorRow& row, const Names& names) const;
    [[nodiscard]] qint64 refusedOf(qint64 id) const;
    [[nodiscard]] session::MonitorSession* runningHere(qint64 id) const;
    void followOthers();
    void lookElsewhere();
    void dismissOver(qint64 id);
    [[nodiscard]] demo::DemoFeed* demoFor(const broker::ConnectionProfile& profile) const;

    session::AppContext& m_app;
    DeliveryBook m_deliveries;
    Promotions m_promotions;
    QTimer m_settle; ///< many updates, one changed()
    QTimer m_elsewhere;
    bool m_runElsewhere = false; ///< some monitor of the snapshot, in another program
    QSet<qint64> m_justEnded;    ///< here; a snapshot from before may still say that they run
};

} // namespace driftwood::ui

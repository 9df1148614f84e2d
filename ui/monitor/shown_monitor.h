#pragma once

#include "model/trained_model.h"
#include "monitoring/monitor_history.h"
#include "monitoring/track.h"
#include "tasks/background.h"
#include "ui/monitor/monitor_book.h"

#include <QObject>
#include <QPointer>

namespace driftwood::ui {

/// The monitor that a page shows, either running or from its stored history.
class ShownMonitor : public QObject {
    Q_OBJECT

  public:
    ShownMonitor(session::AppContext& app, MonitorBook& book, QObject* parent = nullptr);

    void show(qint64 id); ///< 0: the newest one that is being attached
    void showNone();
    /// Resumes the shown monitor; its tracks stay until the first new figures arrive.
    void resume(scoring::StartAt from = scoring::StartAt::Committed, bool makesTopics = false);
    [[nodiscard]] bool isSet() const { return m_set; }
    [[nodiscard]] qint64 id() const { return m_id; }
    [[nodiscard]] MonitorEntry entry() const { return m_book.entry(m_id); }
    /// Another model has its place after a promotion: it is history, and nothing can be done with it there.
    [[nodiscard]] bool isReplaced() const;

    [[nodiscard]] const monitoring::Track& track() const;
    [[nodiscard]] const monitoring::DriftTrail& drift() const;
    [[nodiscard]] std::vector<drift::Alarm> alarms() const { return m_book.alarms(m_id); }
    [[nodiscard]] bool wantsAttention(const drift::Alarm& alarm) const {
        return m_book.wantsAttention(m_id, alarm);
    }
    /// Over all its sessions, whichever program ran them.
    [[nodiscard]] const DeliveryNotes& deliveryNotes() const { return m_book.deliveryNotes(m_id); }
    /// Null if it is not running.
    [[nodiscard]] const session::MonitorFigures* figures() const;
    [[nodiscard]] session::MonitorSession* session() const { return m_book.session(m_id); }
    [[nodiscard]] const std::shared_ptr<const model::TrainedModel>& model() const { return m_model; }
    [[nodiscard]] drift::DriftConfig config() const;
    [[nodiscard]] TopicName source() const;
    [[nodiscard]] TopicName target() const;
    [[nodiscard]] std::string connectionName() const;
    [[nodiscard]] std::string group() const;
    [[nodiscard]] qint64 scored() const;
    /// Names of the models that replaced it between two points of its track, by promotions; empty if there
    /// were none.
    [[nodiscard]] QString scoredBetween(const monitoring::TrackPoint& before,
                                        const monitoring::TrackPoint& after) const;
    [[nodiscard]] const std::optional<Error>& error() const {
        return m_error;
    } ///< why its data could not be
      ///< read

  Q_SIGNALS:
    void changed(); ///< another monitor is shown, or requested data has arrived

  private:
    /// Its session once that has figures; null while it is being attached and after a refusal.
    [[nodiscard]] const session::MonitorSession* drawn() const;
    void loadModel();
    void loadHistory();
    [[nodiscard]] std::string modelId() const;

    session::AppContext& m_app;
    MonitorBook& m_book;
    bool m_set = false;
    qint64 m_id = 0;
    QPointer<session::MonitorSession> m_fresh; ///< shown before the workspace contains it
    std::shared_ptr<const model::TrainedModel> m_model;
    monitoring::Track m_storedTrack;
    monitoring::DriftTrail m_storedDrift;
    qint64 m_scoredWhenRead = -1; ///< number of records in the stored track; -1: nothing was read
    std::optional<Error> m_error;
    tasks::PendingQuery m_askedModel;
    tasks::PendingQuery m_askedHistory;
};

} // namespace driftwood::ui

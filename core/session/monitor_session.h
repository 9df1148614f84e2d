#pragma once

#include "demo/demo_feed.h"
#include "monitoring/attachment_job.h"
#include "monitoring/track.h"
#include "tasks/job.h"

#include <deque>

namespace driftwood::session {

/// The current figures of a running monitor.
struct MonitorFigures {
    std::int64_t scored = 0;      ///< since the monitor was first attached
    std::int64_t undecodable = 0; ///< since it was last attached
    std::int64_t anomalous = 0;   ///< since it was last attached
    double recordsPerSec = 0.0;   ///< over kFiguresOver
    double latencyP50Ms = 0.0;    ///< over kFiguresOver, mean over the updates; NaN without records
    double latencyP99Ms = 0.0;    ///< of the worst update
    std::int64_t lag = -1;
    bool connected = true;
    bool groupShared = false;     ///< another process commits for the group
    bool beganAnew = false;       ///< see AttachUpdate
    bool targetMadeAnew = false;  ///< see AttachUpdate
    std::int64_t unpublished = 0; ///< predictions that the target refused, since it was last attached
    std::optional<scoring::UnpublishedRecord> firstUnpublished;
    std::int64_t leftOut = 0; ///< offsets that the topic dropped unread, since it was last attached
    std::optional<monitoring::Silence> silence;            ///< no records for much longer than usual
    std::chrono::system_clock::time_point connectionSince; ///< begin of the current connection state
};

/// A missing topic that a monitor writes to.
struct MissingTopic {
    TopicName name;
    int partitions = 0; ///< the number of partitions for creating it
    bool operator==(const MissingTopic&) const = default;
};

/// A model on a live topic, with the data that a page shows: figures, track, drift, alarms. It has its own
/// connection, the only one that may write; it waits if the broker does not answer yet.
class MonitorSession final : public tasks::Job {
    Q_OBJECT

  public:
    static constexpr std::chrono::seconds kFiguresOver{5};

    struct Setup {
        broker::ConnectionProfile profile;
        std::filesystem::path workspaceFolder;
        monitoring::AttachRequest request;
        std::int64_t scoredBefore = 0;          ///< resumed: number scored by its earlier sessions
        std::vector<drift::Alarm> alarmsBefore; ///< alarms raised by these
        /// False: if a topic that it writes to is missing, the session ends with an error instead of creating
        /// it; see missingTopics().
        bool makesTopics = true;
        /// Set if the profile is the demo's, whose broker cannot create topics through Kafka's protocol.
        /// Must outlive the session.
        demo::DemoFeed* demo = nullptr;
    };

    MonitorSession(Setup setup, QString title, QObject* parent = nullptr);
    ~MonitorSession() override { join(); }

    [[nodiscard]] std::int64_t monitorId() const {
        return m_monitorId;
    } ///< 0 until attached() for the first time
    [[nodiscard]] const monitoring::AttachRequest& request() const { return m_setup.request; }
    [[nodiscard]] const broker::ConnectionProfile& profile() const { return m_setup.profile; }
    [[nodiscard]] const MonitorFigures& figures() const { return m_figures; }
    [[nodiscard]] const monitoring::Track& track() const { return m_track; }
    [[nodiscard]] const monitoring::DriftTrail& drift() const { return m_drift; }
    /// Open and cleared alarms, oldest first.
    [[nodiscard]] const std::vector<drift::Alarm>& alarms() const { return m_alarms; }

    /// After ended(): the promotion by which another model replaced this one at its last position.
    [[nodiscard]] const std::optional<workspace::PromotionRow>& promotion() const { return m_promotion; }
    /// After ended(): the topics that it was not allowed to create. Empty if it ended for another reason.
    [[nodiscard]] const std::vector<MissingTopic>& missingTopics() const { return m_missingTopics; }
    /// Its locks, for the successor's AttachRequest; to be taken once.
    [[nodiscard]] std::shared_ptr<monitoring::PlaceLocks> takeHandedOver() { return std::move(m_handedOver); }

  Q_SIGNALS:
    void attached(); ///< the workspace has the monitor's row
    void updated();  ///< at most about ten times a second
    void alarmRaised(const driftwood::drift::Alarm& alarm);
    void alarmsChanged(); ///< an alarm was raised or cleared and is stored

  protected:
    Status work(const ProgressSink& report, const std::stop_token& stop) override;

  private:
    [[nodiscard]] Result<std::shared_ptr<broker::Connection>> connectPatiently(const ProgressSink& report,
                                                                               const std::stop_token& stop);
    /// The request to run: a resumed monitor keeps its dead-letter topic.
    [[nodiscard]] Result<monitoring::AttachRequest> requestToRun() const;
    /// TopicGone if topics are missing and it may not create them.
    [[nodiscard]] Status checkTopics(broker::Connection& connection,
                                     const scoring::AttachmentConfig& attachment);
    [[nodiscard]] Status makeInDemo(broker::Connection& connection, const TopicName& name,
                                    std::optional<int> partitions = {}) const;
    void take(std::vector<monitoring::AttachUpdate>&& updates);
    void take(monitoring::AttachUpdate&& update);
    void takeAlarm(const drift::Alarm& alarm);
    void takeFigures(const monitoring::AttachUpdate& update);

    struct Moment {
        std::chrono::steady_clock::time_point at;
        std::int64_t scored;
        double latencyP50Ms;
        double latencyP99Ms;
    };

    Setup m_setup;
    std::int64_t m_monitorId = 0;
    MonitorFigures m_figures;
    std::deque<Moment> m_moments; ///< of the last kFiguresOver
    monitoring::Track m_track;
    monitoring::DriftTrail m_drift;
    std::vector<drift::Alarm> m_alarms;
    std::optional<workspace::PromotionRow> m_promotion;   ///< written by the worker before its end
    std::vector<MissingTopic> m_missingTopics;            ///< written by the worker before its end
    std::shared_ptr<monitoring::PlaceLocks> m_handedOver; ///< before work(): the locks for it; after its end:
                                                          ///< those that it hands over
    std::int64_t m_scoredBefore;                          ///< by the monitor's earlier sessions
    std::unique_ptr<tasks::BatchChannel<monitoring::AttachUpdate>> m_updates;
};

} // namespace driftwood::session

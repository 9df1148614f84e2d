#pragma once

#include "demo/demo_feed.h"
#include "session/attachment_job.h"
#include "session/job.h"
#include "session/track.h"

#include <deque>

namespace driftwood::session {

/// The numbers of a running monitor at this moment.
struct MonitorFigures {
    std::int64_t scored = 0;      ///< since the monitor was first attached
    std::int64_t undecodable = 0; ///< since it was attached this time
    std::int64_t anomalous = 0;   ///< the same
    double recordsPerSec = 0.0;   ///< over kFiguresOver
    double latencyP50Ms = 0.0;    ///< over kFiguresOver, mean of the updates'; NaN without records
    double latencyP99Ms = 0.0;    ///< the worst update's
    std::int64_t lag = -1;
    bool connected = true;
    bool groupShared = false;                              ///< another process commits for the group
    std::optional<Silence> silence;                        ///< no records for much longer than usual
    std::chrono::system_clock::time_point connectionSince; ///< since when it is, or is not
};

/// A model on a live topic, with what a page shows of it: figures, track, drift, alarms. It has a connection
/// of its own, the only one that may write; it waits for a broker that does not answer yet.
class MonitorSession final : public Job {
    Q_OBJECT

  public:
    static constexpr std::chrono::seconds kFiguresOver{5};

    struct Setup {
        broker::ConnectionProfile profile;
        std::filesystem::path workspaceFolder;
        AttachRequest request;
        std::int64_t scoredBefore = 0;          ///< resumed: by its earlier runs
        std::vector<drift::Alarm> alarmsBefore; ///< and what they raised
        /// Set where the profile is the demo's: its broker makes no topic by Kafka's protocol. Outlives the
        /// session.
        demo::DemoFeed* demo = nullptr;
    };

    MonitorSession(Setup setup, QString title, QObject* parent = nullptr);
    ~MonitorSession() override { join(); }

    [[nodiscard]] std::int64_t monitorId() const {
        return m_monitorId;
    } ///< 0 until attached() the first time
    [[nodiscard]] const AttachRequest& request() const { return m_setup.request; }
    [[nodiscard]] const broker::ConnectionProfile& profile() const { return m_setup.profile; }
    [[nodiscard]] const MonitorFigures& figures() const { return m_figures; }
    [[nodiscard]] const Track& track() const { return m_track; }
    [[nodiscard]] const DriftTrail& drift() const { return m_drift; }
    /// Open ones and cleared ones, oldest first.
    [[nodiscard]] const std::vector<drift::Alarm>& alarms() const { return m_alarms; }

    /// After ended(): another model took the place; it goes on where this one stopped.
    [[nodiscard]] const std::optional<workspace::PromotionRow>& promotion() const { return m_promotion; }

  Q_SIGNALS:
    void attached(); ///< the workspace knows the monitor
    void updated();  ///< at most some ten times a second
    void alarmRaised(const driftwood::drift::Alarm& alarm);
    void alarmsChanged(); ///< one was raised or cleared: the workspace knows

  protected:
    Status work(const ProgressSink& report, const std::stop_token& stop) override;

  private:
    [[nodiscard]] Result<std::shared_ptr<broker::Connection>> connectPatiently(const ProgressSink& report,
                                                                               const std::stop_token& stop);
    [[nodiscard]] Status makeTarget(broker::Connection& connection) const;
    void take(std::vector<AttachUpdate>&& updates);
    void take(AttachUpdate&& update);
    void takeAlarm(const drift::Alarm& alarm);
    void takeFigures(const AttachUpdate& update);

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
    Track m_track;
    DriftTrail m_drift;
    std::vector<drift::Alarm> m_alarms;
    std::optional<workspace::PromotionRow> m_promotion; ///< written by the worker before its end
    std::unique_ptr<BatchChannel<AttachUpdate>> m_updates;
};

} // namespace driftwood::session

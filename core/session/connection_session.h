#pragma once

#include "broker/connection.h"
#include "demo/demo_feed.h"
#include "tasks/background.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace driftwood::session {

/// A topic with the figures that the catalogue shows.
struct TopicFacts {
    broker::TopicInfo info;
    std::vector<broker::Watermarks> watermarks; ///< empty until the first query
    double recordsPerSec =
        -1.0; ///< between the last two polls, from offsets only; negative until there are two

    /// Estimated from offsets; -1 until known.
    [[nodiscard]] std::int64_t records() const;
};

/// The window's cluster: connecting, the connected state, losing and finding the broker, and the topic
/// catalogue. Polls every kLookEvery while connected. Never blocks its thread.
///
/// Searches for a lost broker until it is back or another is chosen; connection() stays usable meanwhile.
class ConnectionSession : public QObject {
    Q_OBJECT

  public:
    enum class State : unsigned char { None, Connecting, Connected, Lost, Failed };
    static constexpr std::chrono::seconds kLookEvery{2};
    static constexpr std::chrono::seconds kConnectTimeout{8};

    explicit ConnectionSession(tasks::Background& background, QObject* parent = nullptr);
    ~ConnectionSession() override;

    void connectTo(const broker::ConnectionProfile& profile);
    /// Starts the demo's broker in this process (once) and connects to it.
    void openDemo(const demo::DemoOptions& options);
    void disconnectFrom();
    void lookNow();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const broker::ConnectionProfile& profile() const { return m_profile; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; } ///< when Failed or Lost
    [[nodiscard]] std::chrono::system_clock::time_point since() const {
        return m_since;
    } ///< begin of the current state
    /// Null until connected for the first time. Its calls block: use them from a worker.
    [[nodiscard]] std::shared_ptr<broker::Connection> connection() const { return m_connection; }
    [[nodiscard]] const std::string& clusterId() const { return m_clusterId; }
    [[nodiscard]] const std::vector<TopicFacts>& topics() const { return m_topics; } ///< sorted by name
    [[nodiscard]] const TopicFacts* topic(const TopicName& name) const;
    [[nodiscard]] bool isDemo() const { return m_demo != nullptr && m_profile == m_demo->profile(); }
    [[nodiscard]] demo::DemoFeed* demo() const { return m_demo.get(); }

  Q_SIGNALS:
    /// Another cluster was chosen, or none: what was read before belongs to the old one. It comes before the
    /// first stateChanged() or topicsChanged() that tells of the new one.
    void clusterChanged();
    void stateChanged();
    void topicsChanged(); ///< when names, watermarks or rates have changed

  private:
    struct Look {
        std::string clusterId;
        std::vector<TopicFacts> topics;
        std::chrono::steady_clock::time_point at;
    };
    struct Opened {
        Result<std::shared_ptr<broker::Connection>> connection;
        std::shared_ptr<demo::DemoFeed> demo;
    };

    void begin(broker::ConnectionProfile profile);
    void takeOpened(Opened opened);
    void look();
    void takeLook(Result<Look> look);
    void setState(State state, std::optional<Error> error = std::nullopt);
    static Result<Look> lookAt(broker::Connection& connection, const std::vector<TopicFacts>& known,
                               const std::stop_token& stop);

    tasks::Background& m_background;
    State m_state = State::None;
    std::chrono::system_clock::time_point m_since;
    std::optional<Error> m_error;
    broker::ConnectionProfile m_profile;
    std::shared_ptr<demo::DemoFeed> m_demo; ///< never destroyed earlier: its topics are in memory
    std::shared_ptr<broker::Connection> m_connection;
    std::string m_clusterId;
    std::string m_lastClusterId; ///< of the same address, from before it was connected to again
    std::vector<TopicFacts> m_topics;
    std::chrono::steady_clock::time_point m_lookedAt{};
    tasks::PendingQuery m_opening;
    tasks::PendingQuery m_looking;
    QTimer m_timer;
};

} // namespace driftwood::session

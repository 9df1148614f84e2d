#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"
#include "demo/demo_registry.h"
#include "demo/demo_world.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace driftwood::demo {

struct DemoOptions {
    std::uint64_t seed = 1;
    std::chrono::hours history{24};
    double liveRate = 1.0;              ///< factor on every topic's live records per second
    std::chrono::seconds driftAfter{0}; ///< live time until the drift starts; 0: not by itself
    TimestampMs start{0};               ///< the time at which history ends and live begins; 0: now
};

/// An embedded broker with the demo's topics, and a schema registry for those in Avro: first a day of history
/// at once, then live records from a separate thread until the object is destroyed.
class DemoFeed {
  public:
    [[nodiscard]] static Result<std::unique_ptr<DemoFeed>> start(DemoOptions options);
    ~DemoFeed();

    [[nodiscard]] broker::ConnectionProfile profile() const;
    [[nodiscard]] const std::string& bootstrapServers() const { return m_broker->bootstrapServers(); }
    /// The address of the schema registry that profile() names.
    [[nodiscard]] const std::string& registryAddress() const { return m_registry->address(); }
    void setLiveRate(double factor);            ///< 0 pauses
    void startDrift() { m_driftWanted = true; } ///< starts now; further calls have no effect
    [[nodiscard]] bool drifting() const { return m_driftWanted; }
    [[nodiscard]] std::int64_t produced() const { return m_produced; } ///< records, including history
    /// The first error of the feeding thread, which stops on errors.
    [[nodiscard]] Status status() const;
    broker::EmbeddedBroker& broker() { return *m_broker; }

  private:
    /// A simulator and the publisher to its topic.
    struct FedTopic {
        std::unique_ptr<Simulator> simulator;
        std::unique_ptr<broker::Publisher> publisher;
    };

    DemoFeed(DemoOptions options, std::unique_ptr<broker::EmbeddedBroker> broker);
    /// Creates the topics and publishes the history.
    [[nodiscard]] Status fill(std::vector<std::unique_ptr<Simulator>> world);
    void startFeeding();
    void feed(const std::stop_token& stop);
    [[nodiscard]] Status tick(TimestampMs from, TimestampMs to);
    [[nodiscard]] Status publish(FedTopic& topic, TimestampMs from, TimestampMs to);
    /// Applies rate and drift requests made since the last tick.
    void applyWishes(TimestampMs now);

    DemoOptions m_options;
    // Members are destroyed from last to first: the thread, then the publishers, then what these use.
    std::unique_ptr<broker::EmbeddedBroker> m_broker;
    std::unique_ptr<DemoRegistry> m_registry;
    std::shared_ptr<broker::Connection> m_connection;
    std::vector<FedTopic> m_topics;
    std::vector<DemoRecord> m_records; ///< reused by every call to keep its memory

    std::chrono::steady_clock::time_point m_began; ///< wall-clock counterpart of m_options.start
    std::atomic<double> m_liveRate;
    std::atomic<bool> m_driftWanted = false;
    std::atomic<std::int64_t> m_produced = 0;
    bool m_driftStarted = false;
    double m_appliedRate = -1.0;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Status m_status; ///< guarded by m_mutex
    std::jthread m_thread;
};

} // namespace driftwood::demo

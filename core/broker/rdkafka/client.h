#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client_config.h"
#include "broker/rdkafka/handles.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::broker::rdkafka {

/// Whether librdkafka's statistics show a connected broker and none that has owed an answer for more than a
/// second: a broker that hangs keeps its connections.
[[nodiscard]] bool brokerAnswers(std::string_view statistics);

/// Events of a handle outside of calls: librdkafka reports refused log-ins, deleted topics and lost
/// connections through callbacks, in the thread that polls the handle. Thread-safe.
class ClientEvents {
  public:
    virtual ~ClientEvents() = default;

    void noteError(rd_kafka_resp_err_t code, std::string_view text);
    void noteStatistics(std::string_view json);
    /// OpenSSL did not accept the broker's certificate; librdkafka then reports a failed handshake.
    void noteVerification(int verifyError) { m_verifyError = verifyError; }
    /// Whether the connection has a client certificate.
    void noteOwnCertificate(bool given) { m_ownCertificate = given; }

    /// The first permanent failure: refused log-in, missing topic, missing permission.
    [[nodiscard]] std::optional<Error> failure() const;
    /// The latest error from which librdkafka is still trying to recover, such as a refused connection.
    [[nodiscard]] std::optional<Error> trouble() const;
    /// Every known broker has been tried and is down.
    [[nodiscard]] bool allBrokersDown() const { return m_allDown.load(std::memory_order_relaxed); }
    /// The trouble is that a host name cannot be resolved.
    [[nodiscard]] bool unresolved() const { return m_unresolved.load(std::memory_order_relaxed); }
    /// Some broker is connected. Known only when statistics are enabled.
    [[nodiscard]] bool connected() const { return m_connected.load(std::memory_order_relaxed); }
    /// Call when an answer has arrived: earlier troubles no longer explain anything.
    void clearTrouble();

  private:
    [[nodiscard]] Error explained(rd_kafka_resp_err_t code, std::string_view text) const;

    mutable std::mutex m_mutex;
    std::atomic<int> m_verifyError = 0;
    std::atomic<bool> m_ownCertificate = false;
    std::atomic<bool> m_failed = false;
    std::atomic<bool> m_troubled = false;
    std::atomic<bool> m_allDown = false;
    std::atomic<bool> m_unresolved = false;
    std::atomic<bool> m_connected = true;
    std::optional<Error> m_failure;
    std::optional<Error> m_trouble;
};

/// One librdkafka handle with its queue. Dropping the last reference returns at once;
/// the handle is destroyed in the background (see reaper.h),
/// after all record batches that point into it, because each holds a reference.
class Client {
  public:
    /// A reader has no group: the cluster keeps nothing of it, not even the topic in which it keeps groups. A
    /// committer is a reader that commits offsets under the name of a group, which it does not join.
    enum class Kind : std::uint8_t { Query, Reader, Committer, Publisher };

    using DeliveryReport = void (*)(rd_kafka_t*, const rd_kafka_message_t*, void* clientEvents);

    /// A publisher passes its own `events`, which also receive delivery reports.
    [[nodiscard]] static Result<std::shared_ptr<Client>>
    open(const ConnectionProfile& profile, Kind kind, const Purpose& purpose,
         std::shared_ptr<ClientEvents> events = std::make_shared<ClientEvents>(),
         DeliveryReport onDelivery = nullptr);
    Client(Kind kind, rd_kafka_t* handle, std::shared_ptr<ClientEvents> events);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    [[nodiscard]] rd_kafka_t* handle() const { return m_handle; }
    [[nodiscard]] rd_kafka_queue_t* queue() const { return m_queue.get(); } ///< of readers and committers
    [[nodiscard]] ClientEvents& events() const { return *m_events; }

    /// Runs pending callbacks; for a reader, fetching from the queue does that.
    void serveEvents() const { rd_kafka_poll(m_handle, 0); }
    /// Of readers and committers: fetches these partitions from these offsets on, into the queue, or of a
    /// reader each into one of `queues`. Looks for the topic's leaders first: without them a partition waits
    /// for the next refresh of metadata, which may be a second away. Fails if the topic is missing or not
    /// allowed; if the cluster does not answer, it is up to the reading code to wait.
    [[nodiscard]] rd_kafka_resp_err_t start(const std::string& topic, const std::vector<Position>& positions,
                                            const std::vector<rd_kafka_queue_t*>& queues = {});
    /// Drops what was fetched and not taken, too. Nothing for a partition that is not fetched.
    void stop(PartitionId partition);
    /// Stops all, so that the handle can read another range.
    void stop();

  private:
    Kind m_kind;
    rd_kafka_t* m_handle;
    [[nodiscard]] rd_kafka_resp_err_t findLeaders(const std::string& topic, PartitionId highest);
    [[nodiscard]] rd_kafka_resp_err_t startOne(const Position& position, rd_kafka_queue_t* queue);

    QueuePtr m_queue;
    std::string m_topicName;
    TopicPtr m_topic;
    bool m_hasLeaders = false; ///< those of the topic have been looked for
    std::set<PartitionId> m_fetched;
    std::shared_ptr<ClientEvents> m_events;
};

} // namespace driftwood::broker::rdkafka

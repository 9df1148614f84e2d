#pragma once

#include "base/result.h"
#include "broker/rdkafka/client_config.h"
#include "broker/rdkafka/handles.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::broker::rdkafka {

/// Whether, by librdkafka's statistics, a broker is connected and none of those asked owes an answer for more
/// than a second: one that hangs keeps its connections.
[[nodiscard]] bool brokerAnswers(std::string_view statistics);

/// What a handle says outside of any call: librdkafka reports refused log-ins, deleted topics and lost
/// connections through callbacks. Those run in whatever thread polls the handle. Thread-safe.
class ClientEvents {
  public:
    virtual ~ClientEvents() = default;

    void noteError(rd_kafka_resp_err_t code, std::string_view text);
    void noteStatistics(std::string_view json);
    /// OpenSSL did not accept the broker's certificate; librdkafka then reports a failed handshake.
    void noteVerification(int verifyError) { m_verifyError = verifyError; }
    /// Whether the connection has a client's certificate to show.
    void noteOwnCertificate(bool given) { m_ownCertificate = given; }

    /// The first thing that no waiting will mend: refused log-in, missing topic, missing permission.
    [[nodiscard]] std::optional<Error> failure() const;
    /// The latest thing librdkafka is still trying to get over, e.g. a refused connection.
    [[nodiscard]] std::optional<Error> trouble() const;
    /// Every broker it knows has been tried and is down.
    [[nodiscard]] bool allBrokersDown() const { return m_allDown.load(std::memory_order_relaxed); }
    /// The trouble is that a host name means nothing here.
    [[nodiscard]] bool unresolved() const { return m_unresolved.load(std::memory_order_relaxed); }
    /// Some broker's connection is up. Known only where statistics are switched on.
    [[nodiscard]] bool connected() const { return m_connected.load(std::memory_order_relaxed); }
    /// What was asked for has come: earlier troubles explain nothing any more.
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

/// One librdkafka handle with its queue. Dropping the last reference returns at once; the handle is taken
/// down in the background (see reaper.h), after every record batch that points into it is gone, because a
/// batch holds a reference too.
class Client {
  public:
    enum class Kind : std::uint8_t { Query, Reader, Publisher };

    using DeliveryReport = void (*)(rd_kafka_t*, const rd_kafka_message_t*, void* clientEvents);

    /// `events` is given by a publisher, which listens for delivery reports too.
    [[nodiscard]] static Result<std::shared_ptr<Client>>
    open(const ConnectionProfile& profile, Kind kind, const Purpose& purpose,
         std::shared_ptr<ClientEvents> events = std::make_shared<ClientEvents>(),
         DeliveryReport onDelivery = nullptr);
    Client(Kind kind, rd_kafka_t* handle, std::shared_ptr<ClientEvents> events);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    [[nodiscard]] rd_kafka_t* handle() const { return m_handle; }
    [[nodiscard]] rd_kafka_queue_t* queue() const { return m_queue; } ///< Reader only
    [[nodiscard]] ClientEvents& events() const { return *m_events; }

    /// Runs the callbacks that are due; for a Reader, fetching from the queue does that.
    void serveEvents() const { rd_kafka_poll(m_handle, 0); }
    /// Reader: replaces what is assigned, each partition from its offset on. Gets to know the topic's leaders
    /// first: an assignment that has to wait for them starts with the next look at the cluster, which may be
    /// a second away. Fails on a topic that is not there or not allowed; a cluster that does not answer is
    /// left to be waited for by whoever reads.
    [[nodiscard]] rd_kafka_resp_err_t assign(const std::string& topic,
                                             const rd_kafka_topic_partition_list_t& positions);
    /// Reader: assigns nothing and drops what is queued, so that the handle can be used for another range.
    void stopFetching() const;

  private:
    Kind m_kind;
    rd_kafka_t* m_handle;
    rd_kafka_queue_t* m_queue = nullptr;
    std::string m_knownTopic; ///< the topic whose leaders were asked for
    std::shared_ptr<ClientEvents> m_events;
};

} // namespace driftwood::broker::rdkafka

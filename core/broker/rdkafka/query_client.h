#pragma once

#include "base/result.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client.h"

#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::broker::rdkafka {

/// The handles for a connection's queries, one per isolation level, and the translation of their errors. Once
/// the broker has refused the log-in the handles are dropped and nothing more is sent. Thread-safe.
class QueryClient {
  public:
    QueryClient(ConnectionProfile profile, std::chrono::milliseconds timeout)
        : m_profile(std::move(profile))
        , m_timeout(timeout) {}

    [[nodiscard]] const ConnectionProfile& profile() const { return m_profile; }
    [[nodiscard]] std::chrono::milliseconds timeout() const { return m_timeout; }

    /// Waits for the first answer of any broker.
    [[nodiscard]] Status logIn();
    [[nodiscard]] Result<std::shared_ptr<Client>> handle(Isolation isolation);
    /// The reason for a failed call: a callback often knows more than the call's error code.
    [[nodiscard]] tl::unexpected<Error> explain(Client& client, rd_kafka_resp_err_t code,
                                                const std::string& where);
    /// Metadata of one topic, or of all when topic is null. The query for all fails soon after the last
    /// connection to the cluster was lost, that for one topic only after the timeout.
    [[nodiscard]] Result<MetadataPtr> metadata(Client& client, rd_kafka_topic_t* topic,
                                               const std::string& where);
    /// One ListOffsets request per leader for all partitions: the first offset at or after a time, -1 if
    /// there is none, or librdkafka's special values for both ends of the log. In the partitions' order.
    [[nodiscard]] Result<std::vector<std::int64_t>> listOffsets(Client& client, const TopicName& topic,
                                                                const std::vector<PartitionId>& partitions,
                                                                std::int64_t timeOrEnd);
    struct Place {
        const TopicName* topic;
        PartitionId partition;
    };
    /// The same for partitions of many topics; nothing for one without an answer.
    [[nodiscard]] Result<std::vector<std::optional<std::int64_t>>>
    listOffsetsOf(Client& client, const std::vector<Place>& places, std::int64_t timeOrEnd);

  private:
    struct Patience {
        std::chrono::milliseconds firstSlice; ///< first wait before events are checked
        std::chrono::milliseconds whileDown;  ///< wait while no broker is connected
    };
    [[nodiscard]] Result<MetadataPtr> ask(Client& client, rd_kafka_topic_t* topic, const std::string& where,
                                          const Patience& patience);

    const ConnectionProfile m_profile;
    const std::chrono::milliseconds m_timeout;
    std::mutex m_mutex; ///< guards the members below
    std::array<std::shared_ptr<Client>, 2> m_clients;
    std::optional<Error> m_refusal;
};

} // namespace driftwood::broker::rdkafka

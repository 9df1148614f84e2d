#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "broker/profile/connection_profile.h"

#include <memory>
#include <string>
#include <string_view>

namespace driftwood::broker {

/// A broker inside this process: librdkafka's mock cluster, which speaks Kafka's protocol
/// on loopback, so that other tools can connect too. It is in memory only, keeps about 5
/// MiB of record batches per partition, and has no time index and no admin requests.
/// Meant for the demo and for trials; Kafka's behaviour is tested with Apache Kafka.
class EmbeddedBroker {
  public:
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedBroker>> start();
    ~EmbeddedBroker();
    EmbeddedBroker(const EmbeddedBroker&) = delete;
    EmbeddedBroker& operator=(const EmbeddedBroker&) = delete;

    [[nodiscard]] const std::string& bootstrapServers() const { return m_bootstrapServers; }
    [[nodiscard]] Status createTopic(const TopicName& name, int partitions);
    /// A profile for this broker, tuned to the mock's behaviour (short fetch waits). It is not read-only.
    [[nodiscard]] ConnectionProfile profile() const;
    /// Makes the broker unreachable or reachable again, for tests.
    Status setUp(bool up);

  private:
    struct Cluster; ///< librdkafka's
    explicit EmbeddedBroker(std::unique_ptr<Cluster> cluster);

    std::unique_ptr<Cluster> m_cluster;
    std::string m_bootstrapServers;
};

/// Whether the cluster is an embedded broker. Its contents are lost when its process ends, so an embedded
/// broker in another process is a different cluster, even at the same address.
[[nodiscard]] bool isEmbedded(std::string_view clusterId);

} // namespace driftwood::broker

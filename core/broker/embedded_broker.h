#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "broker/connection_profile.h"

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
    virtual ~EmbeddedBroker() = default;

    [[nodiscard]] virtual const std::string& bootstrapServers() const = 0;
    [[nodiscard]] virtual Status createTopic(const TopicName& name, int partitions) = 0;
    /// A profile for this broker, tuned to the mock's behaviour (short fetch waits). It is not read-only.
    [[nodiscard]] virtual ConnectionProfile profile() const = 0;
    /// Makes the broker unreachable or reachable again, for tests.
    virtual Status setUp(bool up) = 0;
};

/// Whether the cluster is an embedded broker. Its contents are lost when its process ends, so an embedded
/// broker in another process is a different cluster, even at the same address.
[[nodiscard]] bool isEmbedded(std::string_view clusterId);

} // namespace driftwood::broker

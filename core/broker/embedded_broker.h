#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "broker/connection_profile.h"

#include <memory>
#include <string>

namespace driftwood::broker {

/// A broker inside this process: librdkafka's mock cluster, speaking Kafka's protocol on loopback, so that
/// other tools can connect too. In memory only; keeps about 5 MiB of record batches a partition, has no time
/// index and no admin requests. For the demo and for trying things; what must be true of Kafka is tested on
/// Apache Kafka.
class EmbeddedBroker {
  public:
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedBroker>> start();
    virtual ~EmbeddedBroker() = default;

    [[nodiscard]] virtual const std::string& bootstrapServers() const = 0;
    [[nodiscard]] virtual Status createTopic(const TopicName& name, int partitions) = 0;
    /// A profile that reaches it, settings tuned to the mock's habits (short fetch waits). Not read-only.
    [[nodiscard]] virtual ConnectionProfile profile() const = 0;
    /// Makes the broker unreachable or reachable again: for tests of what happens then.
    virtual Status setUp(bool up) = 0;
};

} // namespace driftwood::broker

#pragma once

#include "base/result.h"
#include "broker/connection.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

/// Requests of Kafka's admin protocol about topics, each answered within the timeout.
namespace driftwood::broker::rdkafka {

/// Admin requests are answered only by a cluster that names one of its brokers as controller; librdkafka
/// waits in vain for one otherwise (its mock cluster names none).
[[nodiscard]] bool hasController(const Client& client, const rd_kafka_metadata_t& metadata,
                                 std::chrono::milliseconds timeout);

/// Topic ids by name; without those that the broker has no id for or does not tell.
[[nodiscard]] std::map<std::string, std::string>
topicIds(const Client& client, const std::vector<std::string>& names, std::chrono::milliseconds timeout);

/// What the answer to a request to describe topics says of those that are there.
[[nodiscard]] std::vector<TopicInfo> describedTopics(rd_kafka_event_t* answer);

[[nodiscard]] Status createTopic(const Client& client, const std::string& name, int partitions,
                                 const std::map<std::string, std::string>& config,
                                 std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka

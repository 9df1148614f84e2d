#pragma once

#include "base/result.h"
#include "broker/connection.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

/// Admin protocol requests for topics, each answered within the timeout.
namespace driftwood::broker::rdkafka {

/// Whether the cluster has a controller. Only then are admin requests answered; otherwise librdkafka waits in
/// vain (its mock cluster has none).
[[nodiscard]] bool hasController(const Client& client, const rd_kafka_metadata_t& metadata,
                                 std::chrono::milliseconds timeout);

/// Topic ids by name, without topics for which the broker has none or does not report one.
[[nodiscard]] std::map<std::string, std::string>
topicIds(const Client& client, const std::vector<std::string>& names, std::chrono::milliseconds timeout);

/// The existing topics in the answer to a describe-topics request.
[[nodiscard]] std::vector<TopicInfo> describedTopics(rd_kafka_event_t* answer);

[[nodiscard]] Status createTopic(const Client& client, const std::string& name, int partitions,
                                 const std::map<std::string, std::string>& config,
                                 std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka

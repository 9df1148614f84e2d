#pragma once

#include "base/result.h"
#include "broker/consumer_groups.h"
#include "broker/ranges.h"
#include "broker/rdkafka/client.h"

#include <chrono>
#include <stop_token>
#include <vector>

namespace driftwood::broker::rdkafka {

/// The cluster's groups that have committed offsets of the topic, whose partitions end at `marks`. The
/// timeout applies to each request.
[[nodiscard]] Result<TopicGroups> topicGroups(const Client& client, const TopicName& topic,
                                              const std::vector<Watermarks>& marks,
                                              std::chrono::milliseconds timeout, const std::stop_token& stop);

} // namespace driftwood::broker::rdkafka

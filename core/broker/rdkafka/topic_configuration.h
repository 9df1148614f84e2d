#pragma once

#include "base/result.h"
#include "broker/rdkafka/client.h"
#include "broker/topic_settings.h"

#include <chrono>
#include <string>
#include <vector>

namespace driftwood::broker::rdkafka {

/// The topic's settings by name. Answered only by a cluster with a controller (admin.h).
[[nodiscard]] Result<std::vector<TopicSetting>> topicSettings(const Client& client, const std::string& topic,
                                                              std::chrono::milliseconds timeout);

} // namespace driftwood::broker::rdkafka

#pragma once

#include "broker/connection.h"

#include <chrono>
#include <memory>
#include <optional>

namespace driftwood::broker {

/// Looks again and again what partitions a topic has and whether it is still the same topic, without ever
/// waiting for the broker: whoever follows a topic asks between two turns. Not thread-safe.
class TopicWatch {
  public:
    static constexpr std::chrono::milliseconds kEvery{10'000};

    [[nodiscard]] static Result<std::unique_ptr<TopicWatch>>
    open(const Connection& connection, TopicName topic, std::chrono::milliseconds every = kEvery);
    virtual ~TopicWatch() = default;
    /// Sends a question when one is due. What the topic is by now where an answer has come since the last
    /// call; none where nothing has, where the broker does not answer and where the topic is not there.
    [[nodiscard]] virtual std::optional<TopicInfo> look() = 0;
};

} // namespace driftwood::broker

#pragma once

#include "broker/topic_info.h"

#include <chrono>
#include <optional>

namespace driftwood::broker {

/// Checks periodically which partitions a topic has and whether it is still the same topic, without ever
/// blocking: its user calls look() between two reads. Not thread-safe.
class TopicWatch {
  public:
    static constexpr std::chrono::milliseconds kEvery{10'000};

    virtual ~TopicWatch() = default;
    /// Sends a request when one is due. Returns the topic's state if an answer has arrived since the last
    /// call; none if not, if the broker does not answer, or if the topic does not exist.
    [[nodiscard]] virtual std::optional<TopicInfo> look() = 0;
    /// For signs that the topic was recreated: makes the next look() send a request, even if the last one was
    /// recent.
    virtual void hurry() = 0;
    /// Sends a request and waits for the answer; none in the same cases as for look(). For callers that have
    /// nothing else to do.
    [[nodiscard]] virtual std::optional<TopicInfo> now(std::chrono::milliseconds wait) = 0;
};

} // namespace driftwood::broker

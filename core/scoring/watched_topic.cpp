#include "scoring/watched_topic.h"

namespace driftwood::scoring {

Result<WatchedTopic> WatchedTopic::open(broker::Connection& connection, const TopicName& name,
                                        std::chrono::milliseconds every) {
    WatchedTopic watched;
    auto topic = connection.topic(name);
    if (!topic)
        return forward(topic);
    watched.m_id = std::move(topic->topicId);
    if (watched.m_id.empty())
        return watched;
    auto watch = connection.watchTopic(name, every);
    if (!watch)
        return forward(watch);
    watched.m_watch = std::move(*watch);
    return watched;
}

bool WatchedTopic::isAnotherNow(std::chrono::milliseconds wait) {
    const auto topic = m_watch ? m_watch->now(wait) : std::nullopt;
    return topic && isAnother(*topic);
}

} // namespace driftwood::scoring

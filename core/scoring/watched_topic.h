#pragma once

#include "broker/connection.h"
#include "broker/topic_watch.h"

#include <memory>
#include <optional>
#include <string>

namespace driftwood::scoring {

/// A topic that may be deleted and made anew under the same name while it is in use: only its id tells.
class WatchedTopic {
  public:
    WatchedTopic() = default; ///< of no topic: it never changes
    [[nodiscard]] static Result<WatchedTopic> open(broker::Connection& connection, const TopicName& name,
                                                   std::chrono::milliseconds every);

    /// The broker's answer, where one has come since the last call. Never blocks.
    [[nodiscard]] std::optional<broker::TopicInfo> look() { return m_watch ? m_watch->look() : std::nullopt; }
    /// Something suggests that it is another one: look() asks soon.
    void hurry() {
        if (m_watch)
            m_watch->hurry();
    }
    /// Asks, and waits for the answer: whether it is another one by now. False where nobody answers.
    [[nodiscard]] bool isAnotherNow(std::chrono::milliseconds wait);
    [[nodiscard]] bool isAnother(const broker::TopicInfo& topic) const {
        return !m_id.empty() && !topic.topicId.empty() && topic.topicId != m_id;
    }
    /// From now on the other one is the one that is watched.
    void take(const broker::TopicInfo& other) { m_id = other.topicId; }
    [[nodiscard]] const std::string& id() const { return m_id; } ///< empty: unknown

  private:
    std::string m_id;
    std::unique_ptr<broker::TopicWatch> m_watch; ///< none where the broker does not answer such questions
};

} // namespace driftwood::scoring

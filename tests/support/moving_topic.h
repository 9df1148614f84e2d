#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"

#include <memory>
#include <thread>

namespace driftwood::test {

/// A topic whose beginning moves while it is read: the embedded broker keeps 5 MiB per partition, and large
/// JSON records ({"n": running number in the partition, "level": …, "padding": …}) are written until this
/// object is destroyed. Record n of a partition has the timestamp kFirstTime + n.
class MovingTopic {
  public:
    static constexpr std::int64_t kFirstTime = 1'700'000'000'000;

    /// Returns once the beginning of every partition has moved.
    [[nodiscard]] static Result<std::unique_ptr<MovingTopic>> start(const TopicName& topic, int partitions);
    ~MovingTopic();

    [[nodiscard]] broker::Connection& connection() { return *m_connection; }

  private:
    std::unique_ptr<broker::EmbeddedBroker> m_broker;
    std::shared_ptr<broker::Connection> m_connection;
    std::jthread m_writer; ///< last, so that it is joined before the broker is destroyed
};

} // namespace driftwood::test

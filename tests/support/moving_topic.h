#pragma once

#include "broker/connection.h"
#include "broker/embedded_broker.h"

#include <memory>
#include <thread>

namespace driftwood::test {

/// A topic whose beginning moves under whoever reads it: the embedded broker keeps 5 MiB a partition, and
/// large JSON records ({"n": running number in the partition, "level": …, "padding": …}) keep coming until
/// this is destroyed. Record n of a partition is stamped kFirstTime + n.
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
    std::jthread m_writer; ///< last: joined before the broker goes
};

} // namespace driftwood::test

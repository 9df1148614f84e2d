#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <memory>
#include <string>

namespace driftwood::test {

/// A consumer of another program that joins a group, directly through librdkafka, and keeps its assigned
/// partitions.
class GroupMember {
  public:
    GroupMember(const std::string& bootstrap, const std::string& group, const std::string& clientId,
                const std::string& topic);
    ~GroupMember();

    /// Number of assigned partitions. Polls once, which keeps the membership alive.
    [[nodiscard]] int assigned();
    /// Waits for the broker's answer.
    [[nodiscard]] Status commit(const std::string& topic, Position position);

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test

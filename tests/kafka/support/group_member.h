#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <memory>
#include <string>

namespace driftwood::test {

/// Somebody else's consumer that joins a group, straight through librdkafka, and keeps what it is assigned.
class GroupMember {
  public:
    GroupMember(const std::string& bootstrap, const std::string& group, const std::string& clientId,
                const std::string& topic);
    ~GroupMember();

    /// Partitions it has by now. Polls once, which is how a member stays one.
    [[nodiscard]] int assigned();
    /// Waits until the broker has it.
    [[nodiscard]] Status commit(const std::string& topic, Position position);

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test

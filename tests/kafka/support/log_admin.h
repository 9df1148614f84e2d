#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <map>
#include <memory>
#include <string>

namespace driftwood::test {

/// Administrator's operations, directly through librdkafka, so that the tests do not depend on the code under
/// test. Every call waits for the broker, at most ten seconds.
class LogAdmin {
  public:
    explicit LogAdmin(const std::string& bootstrap);
    ~LogAdmin();

    /// Returns when the broker's metadata shows the topic.
    [[nodiscard]] Status createTopic(const std::string& topic, int partitions,
                                     const std::map<std::string, std::string>& config = {});
    /// Returns when the broker's metadata no longer shows it.
    [[nodiscard]] Status deleteTopic(const std::string& topic);
    /// Returns when the broker's metadata shows this number of partitions.
    [[nodiscard]] Status growTo(const std::string& topic, int partitions);
    /// Deletes the group with all its committed offsets.
    [[nodiscard]] Status deleteGroup(const std::string& group);
    [[nodiscard]] Status deleteRecordsBefore(const std::string& topic, Position position);

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test

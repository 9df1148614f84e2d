#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <map>
#include <memory>
#include <string>

namespace driftwood::test {

/// What an administrator does to a log, straight through librdkafka, so that the tests' ground does not rest
/// on the code under test. Every call waits for the broker, at most ten seconds.
class LogAdmin {
  public:
    explicit LogAdmin(const std::string& bootstrap);
    ~LogAdmin();

    /// Returns once the broker's metadata shows the topic.
    [[nodiscard]] Status createTopic(const std::string& topic, int partitions,
                                     const std::map<std::string, std::string>& config = {});
    /// Returns once the broker's metadata no longer shows it.
    [[nodiscard]] Status deleteTopic(const std::string& topic);
    /// Returns once the broker's metadata shows that the topic has as many partitions.
    [[nodiscard]] Status growTo(const std::string& topic, int partitions);
    /// The group with everything it has committed.
    [[nodiscard]] Status deleteGroup(const std::string& group);
    [[nodiscard]] Status deleteRecordsBefore(const std::string& topic, Position position);

  private:
    struct Client;
    std::unique_ptr<Client> m_client;
};

} // namespace driftwood::test

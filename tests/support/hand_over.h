#pragma once

#include "broker/connection.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace driftwood::test {

/// One model scores a topic while records keep coming, another is promoted in its place, and then the first
/// again.
struct HandOver {
    TopicName source;
    TopicName target;
    std::string group;
    std::string champion;   ///< id of a model of the workspace
    std::string challenger; ///< the same
    /// Appends some more records to the source, to all its partitions.
    std::function<Status()> produce;
};

/// What was found afterwards. What is wrong is in words, so that a test of any kind can say it.
struct HandOverOutcome {
    std::vector<std::string> wrong; ///< a record without a prediction, with two, or by the wrong model
    std::int64_t predictions = 0;
    std::vector<workspace::PromotionRow> promotions; ///< there and back
    std::int64_t byChampion = 0;
    std::int64_t byChallenger = 0;
};

/// On any broker, with a workspace that has both models. The attachment runs on a thread of its own, as in
/// another process: all that is said to it goes through the workspace.
[[nodiscard]] Result<HandOverOutcome>
handOver(broker::Connection& connection, const std::filesystem::path& workspaceFolder, const HandOver& what);

} // namespace driftwood::test

#pragma once

#include "broker/connection.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace driftwood::test {

/// One model scores a topic while records keep coming;
/// another is promoted in its place, and then the first again.
struct HandOver {
    TopicName source;
    TopicName target;
    std::string group;
    std::string champion;   ///< id of a model in the workspace
    std::string challenger; ///< id of a model in the workspace
    /// Appends some records to all partitions of the source.
    std::function<Status()> produce;
};

/// The findings. Errors are text, so that any kind of test can report them.
struct HandOverOutcome {
    std::vector<std::string> wrong; ///< records without a prediction, with two, or by the wrong model
    std::int64_t predictions = 0;
    std::vector<workspace::PromotionRow> promotions; ///< in both directions
    std::int64_t byChampion = 0;
    std::int64_t byChallenger = 0;
};

/// Works with any broker and a workspace that has both models. The attachment runs on a separate thread and,
/// like another process, is controlled only through the workspace.
[[nodiscard]] Result<HandOverOutcome>
handOver(broker::Connection& connection, const std::filesystem::path& workspaceFolder, const HandOver& what);

} // namespace driftwood::test

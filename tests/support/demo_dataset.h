#pragma once

#include "broker/connection.h"
#include "demo/demo_feed.h"

#include <filesystem>
#include <memory>
#include <string>

namespace driftwood::test {

/// The demo's broker without live records, and a connection to it.
struct DemoBench {
    std::unique_ptr<demo::DemoFeed> feed;
    std::shared_ptr<broker::Connection> connection;
};
[[nodiscard]] Result<DemoBench> demoBench(std::uint64_t seed = 3);

/// Creates a data set of the first `perPartition` offsets of each partition of a topic and adds it to the
/// workspace under the demo's profile.
[[nodiscard]] Status addDemoDataset(DemoBench& bench, const std::filesystem::path& workspaceFolder,
                                    const std::string& name, const TopicName& topic,
                                    std::int64_t perPartition);

} // namespace driftwood::test

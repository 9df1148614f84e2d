#pragma once

#include "broker/connection.h"
#include "demo/demo_feed.h"
#include "model/trained_model.h"

#include <filesystem>

namespace driftwood::test {

/// The demo's broker with a few hours of history and a small autoencoder of plant.machines in a workspace:
/// what a test of live scoring begins with. Live records do not come until setLiveRate() says so.
struct TrainedDemo {
    std::unique_ptr<demo::DemoFeed> feed;
    std::shared_ptr<broker::Connection> connection;
    std::shared_ptr<const model::TrainedModel> model;

    [[nodiscard]] static Result<TrainedDemo> start(const std::filesystem::path& workspaceFolder);
};

inline const TopicName kMachines("plant.machines");

} // namespace driftwood::test

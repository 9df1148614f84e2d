#pragma once

#include "broker/connection.h"
#include "demo/demo_feed.h"
#include "model/trained_model.h"

#include <filesystem>

namespace driftwood::test {

/// The demo's broker with a few hours of history, and a workspace with a small autoencoder of plant.machines:
/// the starting point for tests of live scoring. There are no live records until setLiveRate() is called.
struct TrainedDemo {
    std::unique_ptr<demo::DemoFeed> feed;
    std::shared_ptr<broker::Connection> connection;
    std::shared_ptr<const model::TrainedModel> model;

    [[nodiscard]] static Result<TrainedDemo> start(const std::filesystem::path& workspaceFolder);
};

inline const TopicName kMachines("plant.machines");

} // namespace driftwood::test

#include "support/demo_dataset.h"

#include "dataset/dataset.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace driftwood::test {
namespace {

/// A fixed history: whether its first hour contains a fault must not depend on the time of the test.
constexpr TimestampMs kHistoryEnd{1'777'600'000'000};

} // namespace

Result<DemoBench> demoBench(std::uint64_t seed) {
    demo::DemoOptions options;
    options.seed = seed;
    options.liveRate = 0.0;
    options.start = kHistoryEnd;
    auto feed = demo::DemoFeed::start(options);
    if (!feed)
        return forward(feed);
    auto connection = broker::Connection::open((*feed)->profile());
    if (!connection)
        return forward(connection);
    return DemoBench{std::move(*feed), std::move(*connection)};
}

Status addDemoDataset(DemoBench& bench, const std::filesystem::path& workspaceFolder, const std::string& name,
                      const TopicName& topic, std::int64_t perPartition) {
    dataset::DatasetRequest request;
    request.name = name;
    request.ranges.topic = topic;
    const auto watermarks = bench.connection->watermarks(topic);
    if (!watermarks)
        return tl::unexpected(watermarks.error());
    for (const auto& w : *watermarks)
        request.ranges.ranges.push_back(
            {w.partition, w.low, std::min(w.high, Offset(w.low.value + perPartition))});
    const auto data = dataset::createDataset(*bench.connection, request, {}, {});
    if (!data)
        return tl::unexpected(data.error());
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    if (auto s = (*workspace)->saveProfile(bench.feed->profile()); !s)
        return s;
    return (*workspace)->addDataset(data->manifest, bench.feed->profile().name);
}

} // namespace driftwood::test

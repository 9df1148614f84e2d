#include "app/cli/commands/commands.h"
#include "app/cli/topic_summary.h"

namespace driftwood::cli {
namespace {

int listTopics(Context& context, bool all) {
    DRIFTWOOD_TRY(connection, context.connect());
    DRIFTWOOD_TRY(cluster, connection->cluster());
    if (!all)
        std::erase_if(cluster.topics, [](const broker::TopicInfo& info) { return info.internal; });
    const auto topics = summariseTopics(*connection, cluster.topics);
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& topic : topics)
            json.push_back(toJson(topic));
        context.printJson(
            {{"cluster_id", cluster.clusterId}, {"brokers", cluster.brokers}, {"topics", json}});
    } else if (topics.empty()) {
        context.terminal().line(QStringLiteral("No topics on cluster %1.").arg(shown(cluster.clusterId)));
    } else {
        printTopics(context.terminal(), topics);
    }
    return !topics.empty() && topics.back().unreachable() ? kUnreachable : kOk;
}

} // namespace

void addTopics(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("topics", "List topics with partitions, records and last write");
    auto all = std::make_shared<bool>(false);
    command->add_flag("-a,--all", *all, "Internal topics too");
    command->callback(
        [&context, all] { context.action = [&context, all] { return listTopics(context, *all); }; });
}

} // namespace driftwood::cli

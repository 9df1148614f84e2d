#include "app/cli/commands/commands.h"
#include "broker/timeline.h"
#include "ui/format/format.h"

#include <numeric>

namespace driftwood::cli {
namespace {

struct TopicSummary {
    broker::TopicInfo info;
    std::int64_t records = 0; ///< from offsets
    broker::TimeSpan span;
};

Result<TopicSummary> summarise(broker::Connection& connection, const broker::TopicInfo& info) {
    TopicSummary summary{info, 0, {}};
    auto watermarks = connection.watermarks(info.name);
    if (!watermarks)
        return forward(watermarks);
    for (const auto& w : *watermarks)
        summary.records += w.high - w.low;
    if (summary.records > 0) {
        auto span = broker::timeSpan(connection, info.name);
        if (!span)
            return forward(span);
        summary.span = *span;
    }
    return summary;
}

int listTopics(Context& context, bool all) {
    DRIFTWOOD_TRY(connection, context.connect());
    DRIFTWOOD_TRY(cluster, connection->cluster());
    std::vector<TopicSummary> topics;
    for (const auto& info : cluster.topics) {
        if (info.internal && !all)
            continue;
        DRIFTWOOD_TRY(summary, summarise(*connection, info));
        topics.push_back(std::move(summary));
    }
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& t : topics)
            json.push_back({{"name", t.info.name.value},
                            {"topic_id", t.info.topicId},
                            {"partitions", t.info.partitions.size()},
                            {"replication_factor", t.info.replicationFactor},
                            {"internal", t.info.internal},
                            {"records_estimate", t.records},
                            {"first_timestamp_ms", t.span.first.value},
                            {"last_timestamp_ms", t.span.last.value}});
        context.printJson(
            {{"cluster_id", cluster.clusterId}, {"brokers", cluster.brokers}, {"topics", json}});
        return kOk;
    }
    Terminal& out = context.terminal();
    Table table({{"TOPIC"}, {"PARTITIONS", true}, {"RECORDS", true}, {"FIRST"}, {"LAST WRITE"}});
    for (const auto& t : topics)
        table.add({out.styled(shown(t.info.name.value), Style::Accent),
                   QString::number(t.info.partitions.size()), ui::formatEstimate(t.records),
                   ui::formatTime(t.span.first.value), ui::formatTime(t.span.last.value)});
    if (table.empty())
        out.line(QStringLiteral("No topics on cluster %1.").arg(shown(cluster.clusterId)));
    else
        table.print(out);
    return kOk;
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

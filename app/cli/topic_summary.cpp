#include "app/cli/topic_summary.h"

#include "app/cli/table.h"
#include "ui/format/format.h"

#include <map>

namespace driftwood::cli {
namespace {

TopicSummary summarise(broker::Connection& connection, const broker::TopicInfo& info) {
    TopicSummary summary{info, {}, {}, {}};
    const auto watermarks = connection.watermarks(info.name);
    if (!watermarks) {
        summary.problem = watermarks.error();
        return summary;
    }
    summary.records = 0;
    for (const auto& w : *watermarks)
        *summary.records += w.high - w.low;
    if (*summary.records == 0)
        return summary;
    if (auto span = broker::timeSpan(connection, info.name))
        summary.span = *span;
    else
        summary.problem = std::move(span.error());
    return summary;
}

} // namespace

std::vector<TopicSummary> summariseTopics(broker::Connection& connection,
                                          const std::vector<broker::TopicInfo>& infos) {
    std::vector<TopicSummary> out;
    std::optional<Error> gone;
    for (const auto& info : infos) {
        out.push_back(gone ? TopicSummary{info, {}, {}, gone} : summarise(connection, info));
        if (out.back().unreachable())
            gone = out.back().problem;
    }
    return out;
}

void printTopics(Terminal& terminal, const std::vector<TopicSummary>& topics) {
    Table table({{"TOPIC", false, Table::Fit::Cut},
                 {"PARTS", true},
                 {"RECORDS", true},
                 {"LAST WRITE (UTC)"},
                 {"FIRST (UTC)", false, Table::Fit::LeaveOut}});
    std::map<QString, QStringList> problems;
    for (const auto& t : topics) {
        const QString name = shown(t.info.name.value);
        const auto span = t.span.value_or(broker::TimeSpan{});
        table.add({terminal.styled(name, Style::Accent), QString::number(t.info.partitions.size()),
                   ui::formatEstimate(t.records.value_or(-1)), shownSecond(span.last),
                   shownSecond(span.first)});
        if (t.problem)
            problems[shown(t.problem->text())] << name;
    }
    table.print(terminal);
    for (const auto& [problem, names] : problems)
        terminal.error(QStringLiteral("– %1: %2").arg(names.join(", "), problem));
}

nlohmann::ordered_json toJson(const TopicSummary& topic) {
    const auto time = [&](TimestampMs broker::TimeSpan::*edge) {
        return topic.span ? nlohmann::ordered_json((*topic.span.*edge).value) : nlohmann::ordered_json();
    };
    nlohmann::ordered_json json{{"name", topic.info.name.value},
                                {"topic_id", topic.info.topicId},
                                {"partitions", topic.info.partitions.size()},
                                {"replication_factor", topic.info.replicationFactor},
                                {"internal", topic.info.internal},
                                {"records_estimate", nullptr},
                                {"first_timestamp_ms", time(&broker::TimeSpan::first)},
                                {"last_timestamp_ms", time(&broker::TimeSpan::last)},
                                {"problem", nullptr}};
    if (topic.records)
        json["records_estimate"] = *topic.records;
    if (topic.problem)
        json["problem"] = topic.problem->text();
    return json;
}

} // namespace driftwood::cli

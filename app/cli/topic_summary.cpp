#include "app/cli/topic_summary.h"

#include "app/cli/table.h"
#include "ui/format/format.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

namespace driftwood::cli {
namespace {

/// Number of threads that read first and last records, because each takes a few round trips.
constexpr std::size_t kParallelLooks = 8;

std::int64_t recordsIn(const std::vector<broker::Watermarks>& marks) {
    std::int64_t records = 0;
    for (const auto& w : marks)
        records += w.high - w.low;
    return records;
}

void findSpan(broker::Connection& connection, TopicSummary& summary) {
    if (summary.span || summary.records.value_or(0) == 0)
        return;
    if (auto written = broker::writtenTimes(connection, summary.info.name)) {
        summary.span = written->span;
        if (!written->hasRecords)
            summary.note = broker::whyNoSpan(*written);
    } else {
        summary.problem = std::move(written.error());
    }
}

/// Stops once the broker is gone, so that there is no timeout per topic; the rest is unknown.
void findSpans(broker::Connection& connection, std::vector<TopicSummary>& topics) {
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> gone = false;
    std::vector<std::optional<Error>> last(kParallelLooks);
    {
        std::vector<std::jthread> workers;
        for (std::size_t w = 0; w < std::min(kParallelLooks, topics.size()); ++w)
            workers.emplace_back([&, w] {
                for (std::size_t i = next++; i < topics.size() && !gone; i = next++) {
                    findSpan(connection, topics[i]);
                    if (topics[i].unreachable()) {
                        last[w] = topics[i].problem;
                        gone = true;
                    }
                }
            });
    }
    const auto reason = std::ranges::find_if(last, [](const auto& error) { return error.has_value(); });
    if (reason == last.end())
        return;
    for (TopicSummary& topic : topics)
        if (topic.records.value_or(0) > 0 && !topic.span && !topic.problem)
            topic.problem = **reason;
}

} // namespace

std::vector<TopicSummary> summariseTopics(broker::Connection& connection,
                                          const std::vector<broker::TopicInfo>& infos) {
    const auto answered = connection.watermarksOf(infos);
    std::optional<Error> gone = answered ? std::nullopt : std::optional(answered.error());
    const auto known = answered.value_or(std::map<TopicName, std::vector<broker::Watermarks>>{});
    std::vector<TopicSummary> out;
    for (const auto& info : infos) {
        TopicSummary summary{info, {}, {}, gone, {}};
        if (const auto found = known.find(info.name); found != known.end())
            summary.records = recordsIn(found->second);
        else if (!gone) {
            if (const auto marks = connection.watermarks(info.name))
                summary.records = recordsIn(*marks);
            else
                summary.problem = marks.error(); // the reason it was omitted
        }
        if (summary.unreachable())
            gone = summary.problem;
        out.push_back(std::move(summary));
    }
    // Query all topics at once; those without an answer are read individually.
    if (const auto spans =
            gone ? Result<std::map<TopicName, broker::TimeSpan>>() : writtenSpans(connection, known))
        for (TopicSummary& summary : out)
            if (const auto span = spans->find(summary.info.name); span != spans->end())
                summary.span = span->second;
    findSpans(connection, out);
    return out;
}

void printTopics(Terminal& terminal, const std::vector<TopicSummary>& topics) {
    Table table({{"TOPIC", false, Table::Fit::Cut},
                 {"PARTS", true},
                 {"RECORDS", true},
                 {"LAST WRITE (UTC)"},
                 {"FIRST RECORD (UTC)", false, Table::Fit::LeaveOut}});
    std::map<QString, QStringList> problems;
    for (const auto& t : topics) {
        const QString name = shown(t.info.name.value);
        const auto span = t.span.value_or(broker::TimeSpan{});
        table.add({terminal.styled(name, Style::Accent), QString::number(t.info.partitions.size()),
                   ui::formatEstimate(t.records.value_or(-1)), shownSecond(span.last),
                   shownSecond(span.first)});
        if (t.problem || !t.note.empty())
            problems[shown(t.problem ? t.problem->text() : t.note)] << name;
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
                                {"problem", nullptr},
                                {"note", nullptr}};
    if (topic.records)
        json["records_estimate"] = *topic.records;
    if (topic.problem)
        json["problem"] = topic.problem->text();
    if (!topic.note.empty())
        json["note"] = topic.note;
    return json;
}

} // namespace driftwood::cli

#include "broker/timeline.h"
#include "app/cli/commands/commands.h"
#include "app/cli/json_text.h"
#include "app/cli/option_kinds.h"
#include "app/cli/range_options.h"
#include "app/cli/text_chart.h"
#include "base/clock.h"
#include "dataset/dataset.h"
#include "ui/format/format.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace driftwood::cli {
namespace {

constexpr int kChartHeight = 8;

struct TimelineOptions {
    std::string topic;
    std::string from;
    std::string to;
    int buckets = 48;
};

/// The requested times; a missing one is that of the topic's first or last record.
/// Nothing if the topic has no times.
Result<std::optional<broker::TimeSpan>> chosenSpan(const broker::WrittenTimes& written,
                                                   const TimelineOptions& options) {
    if (Status ordered = checkOrder(options.from, options.to); !ordered)
        return forward(ordered);
    std::optional<broker::TimeSpan> span = written.span;
    if (!span && (options.from.empty() || options.to.empty() || written.offsets == 0))
        return span;
    span = span.value_or(broker::TimeSpan{});
    span->last = TimestampMs(span->last.value + 1); // so that the last record is included
    const TimestampMs now = timeNow();
    if (!options.from.empty()) {
        auto time = parseTime(options.from, now, "--from");
        if (!time)
            return forward(time);
        span->first = *time;
    }
    if (!options.to.empty()) {
        auto time = parseTime(options.to, now, "--to");
        if (!time)
            return forward(time);
        span->last = *time;
    }
    if (span->first >= span->last)
        return fail(ErrorCode::InvalidArgument, "the time span is empty", options.topic,
                    "--from is not before --to, or not within the times of the topic's records.");
    return span;
}

/// Records of the topic outside the buckets.
struct Outside {
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::vector<broker::StrayRecord> strays;
};

Result<Outside> outsideOf(broker::Connection& connection, const TopicName& topic,
                          const broker::WrittenTimes& written, const broker::Timeline& timeline) {
    auto marks = connection.watermarks(topic);
    if (!marks)
        return forward(marks);
    Outside out{0, 0, timeline.strays};
    for (const broker::StrayRecord& stray : written.outside)
        if (std::ranges::find(out.strays, stray.at, &broker::StrayRecord::at) == out.strays.end())
            out.strays.push_back(stray);
    for (const broker::Watermarks& mark : *marks) {
        const auto edge = [&](const broker::TimelineBucket& bucket) {
            return std::ranges::find(bucket.ranges, mark.partition, &broker::OffsetRange::partition);
        };
        const auto first = edge(timeline.buckets.front());
        const auto last = edge(timeline.buckets.back());
        if (first == timeline.buckets.front().ranges.end() || last == timeline.buckets.back().ranges.end())
            continue;
        out.before += std::max<std::int64_t>(0, first->begin - mark.low);
        out.after += std::max<std::int64_t>(0, mark.high - last->end);
    }
    return out;
}

void printOutside(Terminal& out, const Outside& outside) {
    constexpr std::size_t kNamed = 3;
    if (outside.before > 0)
        out.line(QStringLiteral("≈ %1 before the time shown").arg(counted(outside.before, "offset")));
    if (outside.after > 0)
        out.line(QStringLiteral("≈ %1 after the time shown").arg(counted(outside.after, "offset")));
    if (outside.strays.empty())
        return;
    QStringList named;
    for (const broker::StrayRecord& stray : outside.strays)
        if (std::cmp_less(named.size(), kNamed))
            named << QStringLiteral("%1 is stamped %2")
                         .arg(shownPosition(stray.at), shownSecond(stray.stamped));
    const auto more = static_cast<qint64>(outside.strays.size()) - named.size();
    out.line(out.styled(QStringLiteral("%1 by a wrong clock, counted where it lies: %2%3")
                            .arg(counted(static_cast<qint64>(outside.strays.size()), "record"),
                                 named.join("; "), more > 0 ? QStringLiteral("; …") : QString()),
                        Style::Drift));
}

nlohmann::ordered_json straysJson(const std::vector<broker::StrayRecord>& strays) {
    auto json = nlohmann::ordered_json::array();
    for (const broker::StrayRecord& stray : strays)
        json.push_back({{"partition", stray.at.partition.value},
                        {"offset", stray.at.offset.value},
                        {"timestamp_ms", stray.stamped.value}});
    return json;
}

/// Reports a topic without a time to show.
int showNone(Context& context, const TimelineOptions& options, const broker::WrittenTimes& written) {
    const std::string why = broker::whyNoSpan(written);
    if (context.options.json)
        context.printJson({{"topic", options.topic},
                           {"buckets", nlohmann::ordered_json::array()},
                           {"records_before", nullptr},
                           {"records_after", nullptr},
                           {"strays", nlohmann::ordered_json::array()},
                           {"why_empty", why},
                           {"notes", nlohmann::ordered_json::array()}});
    else
        context.terminal().line(QStringLiteral("%1: %2").arg(shown(options.topic), shown(why)));
    return kOk;
}

/// One bar per bucket; if there are more than terminal columns, one bar for several neighbours.
void draw(Terminal& out, const TimelineOptions& options, const broker::TimeSpan& span,
          const std::vector<broker::TimelineBucket>& buckets) {
    const std::size_t columns = out.lineLimit() ? static_cast<std::size_t>(*out.lineLimit()) : buckets.size();
    const std::size_t together = (buckets.size() + columns - 1) / columns;
    std::vector<double> heights((buckets.size() + together - 1) / together);
    for (std::size_t i = 0; i < buckets.size(); ++i)
        heights[i / together] += static_cast<double>(buckets[i].records());
    const double total = std::accumulate(heights.begin(), heights.end(), 0.0);
    const std::chrono::milliseconds bar((span.last - span.first) / options.buckets *
                                        static_cast<std::int64_t>(together));
    out.line(out.heading(shown(options.topic)) +
             QStringLiteral("  %1 records, a bar is %2, the highest %3")
                 .arg(ui::formatEstimate(std::llround(total)), ui::formatDuration(bar),
                      ui::formatEstimate(std::llround(*std::ranges::max_element(heights)))));
    for (const QString& row : barChart(heights, kChartHeight))
        out.line(out.styled(row, Style::Accent));
    const QString left = shownSecond(span.first);
    const QString right = shownSecond(span.last) + " UTC";
    const qsizetype gap = static_cast<qsizetype>(heights.size()) - left.size() - right.size();
    out.line(left + QString(std::max<qsizetype>(2, gap), ' ') + right);
}

int showTimeline(Context& context, const TimelineOptions& options) {
    DRIFTWOOD_TRY(connection, context.connect());
    const TopicName topic(options.topic);
    DRIFTWOOD_TRY(written, broker::writtenTimes(*connection, topic));
    DRIFTWOOD_TRY(span, chosenSpan(written, options));
    if (!span)
        return showNone(context, options, written);
    DRIFTWOOD_TRY(timeline, broker::timeline(*connection, topic, span->first, span->last, options.buckets));
    DRIFTWOOD_TRY(outside, outsideOf(*connection, topic, written, timeline));
    DRIFTWOOD_TRY(marks, connection->watermarks(topic));
    broker::TopicRanges whole{topic, {}};
    for (const broker::Watermarks& mark : marks)
        whole.ranges.push_back({mark.partition, mark.low, mark.high});
    const auto notes = dataset::topicNotes(*connection, whole, broker::Isolation::ReadCommitted);
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& bucket : timeline.buckets)
            json.push_back({{"from_ms", bucket.begin.value},
                            {"to_ms", bucket.end.value},
                            {"records_estimate", bucket.records()},
                            {"ranges", toJson(broker::TopicRanges{topic, bucket.ranges})["partitions"]}});
        context.printJson({{"topic", options.topic},
                           {"buckets", json},
                           {"records_before", outside.before},
                           {"records_after", outside.after},
                           {"strays", straysJson(outside.strays)},
                           {"why_empty", nullptr},
                           {"notes", notes}});
        return kOk;
    }
    draw(context.terminal(), options, *span, timeline.buckets);
    printOutside(context.terminal(), outside);
    for (const std::string& note : notes)
        context.terminal().paragraph(context.terminal().styled(shown(note), Style::Drift), 0);
    return kOk;
}

} // namespace

void addTimeline(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("timeline", "Draw how many records a topic got per time bucket");
    auto options = std::make_shared<TimelineOptions>();
    command->add_option("topic", options->topic, "Topic")->required();
    command->add_option("--from", options->from, "Begin: 2026-05-01T14:30Z, seconds or ms since 1970, -2h");
    command->add_option("--to", options->to, "End");
    command->add_option("-n,--buckets", options->buckets, "Number of bars")
        ->capture_default_str()
        ->check(between(1, 1000));
    command->callback([&context, options] {
        context.action = [&context, options] { return showTimeline(context, *options); };
    });
}

} // namespace driftwood::cli

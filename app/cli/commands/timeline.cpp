#include "broker/timeline.h"
#include "app/cli/commands/commands.h"
#include "app/cli/json_text.h"
#include "app/cli/option_kinds.h"
#include "app/cli/range_options.h"
#include "app/cli/text_chart.h"
#include "base/clock.h"
#include "ui/format/format.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace driftwood::cli {
namespace {

constexpr int kChartHeight = 8;

struct TimelineOptions {
    std::string topic;
    std::string from;
    std::string to;
    int buckets = 48;
};

Result<broker::TimeSpan> chosenSpan(broker::Connection& connection, const TimelineOptions& options) {
    auto span = broker::timeSpan(connection, TopicName(options.topic));
    if (!span)
        return forward(span);
    span->last = TimestampMs(span->last.value + 1); // the last record is inside
    const TimestampMs now = SystemClock().now();
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
                    "The topic may hold no record, or --from is not before --to.");
    return span;
}

/// A bar a bucket; where they are more than the terminal has columns, a bar for several neighbours.
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
    DRIFTWOOD_TRY(span, chosenSpan(*connection, options));
    DRIFTWOOD_TRY(buckets, broker::timeline(*connection, TopicName(options.topic), span.first, span.last,
                                            options.buckets));
    if (context.options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& bucket : buckets)
            json.push_back({{"from_ms", bucket.begin.value},
                            {"to_ms", bucket.end.value},
                            {"records_estimate", bucket.records()},
                            {"ranges", toJson(broker::TopicRanges{TopicName(options.topic),
                                                                  bucket.ranges})["partitions"]}});
        context.printJson({{"topic", options.topic}, {"buckets", json}});
        return kOk;
    }
    draw(context.terminal(), options, span, buckets);
    return kOk;
}

} // namespace

void addTimeline(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("timeline", "Draw how many records a topic got per time bucket");
    auto options = std::make_shared<TimelineOptions>();
    command->add_option("topic", options->topic, "Topic")->required();
    command->add_option("--from", options->from, "Begin: 2026-05-01T14:30Z, epoch milliseconds, -2h");
    command->add_option("--to", options->to, "End");
    command->add_option("-n,--buckets", options->buckets, "Number of bars")
        ->capture_default_str()
        ->check(between(1, 1000));
    command->callback([&context, options] {
        context.action = [&context, options] { return showTimeline(context, *options); };
    });
}

} // namespace driftwood::cli

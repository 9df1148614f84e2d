#include "app/cli/range_options.h"

#include "base/clock.h"
#include "base/time_text.h"
#include "base/whole_text.h"
#include "broker/late_records.h"
#include "broker/timeline.h"

#include <QRegularExpression>
#include <QString>
#include <algorithm>
#include <cmath>

namespace driftwood::cli {
namespace {

constexpr int kMostPartitions = 1'000'000; ///< more than any cluster has

tl::unexpected<Error> reversed(const std::string& begin, const std::string& end, const char* where) {
    return fail(ErrorCode::InvalidArgument,
                "the range is reversed: it begins at " + begin + " and ends at " + end, where,
                "Give the earlier one as the begin.");
}

bool isTime(const std::string& edge) { return edge.starts_with("s@") || edge.starts_with("e@"); }

tl::unexpected<Error> noRecords(broker::Connection& connection, const TopicName& topic, bool byTime) {
    const auto written = byTime ? broker::writtenTimes(connection, topic) : Result<broker::WrittenTimes>();
    if (byTime && written && written->hasRecords && !written->span)
        return fail(ErrorCode::NotFound, "the topic's records carry no time, so that none lies in the span",
                    topic.value, "Choose the range by offsets: --offset and --end-offset.");
    return fail(ErrorCode::NotFound, "the range holds no records", topic.value,
                "driftwood-cli timeline shows where records are.");
}

/// Refuses a range whose end lies before its begin, because "no records" would be a misleading error.
Status refuseReversed(const RangeOptions& options) {
    const auto written = [](const std::string& option, const std::string& edge, const char* mark) {
        return !option.empty() ? option : edge.starts_with(mark) ? edge.substr(2) : std::string();
    };
    const std::string from = written(options.from, options.begin, "s@");
    const std::string to = written(options.to, options.end, "e@");
    if (!from.empty() && !to.empty())
        return checkOrder(from, to);
    const auto begin = parseCount(options.begin);
    const auto end = parseCount(options.end);
    if (options.from.empty() && options.to.empty() && begin && end && *begin >= 0 && *end >= 0 &&
        *begin > *end)
        return reversed(options.begin, options.end, "--offset, --end-offset");
    return {};
}

} // namespace

Result<std::map<PartitionId, Offset>> resolveEdge(broker::Connection& connection, const TopicName& topic,
                                                  broker::Isolation isolation,
                                                  const std::vector<broker::Watermarks>& watermarks,
                                                  const std::string& text, const char* option) {
    std::map<PartitionId, Offset> out;
    if (isTime(text)) {
        auto time = parseTime(text.substr(2), timeNow(), option);
        if (!time)
            return forward(time);
        auto positions = connection.offsetsAtTime(topic, *time, isolation);
        if (!positions)
            return forward(positions);
        for (const Position& p : *positions)
            out[p.partition] = p.offset;
        return out;
    }
    const auto number = parseCount(text);
    for (const broker::Watermarks& w : watermarks) {
        if (text == "beginning")
            out[w.partition] = w.low;
        else if (text == "end")
            out[w.partition] = w.high;
        else if (number && *number < 0)
            out[w.partition] = Offset(std::max(w.low.value, w.high.value + *number));
        else if (number)
            out[w.partition] = Offset(*number);
        else
            return fail(ErrorCode::InvalidArgument, "\"" + text + "\" is not an offset", option,
                        "Write beginning, end, a number, -N for the last N, or s@TIME (e@TIME for an end).");
    }
    return out;
}

std::optional<std::int64_t> parseCount(std::string_view text) {
    static const QRegularExpression grouped("^-?\\d{1,3}(,\\d{3})+$");
    std::string digits(text);
    if (grouped.match(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))).hasMatch())
        std::erase(digits, ',');
    return fromWholeText<std::int64_t>(digits);
}

Result<std::vector<PartitionId>> parsePartitions(const std::string& text) {
    std::vector<PartitionId> out;
    for (const QString& part : QString::fromStdString(text).split(',')) {
        const QStringList ends = part.trimmed().split('-');
        bool okFirst = false;
        bool okLast = false;
        const int first = ends.first().toInt(&okFirst);
        const int last = ends.last().toInt(&okLast);
        if (!okFirst || !okLast || ends.size() > 2 || first > last || first < 0)
            return fail(ErrorCode::InvalidArgument,
                        "\"" + part.toStdString() + "\" is not a partition or a span of them", "--partitions",
                        "Write them as 0,2-3.");
        if (last >= kMostPartitions)
            return fail(ErrorCode::InvalidArgument, "no topic has a partition " + std::to_string(last),
                        "--partitions");
        for (int p = first; p <= last; ++p)
            out.emplace_back(p);
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<TimestampMs> parseTime(const std::string& text, TimestampMs now, const std::string& where) {
    const std::string hint = "Write 2026-05-01T14:30:00Z, seconds or milliseconds since 1970, now, or -2h.";
    if (text == "now")
        return now;
    if (const auto number = parseCount(text); number && *number >= 0) {
        if (const auto time = timeFromNumber(*number))
            return *time;
        return fail(ErrorCode::InvalidArgument,
                    "\"" + text + "\" is too small to be a time after 1973, even in seconds", where, hint);
    }
    if (text.size() > 2 && text.front() == '-') {
        static const std::map<char, std::int64_t> units{
            {'s', 1000}, {'m', 60000}, {'h', 3600000}, {'d', 86400000}};
        const auto unit = units.find(text.back());
        const auto count = parseCount(std::string_view(text).substr(1, text.size() - 2));
        if (unit != units.end() && count && *count >= 0 && *count <= now.value / unit->second)
            return TimestampMs(now.value - *count * unit->second);
    }
    const auto time = parseIso8601(text);
    if (!time || time->ms < 0)
        return fail(ErrorCode::InvalidArgument, "\"" + text + "\" is not a time since 1970", where, hint);
    return TimestampMs(static_cast<std::int64_t>(std::floor(time->ms)));
}

Status checkOrder(const std::string& from, const std::string& to) {
    const TimestampMs now = timeNow();
    const auto begin = parseTime(from, now);
    const auto end = parseTime(to, now);
    if (begin && end && *begin > *end)
        return reversed(from, to, "--from, --to");
    return {};
}

std::vector<CLI::Option*> RangeOptions::addTo(CLI::App& command) {
    auto* chosen = command.add_option("-p,--partitions", partitions, "Partitions, as 0,2-3 (default: all)");
    auto* first = command
                      .add_option("-o,--offset", begin,
                                  "Where to begin: beginning, end, N, -N (last N of each partition), s@TIME")
                      ->capture_default_str();
    auto* last = command.add_option("-O,--end-offset", end, "Where to end (not included): end, N, e@TIME")
                     ->capture_default_str();
    auto* since =
        command.add_option("--from", from,
                           "Begin at a time: 2026-05-01T14:30Z, seconds or ms since 1970, -2h; late "
                           "records that lie behind it in the log are in the range too");
    auto* until = command.add_option("--to", to,
                                     "End before the first record of a time or later, ignoring records with "
                                     "an implausible timestamp; late records after that one are reported");
    since->excludes(first);
    until->excludes(last);
    return {chosen, first, last, since, until};
}

bool RangeOptions::beginMayMove() const {
    const auto exact = parseCount(begin);
    return !from.empty() || !exact || *exact < 0;
}

Result<broker::TopicRanges> RangeOptions::resolve(broker::Connection& connection, const TopicName& topic,
                                                  broker::Isolation isolation) const {
    if (Status ordered = refuseReversed(*this); !ordered)
        return forward(ordered);
    auto watermarks = connection.watermarks(topic, isolation);
    if (!watermarks)
        return forward(watermarks);
    const bool empty = std::ranges::all_of(
        *watermarks, [](const broker::Watermarks& marks) { return marks.low >= marks.high; });
    if (empty)
        return fail(ErrorCode::NotFound, "the topic has no records", topic.value);
    std::vector<PartitionId> wanted;
    if (!partitions.empty()) {
        auto parsed = parsePartitions(partitions);
        if (!parsed)
            return forward(parsed);
        wanted = std::move(*parsed);
    }
    auto begins = resolveEdge(connection, topic, isolation, *watermarks, from.empty() ? begin : "s@" + from,
                              from.empty() ? "--offset" : "--from");
    if (!begins)
        return forward(begins);
    auto ends = resolveEdge(connection, topic, isolation, *watermarks, to.empty() ? end : "e@" + to,
                            to.empty() ? "--end-offset" : "--to");
    if (!ends)
        return forward(ends);

    broker::TopicRanges ranges{topic, {}};
    const std::int64_t exactEnd = to.empty() ? parseCount(end).value_or(0) : 0; // not an exact offset: 0
    for (const broker::Watermarks& w : *watermarks) {
        if (!wanted.empty() && !std::ranges::binary_search(wanted, w.partition))
            continue;
        if (exactEnd > w.high.value)
            return fail(ErrorCode::NotFound,
                        "the log ends at " + std::to_string(w.high.value) + ", before offset " +
                            std::to_string(exactEnd),
                        topic.value + "/" + std::to_string(w.partition.value),
                        "Write --end-offset end for its end as it is now, or choose partitions with -p.");
        const broker::OffsetRange range{w.partition, begins->at(w.partition),
                                        std::min(ends->at(w.partition), w.high)};
        if (range.span() > 0)
            ranges.ranges.push_back(range);
    }
    if (!wanted.empty())
        for (const PartitionId p : wanted)
            if (std::ranges::find(*watermarks, p, &broker::Watermarks::partition) == watermarks->end())
                return fail(ErrorCode::NotFound, "there is no partition " + std::to_string(p.value),
                            topic.value,
                            "It has partitions 0 to " + std::to_string(watermarks->size() - 1) + ".");
    if (ranges.ranges.empty())
        return noRecords(connection, topic, !from.empty() || !to.empty() || isTime(begin) || isTime(end));
    return ranges;
}

std::string RangeOptions::lateNote(broker::Connection& connection, const broker::TopicRanges& ranges,
                                   broker::Isolation isolation) const {
    const std::string time = !to.empty() ? to : isTime(end) ? end.substr(2) : std::string();
    if (time.empty())
        return {};
    const auto before = parseTime(time, timeNow(), "--to");
    if (!before)
        return {};
    const auto late = broker::lateRecords(connection, ranges, *before, isolation);
    return late ? late->text() : std::string();
}

} // namespace driftwood::cli

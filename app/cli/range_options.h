#pragma once

#include "broker/connection.h"
#include "broker/ranges.h"

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::cli {

/// Parses "1306482", and with thousands separators, as in our tables, "1,306,482"; none for anything else.
[[nodiscard]] std::optional<std::int64_t> parseCount(std::string_view text);

/// Parses "20-21,24,26", the notation of kcat and Kafka's own tools.
[[nodiscard]] Result<std::vector<PartitionId>> parsePartitions(const std::string& text);

/// A point in time: ISO 8601 (UTC unless it has a zone),
/// a number since 1970 in the unit that its size implies (timeFromNumber), "now", or relative to now:
/// "-2h", "-30m", "-1d", "-90s". `where` names the option in the error.
[[nodiscard]] Result<TimestampMs> parseTime(const std::string& text, TimestampMs now,
                                            const std::string& where = {});

/// InvalidArgument if both texts are times as parseTime reads them and the first is the later one.
[[nodiscard]] Status checkOrder(const std::string& from, const std::string& to);

/// One edge of a range as an offset per partition: beginning, end, N, -N (the last N), s@TIME or e@TIME.
[[nodiscard]] Result<std::map<PartitionId, Offset>>
resolveEdge(broker::Connection& connection, const TopicName& topic, broker::Isolation isolation,
            const std::vector<broker::Watermarks>& watermarks, const std::string& text, const char* option);

/// A range in a topic, in kcat's notation where it has one:
///   -o beginning | end | N | -N (last N of each partition) | s@TIME, and -O N | e@TIME for the end,
///   --from / --to TIME as a friendlier spelling of s@ and e@.
struct RangeOptions {
    std::string partitions;
    std::string begin = "beginning";
    std::string end = "end";
    std::string from;
    std::string to;

    /// Returns the options it added. --from and --offset exclude each other, and so do --to and --end-offset.
    std::vector<CLI::Option*> addTo(CLI::App& command);
    /// Whether the begin is a time or relative to the end, and not an exact offset.
    [[nodiscard]] bool beginMayMove() const;
    /// Half-open ranges with frozen ends, without partitions that are empty in the range.
    /// NotFound if all are empty.
    [[nodiscard]] Result<broker::TopicRanges>
    resolve(broker::Connection& connection, const TopicName& topic,
            broker::Isolation isolation = broker::Isolation::ReadCommitted) const;
    /// Describes late records behind the end of a range that ends at a time; empty if there are none, and if
    /// they cannot be read.
    [[nodiscard]] std::string lateNote(broker::Connection& connection, const broker::TopicRanges& ranges,
                                       broker::Isolation isolation = broker::Isolation::ReadCommitted) const;
};

} // namespace driftwood::cli

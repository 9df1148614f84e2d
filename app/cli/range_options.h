#pragma once

#include "broker/connection.h"
#include "broker/ranges.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::cli {

/// "1306482", and as people and our own tables write it, "1,306,482"; none for anything else.
[[nodiscard]] std::optional<std::int64_t> parseCount(std::string_view text);

/// "20-21,24,26" as kcat and Kafka's own tools write partition lists.
[[nodiscard]] Result<std::vector<PartitionId>> parsePartitions(const std::string& text);

/// A point in time: ISO 8601 (with zone, else UTC), a number since 1970 in the unit its size tells
/// (timeFromNumber), "now", or relative to now: "-2h", "-30m", "-1d", "-90s".
/// `where` names the option in the message.
[[nodiscard]] Result<TimestampMs> parseTime(const std::string& text, TimestampMs now,
                                            const std::string& where = {});

/// Where in a topic, in kcat's notation where it has one:
///   -o beginning | end | N | -N (last N of each partition) | s@TIME, and -O N | e@TIME for the end,
///   --from / --to TIME as a friendlier spelling of s@ and e@.
struct RangeOptions {
    std::string partitions;
    std::string begin = "beginning";
    std::string end = "end";
    std::string from;
    std::string to;

    /// Gives the options it added. --from and --offset exclude each other, as --to and --end-offset do.
    std::vector<CLI::Option*> addTo(CLI::App& command);
    /// Whether the begin means a place in time or from the end rather than exact offsets.
    [[nodiscard]] bool beginMayMove() const;
    /// Half-open ranges with frozen ends; partitions that hold nothing in the range are left out. NotFound
    /// where none holds anything.
    [[nodiscard]] Result<broker::TopicRanges>
    resolve(broker::Connection& connection, const TopicName& topic,
            broker::Isolation isolation = broker::Isolation::ReadCommitted) const;
};

} // namespace driftwood::cli

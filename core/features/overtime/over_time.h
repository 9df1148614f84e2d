#pragma once

#include "base/result.h"
#include "records/schema.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::features {

/// How a column over time is computed; operations.h has a row for each.
enum class OverTimeOperation : unsigned char {
    Lag,
    Change,
    Mean,
    Deviation,
    Minimum,
    Maximum,
    Median,
    Slope,
    ExponentialMean,
    Count,
    Since,
    Ratio,
    Difference,
    Hour,
    Weekday,
    Month,
};

/// The most records that a window may count, and the furthest that it may reach back.
inline constexpr std::int64_t kMostWindowRecords = 100'000;
inline constexpr std::int64_t kFurthestBack = 10'000'000;

/// A column that is computed from a record and those before it. Only the records of one partition are looked
/// at: a log has no order across partitions, and what a row gets must not depend on how they were read.
/// For the same reason nothing is looked at that lies more than `within` offsets before the record: the value
/// follows from that part of the log alone, wherever reading began.
struct OverTime {
    OverTimeOperation operation = OverTimeOperation::Mean;
    std::string field;                         ///< a path; of Since: none
    std::string other;                         ///< Ratio, Difference: the second field
    std::int64_t records = 0;                  ///< the window's length, or how far back; 0: see durationMs
    std::int64_t durationMs = 0;               ///< the window's length in time
    bool before = false;                       ///< the window ends at the record before this one
    std::string key;                           ///< a path: only records with the same value; empty: all
    std::string time{records::kTimestampPath}; ///< the path of a record's time
    std::int64_t within = 0;                   ///< offsets; 0 where no other record is looked at
    bool operator==(const OverTime&) const = default;

    /// As parseOverTime() takes it, and the path of the column: "mean(vibration,10) by machine".
    [[nodiscard]] std::string name() const;
    /// Whether it looks at records before its own.
    [[nodiscard]] bool looksBack() const;
    /// Whether it needs the time of its record.
    [[nodiscard]] bool usesTime() const;
    /// The paths that it reads, some of them twice.
    [[nodiscard]] std::vector<std::string> reads() const;
    /// Refuses fields that the schema lacks and fields of unsuitable types.
    [[nodiscard]] Status check(const records::Schema& schema) const;
};

/// How far back a column reaches unless it is stated.
[[nodiscard]] std::int64_t usualWithin(const OverTime& column);

/// "OP(FIELD,WINDOW) by KEY at TIME within OFFSETS": the window is a number of records or a time as 30s, 5m,
/// 2h or 1d. Names that hold blanks or one of ( ) , ` stand in backticks.
[[nodiscard]] Result<OverTime> parseOverTime(std::string_view text);

void to_json(nlohmann::json& json, const OverTime& column);
[[nodiscard]] Result<OverTime> overTimeFromJson(const nlohmann::json& json, const std::string& where);

/// The schema with a field for each column that it does not have yet.
[[nodiscard]] records::Schema withColumns(const records::Schema& schema,
                                          const std::vector<OverTime>& columns);

} // namespace driftwood::features

#pragma once

#include "broker/connection.h"

#include <cstdint>
#include <optional>
#include <string>

namespace driftwood::broker {

/// A range that ends before a time ends at the first record that is stamped with it or later. Records that
/// lie behind that one, and are stamped earlier all the same, came late and are not in the range.
struct LateRecords {
    std::int64_t late = 0;
    std::int64_t lookedAt = 0;     ///< the first ones behind the end of each partition
    std::optional<Position> first; ///< of the late ones

    /// "3 of the first 500 records behind the end are late: …"; empty where none is.
    [[nodiscard]] std::string text() const;
};

/// Looks at a few records behind the ends of ranges that end before `end`.
[[nodiscard]] Result<LateRecords> lateRecords(Connection& connection, const TopicRanges& ranges,
                                              TimestampMs end, Isolation isolation);

} // namespace driftwood::broker

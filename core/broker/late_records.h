#pragma once

#include "broker/connection.h"

#include <cstdint>
#include <optional>
#include <string>

namespace driftwood::broker {

/// A range that ends at a time ends at the first record with that timestamp or a later one. Records behind it
/// with earlier timestamps were late and are not in the range.
struct LateRecords {
    std::int64_t late = 0;
    std::int64_t lookedAt = 0;     ///< how many records behind the ends were read
    std::optional<Position> first; ///< position of the first late one

    /// "3 of the first 500 records behind the end are late: …"; empty if none is.
    [[nodiscard]] std::string text() const;
};

/// Reads a few records behind the end of each range that ends before `end`.
[[nodiscard]] Result<LateRecords> lateRecords(Connection& connection, const TopicRanges& ranges,
                                              TimestampMs end, Isolation isolation);

} // namespace driftwood::broker

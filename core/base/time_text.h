#pragma once

#include "base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood {

/// The unit of a number that counts time since 1970.
enum class TimeUnit : unsigned char { Seconds, Milliseconds, Microseconds, Nanoseconds, Days };
[[nodiscard]] std::string_view timeUnitName(TimeUnit unit); ///< "s", "ms", "us", "ns", "days"
[[nodiscard]] std::optional<TimeUnit> timeUnitFromName(std::string_view name);
[[nodiscard]] double millisecondsPer(TimeUnit unit);
/// The number in milliseconds; exact where milliseconds can hold it.
[[nodiscard]] long double millisecondsOf(long double number, TimeUnit unit);
[[nodiscard]] std::int64_t nanosecondsPer(TimeUnit unit);

/// The unit in which a number is a time between the years 1973 and 5138: seconds below 10^11, then ms, us and
/// ns. Nothing for a number below 10^8, which is not such a time in any unit. A guess, for numbers whose unit
/// no schema and no person states.
[[nodiscard]] std::optional<TimeUnit> timeUnitOf(double number);
/// Converts a number in any of these units to a time; 0 is 1970 itself.
[[nodiscard]] std::optional<TimestampMs> timeFromNumber(std::int64_t number);

/// A time written as ISO 8601.
struct IsoTime {
    double ms = 0.0; ///< since 1970 UTC; taken as UTC when it has no zone
    bool hasZone = false;
};
/// "2026-05-01", "2026-05-01T14:30", "2026-05-01 14:30:00.123456Z", "2026-05-01T14:30:00+02:00"; a year of
/// more than four digits may have a sign. Returns nothing for other texts and for impossible dates or hours.
[[nodiscard]] std::optional<IsoTime> parseIso8601(std::string_view text);

} // namespace driftwood

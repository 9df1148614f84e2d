#pragma once

#include "base/ids.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood {

/// The text without blanks, tabs and ends of lines around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Parses a number that is the whole text apart from surrounding blanks: "20.15", "+3", "-1e5", and "73.1%"
/// as 73.1. Returns nothing for any other text, including "inf", "nan" and numbers beyond double's range.
/// long double holds every 64-bit integer and every double exactly.
[[nodiscard]] std::optional<long double> numberFromText(std::string_view text);

/// The same as a double, and nothing for a whole number that a double would round, of any size.
[[nodiscard]] std::optional<double> exactNumberFromText(std::string_view text);

/// Compares two texts of decimal digits, with or without a sign, as whole numbers of any size; returns
/// nothing when either is not a whole number.
[[nodiscard]] std::optional<std::strong_ordering> compareWholeNumbers(std::string_view a, std::string_view b);

/// Parses a point in time from 1970 on, as a user types it: ISO 8601 (base/time_text.h), "now", or a duration
/// before `now`: "-90s", "-15m", "-2h", "-7d". Fractions of a millisecond are truncated.
[[nodiscard]] std::optional<TimestampMs> timeFromText(std::string_view text, TimestampMs now);

/// Shortens a text of unknown length for use in a sentence or list: its first `most` bytes, cut between UTF-8
/// characters, followed by "…". A text of at most `most` bytes is returned unchanged.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// The same for the part around byte `at`; "…" also replaces what is left out before it.
[[nodiscard]] std::string shortenedAround(std::string_view text, std::size_t at, std::size_t most);

} // namespace driftwood

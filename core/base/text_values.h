#pragma once

#include "base/ids.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood {

/// The number that a text is, the whole of it but blanks around it: "20.15", "+3", "-1e5", and "73.1%", which
/// is 73.1. Nothing for any other text, also "inf", "nan" and what no double holds. The wide type holds every
/// 64-bit integer and every double.
[[nodiscard]] std::optional<long double> numberFromText(std::string_view text);

/// How two texts of decimal digits, with or without a sign, compare as whole numbers of any size; nothing
/// where one of them is something else.
[[nodiscard]] std::optional<std::strong_ordering> compareWholeNumbers(std::string_view a, std::string_view b);

/// A point in time from 1970 on, as it is typed: ISO 8601 (base/time_text.h), "now", or so long before `now`:
/// "-90s", "-15m", "-2h", "-7d". What is finer than a millisecond is cut off.
[[nodiscard]] std::optional<TimestampMs> timeFromText(std::string_view text, TimestampMs now);

/// A text that somebody else decides the length of, for a sentence or a list: its first `most` bytes, not
/// ending within a character of UTF-8, and "…"; a text that is no longer is returned as it is.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

} // namespace driftwood

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace driftwood::decoder {

/// Parse a CSV field as a number or boolean.
/// Surrounding blanks are ignored; the rest of the field must be consumed wholly.
[[nodiscard]] std::optional<std::int64_t> csvInteger(std::string_view text); ///< accepts 3.0, not 3.5
[[nodiscard]] std::optional<double> csvDouble(std::string_view text); ///< finite; integers only where exact
[[nodiscard]] std::optional<bool> csvBool(std::string_view text); ///< true, True, TRUE and the same for false

[[nodiscard]] std::optional<double> csvNearest(std::string_view text); ///< finite; the nearest double
/// Whether the text is written as a number, even one too large or too long for the functions above.
[[nodiscard]] bool csvNumeric(std::string_view text);
/// Whether the text is "nan" or "inf", as number formatters write values that are not a number.
[[nodiscard]] bool csvNotANumber(std::string_view text);
/// Empty, or not a number.
[[nodiscard]] bool csvMissing(std::string_view text);

} // namespace driftwood::decoder

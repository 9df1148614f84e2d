#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace driftwood::decoder {

/// What a CSV field says when read as a number or truth value. Blanks around it do not count; the whole field
/// must be used up.
[[nodiscard]] std::optional<std::int64_t> csvInteger(std::string_view text); ///< also 3.0, not 3.5
[[nodiscard]] std::optional<double> csvDouble(std::string_view text); ///< finite; integers only where exact
[[nodiscard]] std::optional<bool> csvBool(std::string_view text); ///< true, True, TRUE and their opposites

[[nodiscard]] std::optional<double> csvNearest(std::string_view text); ///< finite, whatever is lost
/// Whether it is written as a number, one that is too large or too long for the above too.
[[nodiscard]] bool csvNumeric(std::string_view text);
/// The "nan" or "inf" that number formatters write where there is no number.
[[nodiscard]] bool csvNotANumber(std::string_view text);
/// Empty, or not a number.
[[nodiscard]] bool csvMissing(std::string_view text);

} // namespace driftwood::decoder

#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace driftwood {

/// Parses the whole text as a number with std::from_chars (C notation). Returns nothing when the value is out
/// of range or anything is left over, including blanks and a plus sign.
template <class Number>
[[nodiscard]] std::optional<Number> fromWholeText(std::string_view text) {
    Number value{};
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end)
        return std::nullopt;
    return value;
}

} // namespace driftwood

#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace driftwood {

/// The number that the whole of a text is, as std::from_chars reads it in C's notation; nothing where the
/// type does not hold it or anything is left over, blanks and a plus sign included.
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

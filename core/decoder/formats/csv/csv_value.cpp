#include "decoder/formats/csv/csv_value.h"

#include "base/whole_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace driftwood::decoder {
namespace {

constexpr double kExactIntegers = 9007199254740992.0; // 2^53: every integer below it is exact as a double

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

} // namespace

std::optional<std::int64_t> csvInteger(std::string_view text) {
    text = trimmed(text);
    if (const auto value = fromWholeText<std::int64_t>(text))
        return value;
    const auto value = fromWholeText<double>(text);
    if (!value || std::abs(*value) >= kExactIntegers || *value != std::trunc(*value))
        return std::nullopt;
    return static_cast<std::int64_t>(*value);
}

std::optional<double> csvNearest(std::string_view text) {
    const auto value = fromWholeText<double>(trimmed(text));
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<double> csvDouble(std::string_view text) {
    text = trimmed(text);
    const auto value = csvNearest(text);
    if (!value)
        return std::nullopt;
    const bool mayHaveLost = std::abs(*value) >= kExactIntegers;
    if (mayHaveLost && text.find_first_not_of("-0123456789") == std::string_view::npos) {
        const auto integer = fromWholeText<std::int64_t>(text);
        // 2^63 itself is not an int64, but it is the nearest double of the largest ones.
        if (!integer || *value >= 0x1p63 || static_cast<std::int64_t>(*value) != *integer)
            return std::nullopt;
    }
    return value;
}

std::optional<bool> csvBool(std::string_view text) {
    text = trimmed(text);
    if (text == "true" || text == "True" || text == "TRUE")
        return true;
    if (text == "false" || text == "False" || text == "FALSE")
        return false;
    return std::nullopt;
}

bool csvNumeric(std::string_view text) {
    text = trimmed(text);
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec != std::errc::invalid_argument && result.ptr == end && std::isfinite(value);
}

bool csvNotANumber(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    constexpr std::array<std::string_view, 8> kWords{"nan", "NaN", "NAN",      "inf",
                                                     "Inf", "INF", "Infinity", "infinity"};
    return std::ranges::find(kWords, text) != kWords.end();
}

bool csvMissing(std::string_view text) { return trimmed(text).empty() || csvNotANumber(text); }

} // namespace driftwood::decoder

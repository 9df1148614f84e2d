#include "base/text_values.h"

#include "base/time_text.h"
#include "base/whole_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace driftwood {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::optional<long double> numberFromText(std::string_view text) {
    static_assert(std::numeric_limits<long double>::digits >= 64);
    text = trimmed(text);
    if (text.ends_with('%'))
        text = trimmed(text.substr(0, text.size() - 1));
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    if (text.find_first_not_of("+-.0123456789eE") != std::string_view::npos) // refuses inf and nan
        return std::nullopt;
    if (const auto integer = fromWholeText<std::int64_t>(text))
        return static_cast<long double>(*integer);
    if (const auto integer = fromWholeText<std::uint64_t>(text))
        return static_cast<long double>(*integer);
    if (const auto number = fromWholeText<double>(text); number && std::isfinite(*number))
        return static_cast<long double>(*number);
    return std::nullopt;
}

std::optional<double> exactNumberFromText(std::string_view text) {
    const auto number = numberFromText(text);
    if (!number)
        return std::nullopt;
    const auto value = static_cast<double>(*number);
    if (static_cast<long double>(value) != *number)
        return std::nullopt;
    if (std::abs(value) >= 0x1p63) { // more digits than *number keeps
        std::array<char, 320> digits{};
        const auto written =
            std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
        const auto order = compareWholeNumbers(
            text, std::string_view(digits.data(), static_cast<std::size_t>(written.ptr - digits.data())));
        if (order && *order != std::strong_ordering::equal)
            return std::nullopt;
    }
    return value;
}

std::optional<std::strong_ordering> compareWholeNumbers(std::string_view a, std::string_view b) {
    a = trimmed(a);
    b = trimmed(b);
    const auto digitsOf = [](std::string_view& text) {
        const bool negative = text.starts_with('-');
        if (negative || text.starts_with('+'))
            text.remove_prefix(1);
        if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos)
            return std::optional<bool>();
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
        return std::optional(negative && !text.empty());
    };
    const auto negativeA = digitsOf(a);
    const auto negativeB = digitsOf(b);
    if (!negativeA || !negativeB)
        return std::nullopt;
    if (*negativeA != *negativeB)
        return *negativeA ? std::strong_ordering::less : std::strong_ordering::greater;
    const auto bySize = a.size() <=> b.size();
    const auto order = bySize != 0 ? bySize : a <=> b;
    return *negativeA ? 0 <=> order : order;
}

std::optional<TimestampMs> timeFromText(std::string_view text, TimestampMs now) {
    if (text == "now")
        return now;
    constexpr std::array<std::pair<char, std::int64_t>, 4> kUnits{
        {{'s', 1'000}, {'m', 60'000}, {'h', 3'600'000}, {'d', 86'400'000}}};
    if (text.size() > 2 && text.front() == '-')
        for (const auto& [letter, unit] : kUnits) {
            if (text.back() != letter)
                continue;
            const auto count = fromWholeText<std::int64_t>(text.substr(1, text.size() - 2));
            if (count && *count >= 0 && *count <= now.value / unit)
                return TimestampMs(now.value - *count * unit);
        }
    const auto time = parseIso8601(text);
    if (!time || time->ms < 0)
        return std::nullopt;
    return TimestampMs(static_cast<std::int64_t>(std::floor(time->ms)));
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most)
        return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::string shortenedAround(std::string_view text, std::size_t at, std::size_t most) {
    std::size_t begin = at < most / 2 ? 0 : at - most / 2;
    if (text.size() <= most || begin == 0)
        return shortened(text, most);
    begin = std::min(begin, text.size() - most);
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        ++begin;
    return "…" + shortened(text.substr(begin), most);
}

} // namespace driftwood

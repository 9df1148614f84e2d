#include "decoder/formats/json/json_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace driftwood::decoder {
namespace {

std::optional<double> nearestDouble(const JsonNumber& number) {
    double value = 0;
    const char* const end = number.text.data() + number.text.size();
    const auto result = std::from_chars(number.text.data(), end, value);
    if (result.ec == std::errc::result_out_of_range) {
        const bool tooSmall = number.digits == 0 || number.exponent < 0;
        if (!tooSmall)
            return std::nullopt;
        return number.negative ? -0.0 : 0.0;
    }
    if (result.ec != std::errc{} || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// Whether a double parsed from an integer literal equals that integer, digit for digit.
bool isStillInteger(double value, std::string_view literal) {
    std::array<char, 400> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 0);
    return result.ec == std::errc{} && std::string_view(buffer.data(), result.ptr) == literal;
}

} // namespace

/// Scans the digits again, one by one, when there may be too many for 64 bits: the first 19 significant
/// digits are kept, and zeros after them only change the exponent.
void JsonNumber::rescan(const char* begin, const char* end) {
    digits = 0;
    int significant = 0;
    for (const char* p = begin; p != end; ++p) {
        if (*p == '.')
            continue;
        if (significant < detail::kSafeDigits) {
            digits = digits * 10 + detail::digitOf(*p);
            significant += digits != 0 ? 1 : 0;
        } else {
            inexact = inexact || *p != '0';
            ++exponent; // each dropped digit multiplies by ten
        }
    }
}

std::optional<std::int64_t> JsonNumber::toInt64() const {
    if (inexact)
        return std::nullopt;
    std::uint64_t magnitude = digits;
    std::int64_t power = magnitude == 0 ? 0 : exponent;
    for (; power < 0 && magnitude % 10 == 0; ++power)
        magnitude /= 10;
    if (power < 0)
        return std::nullopt;
    for (; power > 0; --power) {
        if (magnitude > std::numeric_limits<std::uint64_t>::max() / 10)
            return std::nullopt;
        magnitude *= 10;
    }
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (magnitude > kLargest + (negative ? 1 : 0))
        return std::nullopt;
    return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

bool JsonNumber::toNearest(double& value) const {
    const auto nearest = nearestDouble(*this);
    value = nearest.value_or(0.0);
    return nearest.has_value();
}

bool JsonNumber::toDoubleSlowly(double& value) const {
    const auto nearest = nearestDouble(*this);
    value = nearest.value_or(0.0);
    return nearest && (!integer || isStillInteger(value, text));
}

} // namespace driftwood::decoder

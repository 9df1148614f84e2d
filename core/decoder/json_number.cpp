#include "decoder/json_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace driftwood::decoder {
namespace {

constexpr std::uint64_t kExactDoubles = 1ULL << 53U; // every integer up to here is a double
constexpr std::array<double, 23> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::ptrdiff_t kSafeDigits = 19; // any 19 digits fit into 64 bits

bool isDigit(char c) { return static_cast<unsigned char>(c - '0') <= 9; }
std::uint64_t digitOf(char c) { return static_cast<std::uint64_t>(c - '0'); }

/// The digits again, one by one, when there are too many to be sure of 64 bits: the first 19 significant ones
/// count, zeros after them only move the exponent.
void rescanLong(JsonNumber& number, const char* begin, const char* end) {
    number.digits = 0;
    int significant = 0;
    for (const char* p = begin; p != end; ++p) {
        if (*p == '.')
            continue;
        if (significant < kSafeDigits) {
            number.digits = number.digits * 10 + digitOf(*p);
            significant += number.digits != 0 ? 1 : 0;
        } else {
            number.inexact = number.inexact || *p != '0';
            ++number.exponent; // a dropped digit shifts the rest
        }
    }
}

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

/// Whether a double that came from an integer literal still is that integer, digit for digit.
bool isStillInteger(double value, std::string_view literal) {
    std::array<char, 400> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 0);
    return result.ec == std::errc{} && std::string_view(buffer.data(), result.ptr) == literal;
}

} // namespace

bool scanNumber(const char* begin, JsonNumber& number) {
    const char* p = begin;
    number.negative = *p == '-';
    p += number.negative ? 1 : 0;
    const char* const first = p;
    std::uint64_t digits = 0;
    for (; isDigit(*p); ++p)
        digits = digits * 10 + digitOf(*p);
    if (p == first || (*first == '0' && p - first > 1))
        return false;
    number.integer = true;
    number.inexact = false;
    std::int64_t exponent = 0;
    const char* endOfDigits = p;
    if (*p == '.') {
        const char* const fraction = ++p;
        for (; isDigit(*p); ++p)
            digits = digits * 10 + digitOf(*p);
        if (p == fraction)
            return false;
        exponent = fraction - p;
        endOfDigits = p;
        number.integer = false;
    }
    if (*p == 'e' || *p == 'E') {
        ++p;
        const bool down = *p == '-';
        p += (down || *p == '+') ? 1 : 0;
        const char* const power = p;
        std::int64_t written = 0;
        for (; isDigit(*p); ++p)
            written = written < 100'000'000 ? written * 10 + (*p - '0') : written;
        if (p == power)
            return false;
        exponent += down ? -written : written;
        number.integer = false;
    }
    number.text = {begin, static_cast<std::size_t>(p - begin)};
    number.digits = digits;
    number.exponent = exponent;
    if (endOfDigits - first > kSafeDigits)
        rescanLong(number, first, endOfDigits);
    return true;
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

std::optional<double> JsonNumber::toDouble() const {
    // Both factors are exact doubles, so one rounding gives the nearest double (Clinger 1990).
    if (digits <= kExactDoubles && !inexact && exponent >= -22 && exponent <= 22) {
        const auto magnitude = static_cast<double>(digits);
        const double value = exponent < 0 ? magnitude / kPowersOfTen[static_cast<std::size_t>(-exponent)]
                                          : magnitude * kPowersOfTen[static_cast<std::size_t>(exponent)];
        return negative ? -value : value;
    }
    const auto value = nearestDouble(*this);
    if (value && integer && !isStillInteger(*value, text))
        return std::nullopt;
    return value;
}

} // namespace driftwood::decoder

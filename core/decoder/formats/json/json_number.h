#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace driftwood::decoder {

// Inline in the header because a decoder spends most of its time here.
namespace detail {

constexpr std::uint64_t kExactDoubles = 1ULL << 53U; // every integer up to here is exact as a double
constexpr std::array<double, 23> kPowersOfTen{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::ptrdiff_t kSafeDigits = 19; // any 19 digits fit into 64 bits

constexpr bool isDigit(char c) { return static_cast<unsigned char>(c - '0') <= 9; }
constexpr std::uint64_t digitOf(char c) { return static_cast<std::uint64_t>(c - '0'); }

/// Appends the digits at p to `value`, modulo 2^64; returns the end of the digits.
inline const char* readDigits(const char* p, std::uint64_t& value) {
    std::uint64_t continued = value;
    for (; isDigit(*p); ++p)
        continued = continued * 10 + digitOf(*p);
    value = continued;
    return p;
}

} // namespace detail

/// A JSON number parsed by scanNumber() but not yet converted. Its value is digits × 10^exponent, exactly
/// unless `inexact` (more than 19 significant digits).
struct JsonNumber {
    std::string_view text;
    std::uint64_t digits;
    std::int64_t exponent;
    bool negative;
    bool integer; ///< written without a fraction or exponent
    bool inexact;

    /// The integer value, also of 3.0 and 3e2; nothing when there is a fraction or it exceeds 64 bits.
    [[nodiscard]] std::optional<std::int64_t> toInt64() const;
    /// The nearest double. False when that is not finite,
    /// or when the literal is an integer that the double does not equal.
    /// (Not an optional: its flag would have to wait for the division.)
    [[nodiscard]] bool toDouble(double& value) const;
    /// The nearest double, even if inexact; false when that is not finite.
    [[nodiscard]] bool toNearest(double& value) const;

  private:
    friend bool scanNumber(const char* begin, JsonNumber& number);
    void rescan(const char* begin, const char* end);
    [[nodiscard]] bool toDoubleSlowly(double& value) const;
};

/// Scans a number by JSON's grammar. The memory at `begin` must end in a character that no number contains.
/// False when there is no number; otherwise number.text is what was consumed.
[[nodiscard]] inline bool scanNumber(const char* begin, JsonNumber& number) {
    const char* p = begin;
    number.negative = *p == '-';
    p += number.negative ? 1 : 0;
    const char* const first = p;
    std::uint64_t digits = 0;
    p = detail::readDigits(p, digits);
    if (p == first || (*first == '0' && p - first > 1))
        return false;
    number.integer = true;
    number.inexact = false;
    std::int64_t exponent = 0;
    const char* endOfDigits = p;
    if (*p == '.') {
        const char* const fraction = ++p;
        p = detail::readDigits(p, digits);
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
        for (; detail::isDigit(*p); ++p)
            written = written < 100'000'000 ? written * 10 + (*p - '0') : written;
        if (p == power)
            return false;
        exponent += down ? -written : written;
        number.integer = false;
    }
    number.text = {begin, static_cast<std::size_t>(p - begin)};
    number.digits = digits;
    number.exponent = exponent;
    if (endOfDigits - first > detail::kSafeDigits)
        number.rescan(first, endOfDigits);
    return true;
}

inline bool JsonNumber::toDouble(double& value) const {
    // Both factors are exact doubles, so a single rounding gives the nearest double (Clinger 1990).
    if (digits <= detail::kExactDoubles && !inexact && exponent >= -22 && exponent <= 22) {
        const double magnitude = static_cast<double>(digits);
        const double scaled = exponent < 0
                                  ? magnitude / detail::kPowersOfTen[static_cast<std::size_t>(-exponent)]
                                  : magnitude * detail::kPowersOfTen[static_cast<std::size_t>(exponent)];
        const std::uint64_t sign = static_cast<std::uint64_t>(negative) << 63U; // set without a branch
        value = std::bit_cast<double>(std::bit_cast<std::uint64_t>(scaled) | sign);
        return true;
    }
    return toDoubleSlowly(value);
}

} // namespace driftwood::decoder

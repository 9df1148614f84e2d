#include "decoder/value_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

namespace driftwood::decoder {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint64_t kLimb = 1'000'000'000; // nine digits

/// The digits of a big-endian number without a sign.
std::string digitsOf(const std::vector<unsigned char>& bytes) {
    std::vector<std::uint32_t> limbs; // of nine digits each, the lowest first
    for (const unsigned char byte : bytes) {
        std::uint64_t carry = byte;
        for (std::uint32_t& limb : limbs) {
            carry += static_cast<std::uint64_t>(limb) << 8U;
            limb = static_cast<std::uint32_t>(carry % kLimb);
            carry /= kLimb;
        }
        if (carry > 0)
            limbs.push_back(static_cast<std::uint32_t>(carry));
    }
    if (limbs.empty())
        return "0";
    std::string out = std::to_string(limbs.back());
    for (std::size_t i = limbs.size() - 1; i-- > 0;) {
        const std::string part = std::to_string(limbs[i]);
        out.append(9 - part.size(), '0').append(part);
    }
    return out;
}

template <class T>
std::string shortest(T value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

void appendHex(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 15U];
}

} // namespace

void appendPadded(std::string& out, std::int64_t value, std::size_t digits) {
    const std::string text = std::to_string(value);
    out.append(text.size() < digits ? digits - text.size() : 0, '0').append(text);
}

std::string doubleText(double value) { return shortest(value); }
std::string floatText(float value) { return shortest(value); }

std::string hexText(std::string_view bytes) {
    std::string out;
    out.reserve(2 * bytes.size());
    for (const char c : bytes)
        appendHex(out, c);
    return out;
}

std::string uuidText(std::string_view bytes) {
    std::string out = hexText(bytes.substr(0, 16));
    for (const std::size_t place : {20U, 16U, 12U, 8U})
        out.insert(std::min<std::size_t>(place, out.size()), 1, '-');
    return out;
}

std::string wholeNumberText(std::string_view bytes) {
    std::vector<unsigned char> magnitude(bytes.begin(), bytes.end());
    const bool isNegative = !magnitude.empty() && magnitude.front() >= 0x80;
    if (isNegative) { // two's complement
        unsigned carry = 1;
        for (std::size_t i = magnitude.size(); i-- > 0;) {
            carry += static_cast<unsigned char>(~magnitude[i]);
            magnitude[i] = static_cast<unsigned char>(carry & 0xFFU);
            carry >>= 8U;
        }
        if (carry > 0)
            magnitude.insert(magnitude.begin(), 1);
    }
    const std::string digits = digitsOf(magnitude);
    return isNegative ? "-" + digits : digits;
}

std::string instantText(std::int64_t seconds, std::int32_t nanos) {
    using namespace std::chrono;
    constexpr std::int64_t kFirst = -62135596800; // 0001-01-01
    constexpr std::int64_t kLast = 253402300799;  // 9999-12-31
    if (seconds < kFirst || seconds > kLast || nanos < 0 || nanos > 999'999'999)
        return {};
    const sys_seconds at{std::chrono::seconds(seconds)};
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const std::int64_t ofDay = (at - day).count();
    std::string out;
    appendPadded(out, static_cast<int>(date.year()), 4);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.day()), 2);
    out += 'T';
    appendPadded(out, ofDay / 3600, 2);
    out += ':';
    appendPadded(out, ofDay / 60 % 60, 2);
    out += ':';
    appendPadded(out, ofDay % 60, 2);
    if (nanos != 0) {
        out += '.';
        if (nanos % 1'000'000 == 0)
            appendPadded(out, nanos / 1'000'000, 3);
        else if (nanos % 1000 == 0)
            appendPadded(out, nanos / 1000, 6);
        else
            appendPadded(out, nanos, 9);
    }
    return out + 'Z';
}

std::string base64Text(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = (group << 8U) | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            out += j <= count ? kBase64Digits[(group >> (18U - 6U * j)) & 63U] : '=';
    }
    return out;
}

std::optional<std::string> bytesOfBase64(std::string_view text) {
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t end = std::min(text.find('='), text.size());
    if (text.size() - end > 2 || text.find_first_not_of('=', end) != std::string_view::npos)
        return std::nullopt;
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (const char c : text.substr(0, end)) {
        const std::size_t digit = kBase64Digits.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        group = (group << 6U) | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((group >> bits) & 0xFFU);
        }
    }
    return out;
}

void appendJsonText(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (c == '\n')
            out += "\\n";
        else if (byte < 0x20) {
            out += "\\u00";
            appendHex(out, c);
        } else
            out += c;
    }
    out += '"';
}

} // namespace driftwood::decoder

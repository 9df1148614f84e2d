#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// The shortest text that reads back equal; NaN, Infinity and -Infinity as JSON payloads may have them.
[[nodiscard]] std::string doubleText(double value);
[[nodiscard]] std::string floatText(float value);

[[nodiscard]] std::string base64Text(std::string_view bytes);
/// Nothing for what is no base64.
[[nodiscard]] std::optional<std::string> bytesOfBase64(std::string_view text);
[[nodiscard]] std::string hexText(std::string_view bytes); ///< in lower case
/// 16 bytes as "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".
[[nodiscard]] std::string uuidText(std::string_view bytes);
/// The digits of a whole number: the bytes are a big-endian two's complement. Meant for short numbers: takes
/// time that grows with the square of the length.
[[nodiscard]] std::string wholeNumberText(std::string_view bytes);
/// A point in time from seconds since 1970 and nanoseconds after them, as ISO 8601 with as many groups of
/// three digits as it needs: "2026-05-01T14:30:00.123Z". Empty outside of the years 1 to 9999.
[[nodiscard]] std::string instantText(std::int64_t seconds, std::int32_t nanos);

/// Appends a number with zeros before it, up to so many digits.
void appendPadded(std::string& out, std::int64_t value, std::size_t digits);
/// Appends a text as a JSON string, in quotes.
void appendJsonText(std::string& out, std::string_view text);

} // namespace driftwood::decoder

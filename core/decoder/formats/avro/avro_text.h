#pragma once

#include "decoder/formats/avro/avro_schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// The longest decimal, in bytes: more than 300 digits.
inline constexpr std::size_t kMostDecimalBytes = 128;

/// A decimal's digits: the bytes are a big-endian two's complement, "-12.30" for -1230 of scale 2. Nothing
/// when there are more than kMostDecimalBytes.
[[nodiscard]] std::optional<std::string> decimalText(std::string_view bytes, std::int32_t scale);
/// A date or time by its logical type as ISO 8601: "2026-05-01", "14:30:00.123", "2026-05-01T14:30:00.123Z";
/// the number itself where it is beyond what a calendar of 64 bits can name.
[[nodiscard]] std::string timeText(AvroLogical logical, std::int64_t value);
/// 12 bytes (months, days and milliseconds, little-endian) as an ISO 8601 duration: "P1M2DT3.004S".
[[nodiscard]] std::string durationText(std::string_view bytes);

/// The text of a fixed's or bytes' value by its logical type; base64 without one. Nothing for a decimal that
/// is too long.
[[nodiscard]] std::optional<std::string> bytesText(const AvroType& type, std::string_view bytes);

} // namespace driftwood::decoder

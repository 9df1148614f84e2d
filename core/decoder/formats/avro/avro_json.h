#pragma once

#include "decoder/formats/avro/avro_input.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace driftwood::decoder {

/// The most JSON that a payload's value may become: names take more room than in Avro, but a hostile schema
/// could have each byte of a payload stand for kilobytes.
[[nodiscard]] constexpr std::size_t mostAvroJson(std::size_t payloadBytes) {
    return std::min(std::size_t{64} << 20U, (std::size_t{1} << 20U) + 32 * payloadBytes);
}

/// Reads past a value. False when the payload is not of that type; the input then says why.
[[nodiscard]] bool skipAvro(const AvroSchema& schema, std::uint32_t type, AvroInput& input, int depth = 0);

/// Appends a value as JSON: a union's value without its branch's name, decimals as numbers with all digits,
/// dates and times as ISO 8601, other bytes as base64, NaN and infinities by these words.
[[nodiscard]] bool avroToJson(const AvroSchema& schema, std::uint32_t type, AvroInput& input,
                              std::string& out, int depth = 0);

} // namespace driftwood::decoder

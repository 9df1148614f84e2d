#pragma once

#include <cstdint>
#include <string_view>

namespace driftwood {

/// CRC-64 of some bytes (CRC-64/XZ, the reflected polynomial of ECMA-182; "123456789" gives
/// 995dc9bbdf1939fa): against damage, not against people. `before` is that of the bytes before them.
[[nodiscard]] std::uint64_t crc64(std::string_view bytes, std::uint64_t before = 0);

} // namespace driftwood

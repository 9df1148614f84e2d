#pragma once

#include <cstdint>
#include <string_view>

namespace driftwood {

/// CRC-64/XZ (reflected polynomial of ECMA-182; "123456789" gives 995dc9bbdf1939fa) of the bytes. It detects
/// damage, not tampering. `before` is the checksum of the bytes that precede these.
[[nodiscard]] std::uint64_t crc64(std::string_view bytes, std::uint64_t before = 0);

} // namespace driftwood

#include "base/checksum.h"

#include <array>
#include <cstddef>

namespace driftwood {
namespace {

constexpr std::uint64_t kPolynomial = 0xC96C5795D7870F42U;

constexpr std::array<std::uint64_t, 256> makeCrcTable() {
    std::array<std::uint64_t, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        std::uint64_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? kPolynomial : 0);
        table[i] = crc;
    }
    return table;
}

constexpr std::array<std::uint64_t, 256> kCrcTable = makeCrcTable();

} // namespace

std::uint64_t crc64(std::string_view bytes, std::uint64_t before) {
    std::uint64_t crc = ~before;
    for (const char byte : bytes)
        crc = kCrcTable[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

} // namespace driftwood

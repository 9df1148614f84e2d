#pragma once

#include <cstdint>
#include <string_view>

namespace driftwood::demo {

/// Derives an independent seed for a part of the world (SplitMix64's finaliser;
/// Steele, Lea and Flood, 2014).
[[nodiscard]] constexpr std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t part) {
    std::uint64_t z = seed + (part + 1) * 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

[[nodiscard]] constexpr std::uint64_t mixSeed(std::uint64_t seed, std::string_view part) {
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char c : part)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mixSeed(seed, hash);
}

} // namespace driftwood::demo

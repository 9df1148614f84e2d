#pragma once

#include <cstdint>

namespace driftwood {

/// Whether things can have been counted to this number: what a file claims must leave room to count on.
[[nodiscard]] constexpr bool isCount(std::int64_t number) {
    return number >= 0 && number <= (std::int64_t{1} << 53U);
}

} // namespace driftwood

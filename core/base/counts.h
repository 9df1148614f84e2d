#pragma once

#include <cstdint>

namespace driftwood {

/// Whether a number from a file is a plausible count: not negative, and too small to overflow when added to.
[[nodiscard]] constexpr bool isCount(std::int64_t number) {
    return number >= 0 && number <= (std::int64_t{1} << 53U);
}

} // namespace driftwood

#pragma once

#include <cstddef>

namespace driftwood::demo {

/// Draws an index by shares that sum to 1; `u` is uniform in [0, 1).
template <class Items, class ShareOf>
std::size_t drawIndex(const Items& items, double u, ShareOf shareOf) {
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
        if (u < shareOf(items[i]))
            return i;
        u -= shareOf(items[i]);
    }
    return items.size() - 1;
}

} // namespace driftwood::demo

#pragma once

#include "workspace/activity_lock.h"

#include <optional>

namespace driftwood::monitoring {

/// The locks of an attachment that publishes. One that ends by a promotion has taken its successor's before,
/// and hands them over: at no moment of a hand-over can another attachment take the group, or the successor's
/// monitor, model or data set be removed. Whoever is handed them moves them out.
struct PlaceLocks {
    std::optional<workspace::ActivityLock> group;   ///< on the group's positions
    std::optional<workspace::ActivityLock> monitor; ///< on the successor's monitor
};

} // namespace driftwood::monitoring

#pragma once

#include "workspace/activity_lock.h"

#include <optional>

namespace driftwood::monitoring {

/// The locks of an attachment that publishes. When it ends with a promotion it has already taken its
/// successor's locks and hands them over, so that at no moment another attachment can take the group, and the
/// successor's monitor, model and data set cannot be removed. The receiver moves them out.
struct PlaceLocks {
    std::optional<workspace::ActivityLock> group;   ///< on the group's positions
    std::optional<workspace::ActivityLock> monitor; ///< on the successor's monitor
};

} // namespace driftwood::monitoring

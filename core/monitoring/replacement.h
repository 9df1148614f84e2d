#pragma once

#include "monitoring/attachment_job.h"

#include <vector>

namespace driftwood::monitoring {

/// The promotion by which another monitor replaced this one; null if there was none, or if the monitor has
/// returned since.
[[nodiscard]] const workspace::PromotionRow*
replacementOf(std::int64_t monitorId, const std::vector<workspace::PromotionRow>& promotions);

/// InvalidArgument if another model was promoted in the place of the request's model (same topics, group and
/// connection) and that was not undone: attaching it again would undo the promotion without a word. The error
/// names the successor and how to put the model back.
[[nodiscard]] Status checkNotReplaced(workspace::Workspace& workspace, const AttachRequest& request);

} // namespace driftwood::monitoring

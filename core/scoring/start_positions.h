#pragma once

#include "scoring/attachment.h"

#include <vector>

namespace driftwood::scoring {

/// Where an attachment begins, one position per partition of the source topic, sorted by partition.
[[nodiscard]] Result<std::vector<Position>> startPositions(broker::Connection& connection,
                                                           const AttachmentConfig& config);

} // namespace driftwood::scoring

#pragma once

#include "broker/ranges.h"
#include "scoring/attachment.h"

#include <vector>

namespace driftwood::scoring {

/// Where an attachment begins.
struct StartRanges {
    /// One per partition of the source topic, sorted: from where it begins to the end of the log, which may
    /// lie before it.
    std::vector<broker::OffsetRange> ranges;
    std::vector<PartitionId> fromBeginning; ///< whose begin means the beginning of the log

    [[nodiscard]] std::vector<Position> positions() const;
};
[[nodiscard]] Result<StartRanges> startRanges(broker::Connection& connection, const AttachmentConfig& config);

} // namespace driftwood::scoring

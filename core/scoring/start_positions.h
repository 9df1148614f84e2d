#pragma once

#include "broker/ranges.h"
#include "scoring/attachment.h"

#include <string_view>
#include <vector>

namespace driftwood::scoring {

/// Where an attachment begins.
struct StartRanges {
    /// One per partition of the source topic, sorted: from where it begins to the end of the log, which may
    /// lie before it.
    std::vector<broker::OffsetRange> ranges;
    std::vector<PartitionId> fromBeginning; ///< whose begin means the beginning of the log
    std::vector<PartitionId> added;         ///< without a position in a group that has others: new ones

    [[nodiscard]] std::vector<Position> positions() const;
};
/// The hint of a refusal that another StartAt, or startPositions, would settle begins with this. What each
/// choice loses or doubles follows where it is known.
inline constexpr std::string_view kSayWhereToBegin =
    "Choose where to begin: -o beginning scores all records, -o end only new ones, -o 0:N,1:N those from "
    "these offsets on. Or attach under a group of its own.";

/// Refused where records would be left out or scored again without a word: RangeGone where a position is no
/// longer in the log, TopicGone where the topic is another one by now, Mismatch where the group has no
/// position any more, or one behind what is remembered. The hint begins with kSayWhereToBegin.
[[nodiscard]] Result<StartRanges> startRanges(broker::Connection& connection, const AttachmentConfig& config);

} // namespace driftwood::scoring

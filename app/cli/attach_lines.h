#pragma once

#include "session/attachment_job.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace driftwood::cli {

/// Sums over all updates of an attachment.
struct AttachTally {
    std::int64_t anomalous = 0;
    std::int64_t undecodable = 0;
    std::int64_t notFitting = 0;
    std::int64_t unpublished = 0;
    bool groupShared = false; ///< another process committed positions for the group at some time

    void add(const std::vector<session::AttachUpdate>& updates);
};

[[nodiscard]] nlohmann::ordered_json positionsJson(const std::vector<Position>& positions);
[[nodiscard]] nlohmann::ordered_json unpublishedJson(const std::vector<scoring::UnpublishedRecord>& records);
[[nodiscard]] nlohmann::ordered_json promotionJson(const workspace::PromotionRow& promotion);

/// The lines that --json prints during an attachment, one object per line with its kind in "event": "window"
/// for each completed one, "alarm" whenever one is raised, grows or is cleared, "partitions" if the topic has
/// new ones or the target lacks some, "left_out" if retention was faster, "unpublished" if the target refuses
/// records, "promoted" if another model takes over, then one "update".
[[nodiscard]] std::vector<nlohmann::ordered_json>
attachLines(const std::vector<session::AttachUpdate>& updates);
/// The last line, "event": "end".
[[nodiscard]] nlohmann::ordered_json attachEndLine(const session::AttachOutcome& outcome,
                                                   const AttachTally& tally, bool dryRun);

} // namespace driftwood::cli

#pragma once

#include "session/attachment_job.h"

namespace driftwood::session {

/// One model takes another's place in a group: same topic, same target, same offsets. The one that scores
/// stops when all it has read is acknowledged and committed, and the other goes on from exactly there, so
/// that no record is scored twice or left out.
struct PromotionRequest {
    std::int64_t monitorId = 0; ///< whose place is taken
    std::string modelId;
    std::string by;
    std::string why;
};

/// Checks what can be checked beforehand (the model answers the same question and can read the topic) and
/// notes it in the workspace. Where the monitor runs, whoever runs it does it within some seconds: see
/// awaitPromotion(). Where it does not, it is done at once, at the positions that the group has, and the next
/// sitting of the successor goes on there. InvalidArgument says why it cannot be. Blocks.
[[nodiscard]] Result<workspace::PromotionRow>
promote(broker::Connection& connection, workspace::Workspace& workspace, const PromotionRequest& request);

/// The request that undoes the promotion by which this monitor came into its place: the model that was there
/// comes back as the monitor it was. NotFound where it came by none.
[[nodiscard]] Result<PromotionRequest> promotionBack(workspace::Workspace& workspace, std::int64_t monitorId);

/// Waits until it is done or refused. When nobody has done it within the time it is taken back: Stalled.
[[nodiscard]] Result<workspace::PromotionRow> awaitPromotion(workspace::Workspace& workspace, std::int64_t id,
                                                             std::chrono::milliseconds most,
                                                             const std::stop_token& stop);

/// What the successor of a promotion that is done is attached with. Goes on where the other stopped.
[[nodiscard]] Result<AttachRequest> successorOf(workspace::Workspace& workspace,
                                                const workspace::PromotionRow& promotion);

/// Where the one stopped and the other went on; empty until it is done.
[[nodiscard]] std::vector<Position> positionsOf(const workspace::PromotionRow& promotion);

/// As runAttachment(), and on with the successor where another model is promoted meanwhile; limits are those
/// of all together. The outcome is the last model's, with the records of all.
[[nodiscard]] Result<AttachOutcome> runAttachments(broker::Connection& connection,
                                                   const std::filesystem::path& workspaceFolder,
                                                   AttachRequest request, const AttachSink& sink,
                                                   const std::stop_token& stop);

/// For running attachments. The request for this monitor that nobody has done yet; refuses, in the workspace,
/// one that cannot be done.
[[nodiscard]] Result<std::optional<workspace::PromotionRow>>
promotionToDo(broker::Connection& connection, workspace::Workspace& workspace, std::int64_t monitorId);
[[nodiscard]] Status noteDone(workspace::Workspace& workspace, workspace::PromotionRow& promotion,
                              const std::vector<Position>& positions);

} // namespace driftwood::session

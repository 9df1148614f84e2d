#pragma once

#include "monitoring/attachment_job.h"

namespace driftwood::monitoring {

/// Replaces one model by another in a group: same topic, same target, same offsets. The old model stops when
/// all it has read is acknowledged and committed, and the new one continues from exactly there, so that no
/// record is scored twice or skipped.
struct PromotionRequest {
    std::int64_t monitorId = 0; ///< the monitor to be replaced
    std::string modelId;
    std::string by;
    std::string why;
};

/// Checks the preconditions (the model solves the same task and can read the topic) and records the request
/// in the workspace. If the monitor runs, its process carries the request out within some seconds: see
/// awaitPromotion(). Otherwise the promotion is done at once, at the group's positions, where the successor
/// continues when it is attached. InvalidArgument gives the reason of a refusal. Blocks.
[[nodiscard]] Result<workspace::PromotionRow>
promote(broker::Connection& connection, workspace::Workspace& workspace, const PromotionRequest& request);

/// The request that reverts the promotion which started this monitor: the previous model returns under its
/// own monitor. NotFound if there was no such promotion.
[[nodiscard]] Result<PromotionRequest> promotionBack(workspace::Workspace& workspace, std::int64_t monitorId);

/// Waits until it is done or refused. If it is not done in time, the request is withdrawn: Stalled.
[[nodiscard]] Result<workspace::PromotionRow> awaitPromotion(workspace::Workspace& workspace, std::int64_t id,
                                                             std::chrono::milliseconds most,
                                                             const std::stop_token& stop);

/// The request for attaching the successor of a completed promotion, where the old model stopped.
[[nodiscard]] Result<AttachRequest> successorOf(workspace::Workspace& workspace,
                                                const workspace::PromotionRow& promotion);

/// The positions where the old model stopped and the new one continued; empty until it is done.
[[nodiscard]] std::vector<Position> positionsOf(const workspace::PromotionRow& promotion);

/// Like runAttachment(), but continues with the successor if another model is promoted meanwhile; limits
/// apply to all together. The outcome is the last model's, with the records and `monitors` of all.
[[nodiscard]] Result<AttachOutcome> runAttachments(broker::Connection& connection,
                                                   const std::filesystem::path& workspaceFolder,
                                                   AttachRequest request, const AttachSink& sink,
                                                   const std::stop_token& stop);

/// A promotion that a running attachment carries out. The lock keeps the successor's monitor, model and data
/// set from being removed from now on.
struct AcceptedPromotion {
    workspace::PromotionRow row;
    workspace::ActivityLock successorLock;
};
/// For running attachments: the pending request for this monitor.
/// Requests that cannot be done are refused in the workspace.
[[nodiscard]] Result<std::optional<AcceptedPromotion>>
promotionToDo(broker::Connection& connection, workspace::Workspace& workspace, std::int64_t monitorId);
[[nodiscard]] Status noteDone(workspace::Workspace& workspace, workspace::PromotionRow& promotion,
                              const std::vector<Position>& positions);

} // namespace driftwood::monitoring

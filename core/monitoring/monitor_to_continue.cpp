#include "monitoring/monitor_to_continue.h"

#include "workspace/activity_lock.h"

#include <algorithm>

namespace driftwood::monitoring {

Result<std::optional<workspace::MonitorRow>> monitorToContinue(workspace::Workspace& workspace,
                                                               const AttachRequest& request) {
    const scoring::AttachmentConfig& attachment = request.attachment;
    if (attachment.target.value.empty() || attachment.startAt != scoring::StartAt::Committed ||
        !attachment.startPositions.empty())
        return std::optional<workspace::MonitorRow>();
    workspace::MonitorRow wanted;
    wanted.modelId = request.modelId;
    wanted.sourceTopic = attachment.source.value;
    wanted.targetTopic = attachment.target.value;
    wanted.group = attachment.group;
    wanted.profileName = request.profileName;
    wanted.drift = request.drift;
    return monitorToContinue(workspace, wanted);
}

Result<std::optional<workspace::MonitorRow>> monitorToContinue(workspace::Workspace& workspace,
                                                               const workspace::MonitorRow& wanted) {
    auto monitors = workspace.monitors();
    if (!monitors)
        return forward(monitors);
    std::optional<workspace::MonitorRow> newest;
    for (workspace::MonitorRow& row : *monitors)
        if (row.modelId == wanted.modelId && row.sourceTopic == wanted.sourceTopic &&
            row.targetTopic == wanted.targetTopic && row.group == wanted.group &&
            row.profileName == wanted.profileName && row.drift == wanted.drift &&
            (!newest || row.id > newest->id) &&
            !workspace::ActivityLock::isHeld(workspace.folder(), workspace::Activity::Monitor, row.id))
            newest = std::move(row);
    return newest;
}

Result<workspace::MonitorRow> monitorByNumber(workspace::Workspace& workspace, std::int64_t number) {
    auto monitors = workspace.monitors();
    if (!monitors)
        return forward(monitors);
    const auto found = std::ranges::find(*monitors, number, &workspace::MonitorRow::id);
    if (found == monitors->end())
        return fail(ErrorCode::NotFound, "there is no such monitor", "monitor " + std::to_string(number),
                    "driftwood-cli monitors lists them.");
    return std::move(*found);
}

Result<AttachRequest> requestToContinue(const workspace::MonitorRow& row) {
    AttachRequest request;
    request.modelId = row.modelId;
    request.resumeMonitorId = row.id;
    request.profileName = row.profileName;
    request.attachment.source = TopicName(row.sourceTopic);
    request.attachment.target = TopicName(row.targetTopic);
    request.attachment.group = row.group;
    request.attachment.startAt = scoring::StartAt::Committed;
    if (!row.drift.value())
        return tl::unexpected<Error>(row.drift.value().error());
    request.drift = *row.drift.value();
    return request;
}

} // namespace driftwood::monitoring

#include "session/monitor_to_continue.h"

#include "drift/drift_json.h"
#include "workspace/activity_lock.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::session {

Result<std::optional<workspace::MonitorRow>> monitorToContinue(workspace::Workspace& workspace,
                                                               const AttachRequest& request) {
    const scoring::AttachmentConfig& wanted = request.attachment;
    if (wanted.target.value.empty() || wanted.startAt != scoring::StartAt::Committed)
        return std::optional<workspace::MonitorRow>();
    auto monitors = workspace.monitors();
    if (!monitors)
        return forward(monitors);
    const std::string config = drift::toJson(request.drift).dump();
    std::optional<workspace::MonitorRow> newest;
    for (workspace::MonitorRow& row : *monitors)
        if (row.modelId == request.modelId && row.sourceTopic == wanted.source.value &&
            row.targetTopic == wanted.target.value && row.group == wanted.group &&
            row.profileName == request.profileName && row.configJson == config &&
            (!newest || row.id > newest->id) &&
            !workspace::ActivityLock::isHeld(workspace.folder(), workspace::Activity::Monitor, row.id))
            newest = std::move(row);
    return newest;
}

} // namespace driftwood::session

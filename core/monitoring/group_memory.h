#pragma once

#include "scoring/attachment.h"
#include "workspace/workspace.h"

#include <optional>

namespace driftwood::monitoring {

/// Where a monitor's group stands, and what only who goes on there has to know.
struct GroupPlace {
    std::string clusterId; ///< empty: unknown
    scoring::Remembered remembered;
    std::string deadLetter; ///< topic for what the target refuses; empty: none
    /// Number of records scored when the monitor had handed out all before `next`; -1: unknown.
    std::int64_t scored = -1;
    std::vector<Position> next;
    std::string targetTopicId; ///< of the topic for predictions; empty: unknown
    bool operator==(const GroupPlace&) const = default;
};

/// The monitor that was last at work under a group, and where the group stood then.
struct LastAtGroup {
    workspace::MonitorRow monitor;
    GroupPlace place;
};

/// Notes where the monitor's group stands: what was committed is known beyond the broker's memory of it,
/// which expires, and which anybody can delete or reset.
[[nodiscard]] Status noteAtGroup(workspace::Workspace& workspace, std::int64_t monitorId,
                                 const GroupPlace& place);
/// What was noted last of this monitor; none where nothing was.
[[nodiscard]] Result<std::optional<GroupPlace>> placeOf(workspace::Workspace& workspace,
                                                        std::int64_t monitorId);

/// Of this workspace's monitors with the row's source topic, group and connection, whatever their model; none
/// where there is none that publishes. One of an earlier version remembers no positions.
[[nodiscard]] Result<std::optional<LastAtGroup>> lastAtGroup(workspace::Workspace& workspace,
                                                             const workspace::MonitorRow& wanted);

} // namespace driftwood::monitoring

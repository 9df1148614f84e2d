#pragma once

#include "scoring/attachment.h"
#include "workspace/workspace.h"

#include <optional>

namespace driftwood::monitoring {

/// A monitor's place in the log, with what its successor in the group has to know.
struct GroupPlace {
    std::string clusterId; ///< empty: unknown
    scoring::Remembered remembered;
    std::string deadLetter; ///< topic for records that the target refuses; empty: none
    /// Number of records scored when the monitor had handed out all before `next`; -1: unknown.
    std::int64_t scored = -1;
    std::vector<Position> next;
    std::string targetTopicId; ///< of the topic for predictions; empty: unknown
    bool operator==(const GroupPlace&) const = default;
};

/// The monitor that last worked under a group, and its place in the log then.
struct LastAtGroup {
    workspace::MonitorRow monitor;
    GroupPlace place;
};

/// Stores a monitor's place. The broker's committed offsets expire, and anybody can delete or reset them, so
/// the workspace remembers them, too.
[[nodiscard]] Status noteAtGroup(workspace::Workspace& workspace, std::int64_t monitorId,
                                 const GroupPlace& place);
/// The last stored place of this monitor; none if there is none.
[[nodiscard]] Result<std::optional<GroupPlace>> placeOf(workspace::Workspace& workspace,
                                                        std::int64_t monitorId);

/// Searches this workspace's monitors with the row's source topic, group and connection, whatever their
/// model. None if there is no such monitor that publishes. A monitor of an older version has no stored
/// positions.
[[nodiscard]] Result<std::optional<LastAtGroup>> lastAtGroup(workspace::Workspace& workspace,
                                                             const workspace::MonitorRow& wanted);

} // namespace driftwood::monitoring

#pragma once

#include "monitoring/attachment_job.h"

#include <optional>

namespace driftwood::monitoring {

/// The monitor that an attachment resumes when it starts at its group's committed offsets: the newest one
/// with the same model, source, target, group, connection and limits that no process runs. Resuming keeps its
/// history and does not raise its alarms again. None if there is no such monitor, if the attachment starts
/// elsewhere, and for a dry run.
[[nodiscard]] Result<std::optional<workspace::MonitorRow>> monitorToContinue(workspace::Workspace& workspace,
                                                                             const AttachRequest& request);
/// The same for the values of a row, ignoring its own number.
[[nodiscard]] Result<std::optional<workspace::MonitorRow>>
monitorToContinue(workspace::Workspace& workspace, const workspace::MonitorRow& wanted);

/// The monitor with that number; NotFound if there is none.
[[nodiscard]] Result<workspace::MonitorRow> monitorByNumber(workspace::Workspace& workspace,
                                                            std::int64_t number);

/// The request that resumes a monitor. CorruptData if its limits cannot be read.
[[nodiscard]] Result<AttachRequest> requestToContinue(const workspace::MonitorRow& row);

} // namespace driftwood::monitoring

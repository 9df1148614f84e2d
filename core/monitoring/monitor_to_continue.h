#pragma once

#include "monitoring/attachment_job.h"

#include <optional>

namespace driftwood::monitoring {

/// The monitor that an attachment which begins where its group stands is the next sitting of: the newest one
/// of the same model, source, target, group, connection and limits that nobody is at. Going on as that one
/// keeps its history and does not raise again what it has already alarmed of. None where there is no such
/// monitor, where the attachment begins elsewhere, and for a dry run.
[[nodiscard]] Result<std::optional<workspace::MonitorRow>> monitorToContinue(workspace::Workspace& workspace,
                                                                             const AttachRequest& request);
/// The same as such a row has it, whatever its own number.
[[nodiscard]] Result<std::optional<workspace::MonitorRow>>
monitorToContinue(workspace::Workspace& workspace, const workspace::MonitorRow& wanted);

/// The monitor of that number; NotFound where there is none.
[[nodiscard]] Result<workspace::MonitorRow> monitorByNumber(workspace::Workspace& workspace,
                                                            std::int64_t number);

/// What the next sitting of a monitor is attached with. CorruptData where its limits cannot be read.
[[nodiscard]] Result<AttachRequest> requestToContinue(const workspace::MonitorRow& row);

} // namespace driftwood::monitoring

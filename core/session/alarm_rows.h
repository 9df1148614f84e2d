#pragma once

#include "drift/drift_monitor.h"
#include "workspace/workspace.h"

namespace driftwood::session {

/// An alarm as the workspace keeps it, and back. CorruptData for a row that no alarm was ever written as.
[[nodiscard]] workspace::AlarmRow toRow(const drift::Alarm& alarm, std::int64_t monitorId);
[[nodiscard]] Result<drift::Alarm> alarmFromRow(const workspace::AlarmRow& row);

} // namespace driftwood::session

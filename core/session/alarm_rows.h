#pragma once

#include "drift/drift_monitor.h"
#include "workspace/workspace.h"

namespace driftwood::session {

/// An alarm as the workspace keeps it, and back. CorruptData for a row that no alarm was ever written as.
[[nodiscard]] workspace::AlarmRow toRow(const drift::Alarm& alarm, std::int64_t monitorId);
[[nodiscard]] Result<drift::Alarm> alarmFromRow(const workspace::AlarmRow& row);

/// Until when the alarm, or another of the same monitor about the same thing, is muted, in time of day; 0
/// where it is heard.
[[nodiscard]] std::int64_t mutedUntil(const workspace::AlarmRow& alarm,
                                      const std::vector<workspace::AlarmRow>& all, std::int64_t nowMs);
/// Open, and nobody has said that it is known or not to be heard.
[[nodiscard]] bool wantsAttention(const workspace::AlarmRow& alarm,
                                  const std::vector<workspace::AlarmRow>& all, std::int64_t nowMs);

} // namespace driftwood::session

#pragma once

#include "drift/alarm.h"
#include "workspace/workspace.h"

namespace driftwood::monitoring {

/// Converts between an alarm and its workspace row. CorruptData for a row that is not a valid alarm.
[[nodiscard]] workspace::AlarmRow toRow(const drift::Alarm& alarm, std::int64_t monitorId);
[[nodiscard]] Result<drift::Alarm> alarmFromRow(const workspace::AlarmRow& row);

/// The wall-clock time until which this alarm,
/// or another of the same monitor on the same subject, is muted; 0 if it is not muted.
[[nodiscard]] std::int64_t mutedUntil(const workspace::AlarmRow& alarm,
                                      const std::vector<workspace::AlarmRow>& all, std::int64_t nowMs);
/// Whether the alarm is open and the user has neither acknowledged nor muted it.
[[nodiscard]] bool wantsAttention(const workspace::AlarmRow& alarm,
                                  const std::vector<workspace::AlarmRow>& all, std::int64_t nowMs);

/// Number of a monitor's alarms that need attention; the window and the command line both use this count.
/// Alarms of a monitor that was replaced by a promotion are history and do not count.
[[nodiscard]] int alarmsToLookAt(const workspace::MonitorRow& monitor,
                                 const std::vector<workspace::AlarmRow>& alarms,
                                 const std::vector<workspace::PromotionRow>& promotions, std::int64_t nowMs);

} // namespace driftwood::monitoring

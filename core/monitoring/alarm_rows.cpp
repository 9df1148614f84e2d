#include "monitoring/alarm_rows.h"

#include "monitoring/replacement.h"

#include <algorithm>

namespace driftwood::monitoring {

workspace::AlarmRow toRow(const drift::Alarm& alarm, std::int64_t monitorId) {
    workspace::AlarmRow row;
    row.id = alarm.id;
    row.monitorId = monitorId;
    row.kind = drift::alarmKindName(alarm.kind);
    row.path = alarm.path;
    row.value = alarm.value;
    row.threshold = alarm.threshold;
    row.ranges = alarm.range;
    row.raisedAtMs = alarm.raisedAt.value;
    row.clearedAtMs = alarm.clearedAt ? alarm.clearedAt->value : 0;
    row.fromMs = alarm.from.value;
    row.toMs = alarm.to.value;
    row.details = alarm.details();
    return row;
}

Result<drift::Alarm> alarmFromRow(const workspace::AlarmRow& row) {
    drift::Alarm alarm;
    alarm.id = row.id;
    const auto kind = drift::alarmKindFromName(row.kind);
    if (!kind)
        return fail(ErrorCode::CorruptData, "'" + row.kind + "' is not a kind of alarm", "alarm " + row.id);
    alarm.kind = *kind;
    alarm.path = row.path;
    alarm.value = row.value;
    alarm.threshold = row.threshold;
    if (!row.ranges.value())
        return tl::unexpected<Error>(row.ranges.value().error());
    alarm.range = *row.ranges.value();
    alarm.raisedAt = TimestampMs(row.raisedAtMs);
    if (row.clearedAtMs != 0)
        alarm.clearedAt = TimestampMs(row.clearedAtMs);
    alarm.from = TimestampMs(row.fromMs);
    alarm.to = TimestampMs(row.toMs);
    if (!row.details.text().empty()) {
        if (!row.details.value())
            return tl::unexpected<Error>(row.details.value().error());
        alarm.setDetails(*row.details.value());
    }
    return alarm;
}

std::int64_t mutedUntil(const workspace::AlarmRow& alarm, const std::vector<workspace::AlarmRow>& all,
                        std::int64_t nowMs) {
    std::int64_t until = 0;
    for (const workspace::AlarmRow& other : all)
        if (other.monitorId == alarm.monitorId && other.kind == alarm.kind && other.path == alarm.path &&
            other.mutedUntilMs > nowMs)
            until = std::max(until, other.mutedUntilMs);
    return until;
}

bool wantsAttention(const workspace::AlarmRow& alarm, const std::vector<workspace::AlarmRow>& all,
                    std::int64_t nowMs) {
    return alarm.clearedAtMs == 0 && alarm.acknowledged.at.empty() && mutedUntil(alarm, all, nowMs) == 0;
}

int alarmsToLookAt(const workspace::MonitorRow& monitor, const std::vector<workspace::AlarmRow>& alarms,
                   const std::vector<workspace::PromotionRow>& promotions, std::int64_t nowMs) {
    if (!monitor.running && replacementOf(monitor.id, promotions) != nullptr)
        return 0;
    return static_cast<int>(std::ranges::count_if(alarms, [&](const workspace::AlarmRow& alarm) {
        return alarm.monitorId == monitor.id && wantsAttention(alarm, alarms, nowMs);
    }));
}

} // namespace driftwood::monitoring

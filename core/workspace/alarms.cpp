#include "workspace/database.h"
#include "workspace/workspace.h"

namespace driftwood::workspace {
namespace {

PersonNote readNote(RowReader& row) {
    PersonNote note;
    note.by = row.text();
    note.at = row.text();
    note.words = row.text();
    return note;
}

AlarmRow readAlarm(RowReader row) {
    AlarmRow alarm;
    alarm.id = row.text();
    alarm.monitorId = row.integer();
    alarm.kind = row.text();
    alarm.path = row.text();
    alarm.value = row.real();
    alarm.threshold = row.real();
    alarm.ranges = Stored<broker::TopicRanges>::fromText(row.text(), "alarm " + alarm.id);
    alarm.raisedAtMs = row.integer();
    alarm.clearedAtMs = row.integer();
    alarm.fromMs = row.integer();
    alarm.toMs = row.integer();
    alarm.details = Stored<drift::AlarmDetails>::fromText(row.text(), "alarm " + alarm.id);
    alarm.acknowledged = readNote(row);
    alarm.muted = readNote(row);
    alarm.mutedUntilMs = row.integer();
    return alarm;
}

std::string nameOf(std::int64_t monitorId, const std::string& alarmId) {
    return "alarm " + alarmId + " of monitor " + std::to_string(monitorId);
}

} // namespace

Status Workspace::saveAlarm(const AlarmRow& alarm) {
    auto saved = m_database->execute(
        R"(INSERT INTO alarms
        (monitor_id, id, kind, path, value, threshold, ranges, raised_at_ms, cleared_at_ms, from_ms, to_ms, details)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (monitor_id, id) DO UPDATE SET kind = excluded.kind, path = excluded.path,
        value = excluded.value, threshold = excluded.threshold, ranges = excluded.ranges,
        raised_at_ms = excluded.raised_at_ms, cleared_at_ms = excluded.cleared_at_ms,
        from_ms = excluded.from_ms, to_ms = excluded.to_ms, details = excluded.details)",
        {static_cast<qlonglong>(alarm.monitorId), text(alarm.id), text(alarm.kind), text(alarm.path),
         alarm.value, alarm.threshold, text(alarm.ranges.text()), static_cast<qlonglong>(alarm.raisedAtMs),
         static_cast<qlonglong>(alarm.clearedAtMs), static_cast<qlonglong>(alarm.fromMs),
         static_cast<qlonglong>(alarm.toMs), text(alarm.details.text())});
    if (!saved && saved.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(m_database->notFound("monitor " + std::to_string(alarm.monitorId)));
    if (!saved)
        return forward(saved);
    return {};
}

Result<std::vector<AlarmRow>> Workspace::alarms() {
    return m_database->select<AlarmRow>(R"(SELECT id, monitor_id, kind, path, value, threshold, ranges,
        raised_at_ms, cleared_at_ms, from_ms, to_ms, details, acknowledged_by, acknowledged_at,
        acknowledged_words, muted_by, muted_at, muted_words, muted_until_ms
        FROM alarms ORDER BY raised_at_ms DESC, sequence DESC)",
                                        {}, readAlarm);
}

Status Workspace::acknowledgeAlarm(std::int64_t monitorId, const std::string& alarmId,
                                   const PersonNote& note) {
    const bool saysNothing = note.words.empty();
    return m_database->changeOne(
        R"(UPDATE alarms SET
        acknowledged_by = CASE WHEN ? AND acknowledged_words <> '' THEN acknowledged_by ELSE ? END,
        acknowledged_at = CASE WHEN ? AND acknowledged_words <> '' THEN acknowledged_at ELSE ? END,
        acknowledged_words = CASE WHEN ? THEN acknowledged_words ELSE ? END
        WHERE monitor_id = ? AND id = ?)",
        {saysNothing, text(note.by), saysNothing, text(note.at), saysNothing, text(note.words),
         static_cast<qlonglong>(monitorId), text(alarmId)},
        nameOf(monitorId, alarmId));
}

Status Workspace::muteAlarm(std::int64_t monitorId, const std::string& alarmId, std::int64_t untilMs,
                            const PersonNote& note) {
    const bool saysNothing = note.words.empty();
    return m_database->changeOne(
        R"(UPDATE alarms SET muted_until_ms = ?,
        muted_by = CASE WHEN ? AND muted_words <> '' AND muted_until_ms > 0 THEN muted_by ELSE ? END,
        muted_at = CASE WHEN ? AND muted_words <> '' AND muted_until_ms > 0 THEN muted_at ELSE ? END,
        muted_words = CASE WHEN ? AND muted_until_ms > 0 THEN muted_words ELSE ? END
        WHERE monitor_id = ? AND id = ?)",
        {static_cast<qlonglong>(untilMs), saysNothing, text(note.by), saysNothing, text(note.at), saysNothing,
         text(note.words), static_cast<qlonglong>(monitorId), text(alarmId)},
        nameOf(monitorId, alarmId));
}

} // namespace driftwood::workspace

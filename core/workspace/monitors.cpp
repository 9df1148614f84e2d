#include "workspace/activity_lock.h"
#include "workspace/sqlite_workspace.h"

namespace driftwood::workspace {
namespace {

MonitorRow readMonitor(RowReader row) {
    MonitorRow monitor;
    monitor.id = row.integer();
    monitor.modelId = row.text();
    monitor.sourceTopic = row.text();
    monitor.targetTopic = row.text();
    monitor.group = row.text();
    monitor.profileName = row.text();
    monitor.running = row.boolean();
    monitor.scored = row.integer();
    monitor.configJson = row.text();
    monitor.startedAt = row.text();
    monitor.stoppedAt = row.text();
    return monitor;
}

/// The columns after the id, in the table's order.
QVariantList valuesOf(const MonitorRow& monitor) {
    return {text(monitor.modelId),
            text(monitor.sourceTopic),
            text(monitor.targetTopic),
            text(monitor.group),
            text(monitor.profileName),
            monitor.running,
            static_cast<qlonglong>(monitor.scored),
            text(monitor.configJson),
            text(monitor.startedAt),
            text(monitor.stoppedAt)};
}

AlarmRow readAlarm(RowReader row) {
    AlarmRow alarm;
    alarm.id = row.text();
    alarm.monitorId = row.integer();
    alarm.kind = row.text();
    alarm.path = row.text();
    alarm.value = row.real();
    alarm.threshold = row.real();
    alarm.rangesJson = row.text();
    alarm.raisedAtMs = row.integer();
    alarm.clearedAtMs = row.integer();
    alarm.fromMs = row.integer();
    alarm.toMs = row.integer();
    return alarm;
}

HistoryRow readHistory(RowReader row) { return {row.text(), row.integer(), row.text()}; }

std::vector<QVariantList> valuesOf(std::int64_t monitorId, const std::vector<HistoryRow>& rows) {
    std::vector<QVariantList> lists;
    lists.reserve(rows.size());
    for (const HistoryRow& row : rows)
        lists.push_back({static_cast<qlonglong>(monitorId), text(row.kind), static_cast<qlonglong>(row.atMs),
                         text(row.json)});
    return lists;
}

constexpr const char* kInsertHistory = "INSERT OR REPLACE INTO monitor_history VALUES (?, ?, ?, ?)";

std::string nameOf(std::int64_t monitorId) { return "monitor " + std::to_string(monitorId); }

} // namespace

Result<std::int64_t> SqliteWorkspace::addMonitor(const MonitorRow& monitor) {
    return m_database->insert(
        R"(INSERT INTO monitors VALUES ((SELECT max(id) + 1 FROM (SELECT 0 AS id UNION ALL SELECT max(id) FROM monitors
            UNION ALL SELECT highest FROM removed_numbers WHERE kind = 'monitor')),
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
        valuesOf(monitor));
}

Status SqliteWorkspace::updateMonitor(const MonitorRow& monitor) {
    QVariantList values = valuesOf(monitor);
    values.append(static_cast<qlonglong>(monitor.id));
    return changeOne(
        R"(UPDATE monitors SET model_id = ?, source_topic = ?, target_topic = ?, consumer_group = ?,
        profile_name = ?, running = ?, scored = ?, config = ?, started_at = ?, stopped_at = ? WHERE id = ?)",
        values, nameOf(monitor.id));
}

Result<std::vector<MonitorRow>> SqliteWorkspace::monitors() {
    auto found = m_database->select<MonitorRow>(R"(SELECT id, model_id, source_topic, target_topic,
        consumer_group, profile_name, running, scored, config, started_at, stopped_at FROM monitors
        ORDER BY id DESC)",
                                                {}, readMonitor);
    if (found)
        for (MonitorRow& monitor : *found) {
            monitor.interrupted =
                monitor.running && !ActivityLock::isHeld(m_folder, Activity::Monitor, monitor.id);
            monitor.running = monitor.running && !monitor.interrupted;
        }
    return found;
}

Status SqliteWorkspace::saveAlarm(const AlarmRow& alarm) {
    auto saved = m_database->execute(
        R"(INSERT INTO alarms
        (monitor_id, id, kind, path, value, threshold, ranges, raised_at_ms, cleared_at_ms, from_ms, to_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (monitor_id, id) DO UPDATE SET kind = excluded.kind, path = excluded.path,
        value = excluded.value, threshold = excluded.threshold, ranges = excluded.ranges,
        raised_at_ms = excluded.raised_at_ms, cleared_at_ms = excluded.cleared_at_ms,
        from_ms = excluded.from_ms, to_ms = excluded.to_ms)",
        {static_cast<qlonglong>(alarm.monitorId), text(alarm.id), text(alarm.kind), text(alarm.path),
         alarm.value, alarm.threshold, text(alarm.rangesJson), static_cast<qlonglong>(alarm.raisedAtMs),
         static_cast<qlonglong>(alarm.clearedAtMs), static_cast<qlonglong>(alarm.fromMs),
         static_cast<qlonglong>(alarm.toMs)});
    if (!saved && saved.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(notFound(nameOf(alarm.monitorId)));
    if (!saved)
        return forward(saved);
    return {};
}

Result<std::vector<AlarmRow>> SqliteWorkspace::alarms() {
    return m_database->select<AlarmRow>(R"(SELECT id, monitor_id, kind, path, value, threshold, ranges,
        raised_at_ms, cleared_at_ms, from_ms, to_ms FROM alarms ORDER BY raised_at_ms DESC, sequence DESC)",
                                        {}, readAlarm);
}

Status SqliteWorkspace::addHistory(std::int64_t monitorId, const std::vector<HistoryRow>& rows) {
    return m_database->transaction(
        [&] { return m_database->executeForEach(kInsertHistory, valuesOf(monitorId, rows)); });
}

Status SqliteWorkspace::replaceHistory(std::int64_t monitorId, const std::string& kind,
                                       const std::vector<HistoryRow>& rows) {
    return m_database->transaction([&]() -> Status {
        if (auto removed =
                m_database->execute("DELETE FROM monitor_history WHERE monitor_id = ? AND kind = ?",
                                    {static_cast<qlonglong>(monitorId), text(kind)});
            !removed)
            return forward(removed);
        return m_database->executeForEach(kInsertHistory, valuesOf(monitorId, rows));
    });
}

Result<std::vector<HistoryRow>> SqliteWorkspace::history(std::int64_t monitorId) {
    return m_database->select<HistoryRow>(
        "SELECT kind, at_ms, value FROM monitor_history WHERE monitor_id = ? ORDER BY kind, at_ms",
        {static_cast<qlonglong>(monitorId)}, readHistory);
}

} // namespace driftwood::workspace

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
    return alarm;
}

std::string nameOf(std::int64_t monitorId) { return "monitor " + std::to_string(monitorId); }

} // namespace

Result<std::int64_t> SqliteWorkspace::addMonitor(const MonitorRow& monitor) {
    return m_database->insert("INSERT INTO monitors VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
    return m_database->select<MonitorRow>(R"(SELECT id, model_id, source_topic, target_topic, consumer_group,
        profile_name, running, scored, config, started_at, stopped_at FROM monitors ORDER BY id DESC)",
                                          {}, readMonitor);
}

Status SqliteWorkspace::saveAlarm(const AlarmRow& alarm) {
    auto saved = m_database->execute(R"(INSERT INTO alarms
        (monitor_id, id, kind, path, value, threshold, ranges, raised_at_ms, cleared_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (monitor_id, id) DO UPDATE SET kind = excluded.kind, path = excluded.path,
        value = excluded.value, threshold = excluded.threshold, ranges = excluded.ranges,
        raised_at_ms = excluded.raised_at_ms, cleared_at_ms = excluded.cleared_at_ms)",
                                     {static_cast<qlonglong>(alarm.monitorId), text(alarm.id),
                                      text(alarm.kind), text(alarm.path), alarm.value, alarm.threshold,
                                      text(alarm.rangesJson), static_cast<qlonglong>(alarm.raisedAtMs),
                                      static_cast<qlonglong>(alarm.clearedAtMs)});
    if (!saved && saved.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(notFound(nameOf(alarm.monitorId)));
    if (!saved)
        return forward(saved);
    return {};
}

Result<std::vector<AlarmRow>> SqliteWorkspace::alarms() {
    return m_database->select<AlarmRow>(R"(SELECT id, monitor_id, kind, path, value, threshold, ranges,
        raised_at_ms, cleared_at_ms FROM alarms ORDER BY raised_at_ms DESC, sequence DESC)",
                                        {}, readAlarm);
}

} // namespace driftwood::workspace

#include "base/safe_name.h"
#include "workspace/activity_lock.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

#include <algorithm>

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
    monitor.drift = Stored<drift::DriftConfig>::fromText(row.text(), "monitor " + std::to_string(monitor.id));
    monitor.startedAt = row.text();
    monitor.stoppedAt = row.text();
    monitor.name = row.text();
    return monitor;
}

/// The columns after the id in the table's order, without the name.
QVariantList valuesOf(const MonitorRow& monitor) {
    return {text(monitor.modelId),
            text(monitor.sourceTopic),
            text(monitor.targetTopic),
            text(monitor.group),
            text(monitor.profileName),
            monitor.running,
            static_cast<qlonglong>(monitor.scored),
            text(monitor.drift.text()),
            text(monitor.startedAt),
            text(monitor.stoppedAt)};
}

HistoryText readHistory(RowReader row) { return {row.integer(), row.text()}; }

std::vector<QVariantList> valuesOf(std::int64_t monitorId, const char* kind,
                                   const std::vector<HistoryText>& texts) {
    std::vector<QVariantList> lists;
    lists.reserve(texts.size());
    for (const HistoryText& entry : texts)
        lists.push_back({static_cast<qlonglong>(monitorId), text(kind), static_cast<qlonglong>(entry.atMs),
                         text(entry.value)});
    return lists;
}

constexpr const char* kInsertHistory = "INSERT OR REPLACE INTO monitor_history VALUES (?, ?, ?, ?)";

std::string nameOf(std::int64_t monitorId) { return "monitor " + std::to_string(monitorId); }

} // namespace

Result<std::int64_t> Workspace::addMonitor(const MonitorRow& monitor) {
    QVariantList values = valuesOf(monitor);
    values.append(text(monitor.name));
    return m_database->insert(
        R"(INSERT INTO monitors (id, model_id, source_topic, target_topic, consumer_group, profile_name, running,
            scored, config, started_at, stopped_at, name)
            VALUES ((SELECT max(id) + 1 FROM (SELECT 0 AS id UNION ALL SELECT max(id) FROM monitors
            UNION ALL SELECT highest FROM removed_numbers WHERE kind = 'monitor')),
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
        values);
}

Status Workspace::updateMonitor(const MonitorRow& monitor) {
    QVariantList values = valuesOf(monitor);
    values.append(static_cast<qlonglong>(monitor.id));
    return m_database->changeOne(
        R"(UPDATE monitors SET model_id = ?, source_topic = ?, target_topic = ?, consumer_group = ?,
        profile_name = ?, running = ?, scored = ?, config = ?, started_at = ?, stopped_at = ?
        WHERE id = ?)",
        values, nameOf(monitor.id));
}

Result<std::vector<MonitorRow>> Workspace::monitors() {
    auto found = m_database->select<MonitorRow>(R"(SELECT id, model_id, source_topic, target_topic,
        consumer_group, profile_name, running, scored, config, started_at, stopped_at, name FROM monitors
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

Status Workspace::renameMonitor(std::int64_t id, const std::string& name) {
    if (!name.empty()) // empty: that of its model
        if (Status fine = checkName("a monitor", name); !fine)
            return fine;
    return m_database->changeOne("UPDATE monitors SET name = ? WHERE id = ?",
                                 {text(name), static_cast<qlonglong>(id)}, nameOf(id));
}

Result<bool> Workspace::isAtWork(std::int64_t monitorId) {
    if (ActivityLock::isHeld(m_folder, Activity::Monitor, monitorId))
        return true;
    auto all = promotions();
    if (!all)
        return forward(all);
    return std::ranges::any_of(*all, [&](const PromotionRow& row) {
        return row.toMonitorId == monitorId && row.state == PromotionState::Requested &&
               ActivityLock::isHeld(m_folder, Activity::Monitor, row.fromMonitorId);
    });
}

Status Workspace::removeMonitor(std::int64_t id) {
    const auto atWork = isAtWork(id);
    if (!atWork)
        return tl::unexpected(atWork.error());
    if (*atWork)
        return fail(ErrorCode::InvalidArgument, nameOf(id) + " is running", m_folder.string(),
                    "Stop it first.");
    return m_database->changeOne("DELETE FROM monitors WHERE id = ?", {static_cast<qlonglong>(id)},
                                 nameOf(id));
}

Status Workspace::addTexts(std::int64_t monitorId, const char* kind, const std::vector<HistoryText>& texts) {
    return m_database->transaction(
        [&] { return m_database->executeForEach(kInsertHistory, valuesOf(monitorId, kind, texts)); });
}

Status Workspace::replaceTexts(std::int64_t monitorId, const char* kind,
                               const std::vector<HistoryText>& texts) {
    return m_database->transaction([&]() -> Status {
        if (auto removed =
                m_database->execute("DELETE FROM monitor_history WHERE monitor_id = ? AND kind = ?",
                                    {static_cast<qlonglong>(monitorId), text(kind)});
            !removed)
            return forward(removed);
        return m_database->executeForEach(kInsertHistory, valuesOf(monitorId, kind, texts));
    });
}

Result<std::vector<HistoryText>> Workspace::historyTexts(std::int64_t monitorId, const char* kind) {
    return m_database->select<HistoryText>(
        "SELECT at_ms, value FROM monitor_history WHERE monitor_id = ? AND kind = ? ORDER BY at_ms",
        {static_cast<qlonglong>(monitorId), text(kind)}, readHistory);
}

} // namespace driftwood::workspace

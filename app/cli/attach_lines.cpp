#include "app/cli/attach_lines.h"

#include "app/cli/context.h"
#include "app/cli/dataset_report.h"
#include "app/cli/json_text.h"
#include "drift/drift_json.h"
#include "monitoring/promotion.h"

#include <algorithm>

namespace driftwood::cli {
namespace {

nlohmann::ordered_json event(const char* kind, const nlohmann::json& fields) {
    nlohmann::ordered_json line{{"event", kind}};
    line.update(nlohmann::ordered_json(fields));
    return line;
}

nlohmann::ordered_json partitionsJson(const std::vector<PartitionId>& partitions) {
    auto json = nlohmann::ordered_json::array();
    for (const PartitionId partition : partitions)
        json.push_back(partition.value);
    return json;
}

nlohmann::ordered_json monitorJson(std::int64_t id) {
    return id == 0 ? nlohmann::ordered_json() : nlohmann::ordered_json(id);
}

nlohmann::ordered_json promotedLine(const workspace::PromotionRow& promotion) {
    nlohmann::ordered_json line{{"event", "promoted"}};
    line.update(promotionJson(promotion));
    return line;
}

} // namespace

void AttachTally::add(const monitoring::AttachUpdate& update) {
    begun = true;
    monitor = update.monitorId;
    scored = update.scored;
    anomalous += update.anomalous;
    undecodable += update.undecodable;
    notFitting += update.notFitting;
    unanswered += update.unanswered;
    unpublished += static_cast<std::int64_t>(update.unpublished.size());
    reachedNeither +=
        std::ranges::count(update.unpublished, false, &scoring::UnpublishedRecord::inDeadLetters);
    groupShared = groupShared || update.groupShared;
}

nlohmann::ordered_json positionsJson(const std::vector<Position>& positions) {
    auto json = nlohmann::ordered_json::array();
    for (const Position& p : positions)
        json.push_back({{"partition", p.partition.value}, {"offset", p.offset.value}});
    return json;
}

nlohmann::ordered_json unpublishedJson(const std::vector<scoring::UnpublishedRecord>& records) {
    auto json = nlohmann::ordered_json::array();
    for (const scoring::UnpublishedRecord& record : records)
        json.push_back({{"partition", record.source.partition.value},
                        {"offset", record.source.offset.value},
                        {"reason", record.reason}});
    return json;
}

nlohmann::ordered_json rangesJson(const std::vector<broker::OffsetRange>& ranges) {
    auto json = nlohmann::ordered_json::array();
    for (const broker::OffsetRange& range : ranges)
        json.push_back(
            {{"partition", range.partition.value}, {"begin", range.begin.value}, {"end", range.end.value}});
    return json;
}

nlohmann::ordered_json promotionJson(const workspace::PromotionRow& promotion) {
    const auto state = promotion.state == workspace::PromotionState::Done        ? "done"
                       : promotion.state == workspace::PromotionState::Requested ? "requested"
                                                                                 : "refused";
    return {{"promotion", promotion.id},
            {"from_monitor", promotion.fromMonitorId},
            {"to_monitor", promotion.toMonitorId},
            {"state", state},
            {"by", promotion.by},
            {"why", promotion.why},
            {"requested_at", promotion.requestedAt},
            {"done_at",
             promotion.doneAt.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(promotion.doneAt)},
            {"positions", positionsJson(monitoring::positionsOf(promotion))},
            {"reason", promotion.reason}};
}

nlohmann::ordered_json AttachLines::updateLine(const monitoring::AttachUpdate& now) const {
    nlohmann::ordered_json line{{"event", "update"},
                                {"scored", m_tally.scored},
                                {"anomalous", m_tally.anomalous},
                                {"undecodable", m_tally.undecodable},
                                {"not_fitting", m_tally.notFitting},
                                {"unanswered", m_tally.unanswered},
                                {"unpublished", m_tally.unpublished},
                                {"records_per_sec", numberOrNull(now.recordsPerSec)},
                                {"latency_p50_ms", numberOrNull(now.latencyP50Ms)},
                                {"latency_p99_ms", numberOrNull(now.latencyP99Ms)},
                                {"lag", nullptr},
                                {"connected", now.connected},
                                {"group_shared", m_tally.groupShared}};
    if (now.connected && now.lag >= 0)
        line["lag"] = now.lag;
    line["silent_ms"] =
        now.silence ? nlohmann::ordered_json(now.silence->since.count()) : nlohmann::ordered_json();
    line["usual_pause_ms"] =
        now.silence ? nlohmann::ordered_json(now.silence->usual.count()) : nlohmann::ordered_json();
    return line;
}

std::string AttachLines::newsOf(std::int64_t monitor, const drift::Alarm& alarm) {
    const AlarmOfMonitor key{monitor, alarm.id};
    const auto told = m_told.find(key);
    const bool isKnown = told != m_told.end() || m_openBefore.contains(key);
    const bool isWorse = told == m_told.end() || told->second != alarm.value;
    m_told[key] = alarm.value;
    if (alarm.clearedAt)
        return "cleared";
    if (!isKnown)
        return "opened";
    return isWorse ? "changed" : "";
}

void AttachLines::addEvents(const monitoring::AttachUpdate& update,
                            std::vector<nlohmann::ordered_json>& lines) {
    for (const std::string& id : update.openBefore)
        m_openBefore.emplace(update.monitorId, id);
    if (update.beganAnew)
        lines.push_back({{"event", "began_anew"}});
    if (update.targetMadeAnew)
        lines.push_back({{"event", "target_anew"}});
    if (!update.newPartitions.empty() || !update.withoutPartner.empty())
        lines.push_back({{"event", "partitions"},
                         {"new", partitionsJson(update.newPartitions)},
                         {"by_key", partitionsJson(update.withoutPartner)}});
    if (!update.leftOut.empty())
        lines.push_back({{"event", "left_out"}, {"partitions", rangesJson(update.leftOut)}});
    if (!update.notes.empty())
        lines.push_back({{"event", "past"}, {"notes", update.notes}});
    if (!update.failures.empty())
        lines.push_back({{"event", "not_decoded"}, {"records", failuresJson(update.failures)}});
    if (!update.unpublished.empty())
        lines.push_back({{"event", "unpublished"}, {"records", unpublishedJson(update.unpublished)}});
    for (const auto& report : update.reports)
        lines.push_back(event("window", drift::toJson(report)));
    for (const auto& alarm : update.alarms)
        if (const std::string news = newsOf(update.monitorId, alarm); !news.empty()) {
            lines.push_back(event("alarm", drift::toJson(alarm)));
            lines.back()["monitor"] = monitorJson(update.monitorId);
            lines.back()["state"] = news;
        }
    if (update.promoted)
        lines.push_back(promotedLine(*update.promoted));
}

std::vector<nlohmann::ordered_json> AttachLines::of(const std::vector<monitoring::AttachUpdate>& updates) {
    std::vector<nlohmann::ordered_json> lines;
    for (std::size_t i = 0; i < updates.size(); ++i) {
        m_tally.add(updates[i]);
        addEvents(updates[i], lines);
        // A shared group is reported before the first record, whichever update contains it.
        if (i == 0 && updates.size() > 1 && updates[i].groupShared && updates[i].scored == 0)
            lines.push_back(updateLine(updates[i]));
    }
    lines.push_back(updateLine(updates.back()));
    return lines;
}

nlohmann::ordered_json AttachLines::end(const monitoring::AttachOutcome& outcome) const {
    auto alarms = nlohmann::ordered_json::array();
    for (const monitoring::MonitorAlarms& monitor : outcome.monitors)
        for (const drift::Alarm& alarm : monitor.alarms) {
            alarms.push_back(nlohmann::ordered_json(drift::toJson(alarm)));
            alarms.back()["monitor"] = monitorJson(monitor.monitorId);
            alarms.back()["open_before"] = monitor.openBefore.contains(alarm.id);
        }
    nlohmann::ordered_json line = endLine({monitoring::attachEndText(outcome.end), outcome.monitorId,
                                           outcome.scored, outcome.unpublished, outcome.reachedNeither});
    line["committed"] = positionsJson(m_dryRun ? std::vector<Position>() : outcome.committed);
    line["alarms"] = std::move(alarms);
    return line;
}

nlohmann::ordered_json AttachLines::end(const Error& error) const {
    nlohmann::ordered_json line =
        endLine({"error", m_tally.monitor, m_tally.scored, m_tally.unpublished, m_tally.reachedNeither});
    line["error"] = errorJson(error);
    return line;
}

/// Without what only one of the ends has.
nlohmann::ordered_json AttachLines::endLine(const End& end) const {
    return {{"event", "end"},
            {"end", end.how},
            {"monitor", monitorJson(end.monitor)},
            {"scored", end.scored},
            {"anomalous", m_tally.anomalous},
            {"undecodable", m_tally.undecodable},
            {"not_fitting", m_tally.notFitting},
            {"unanswered", m_tally.unanswered},
            {"unpublished", end.unpublished},
            {"reached_neither", end.reachedNeither},
            {"group_shared", m_tally.groupShared},
            {"dry_run", m_dryRun},
            {"committed", nullptr},
            {"alarms", nullptr},
            {"error", nullptr}};
}

} // namespace driftwood::cli

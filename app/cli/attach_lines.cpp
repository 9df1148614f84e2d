#include "app/cli/attach_lines.h"

#include "app/cli/json_text.h"
#include "drift/drift_json.h"
#include "session/promotion.h"

namespace driftwood::cli {
namespace {

nlohmann::ordered_json event(const char* kind, const nlohmann::json& fields) {
    nlohmann::ordered_json line{{"event", kind}};
    line.update(nlohmann::ordered_json(fields));
    return line;
}

/// Sums over the updates of a batch; other fields are those of the newest.
nlohmann::ordered_json updateLine(const std::vector<session::AttachUpdate>& updates) {
    AttachTally tally;
    tally.add(updates);
    const session::AttachUpdate& now = updates.back();
    nlohmann::ordered_json line{{"event", "update"},
                                {"scored", now.scored},
                                {"anomalous", tally.anomalous},
                                {"undecodable", tally.undecodable},
                                {"not_fitting", tally.notFitting},
                                {"unpublished", tally.unpublished},
                                {"records_per_sec", numberOrNull(now.recordsPerSec)},
                                {"latency_p50_ms", numberOrNull(now.latencyP50Ms)},
                                {"latency_p99_ms", numberOrNull(now.latencyP99Ms)},
                                {"lag", nullptr},
                                {"connected", now.connected},
                                {"group_shared", tally.groupShared}};
    if (now.connected && now.lag >= 0)
        line["lag"] = now.lag;
    line["silent_ms"] =
        now.silence ? nlohmann::ordered_json(now.silence->since.count()) : nlohmann::ordered_json();
    line["usual_pause_ms"] =
        now.silence ? nlohmann::ordered_json(now.silence->usual.count()) : nlohmann::ordered_json();
    return line;
}

nlohmann::ordered_json partitionsJson(const std::vector<PartitionId>& partitions) {
    auto json = nlohmann::ordered_json::array();
    for (const PartitionId partition : partitions)
        json.push_back(partition.value);
    return json;
}

nlohmann::ordered_json promotedLine(const workspace::PromotionRow& promotion) {
    nlohmann::ordered_json line{{"event", "promoted"}};
    line.update(promotionJson(promotion));
    return line;
}

} // namespace

void AttachTally::add(const std::vector<session::AttachUpdate>& updates) {
    for (const session::AttachUpdate& update : updates) {
        anomalous += update.anomalous;
        undecodable += update.undecodable;
        notFitting += update.notFitting;
        unpublished += static_cast<std::int64_t>(update.unpublished.size());
        groupShared = groupShared || update.groupShared;
    }
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
            {"positions", positionsJson(session::positionsOf(promotion))},
            {"reason", promotion.reason}};
}

std::vector<nlohmann::ordered_json> attachLines(const std::vector<session::AttachUpdate>& updates) {
    std::vector<nlohmann::ordered_json> lines;
    // Report a shared group before the first record, whatever update came with it.
    if (updates.size() > 1 && updates.front().groupShared && updates.front().scored == 0)
        lines.push_back(updateLine({updates.front()}));
    for (const session::AttachUpdate& update : updates) {
        if (!update.newPartitions.empty() || !update.withoutPartner.empty())
            lines.push_back({{"event", "partitions"},
                             {"new", partitionsJson(update.newPartitions)},
                             {"by_key", partitionsJson(update.withoutPartner)}});
        if (!update.leftOut.empty()) {
            auto ranges = nlohmann::ordered_json::array();
            for (const broker::OffsetRange& range : update.leftOut)
                ranges.push_back({{"partition", range.partition.value},
                                  {"begin", range.begin.value},
                                  {"end", range.end.value}});
            lines.push_back({{"event", "left_out"}, {"partitions", std::move(ranges)}});
        }
        if (!update.unpublished.empty())
            lines.push_back({{"event", "unpublished"}, {"records", unpublishedJson(update.unpublished)}});
        for (const auto& report : update.reports)
            lines.push_back(event("window", drift::toJson(report)));
        for (const auto& alarm : update.alarms)
            lines.push_back(event("alarm", drift::toJson(alarm)));
        if (update.promoted)
            lines.push_back(promotedLine(*update.promoted));
    }
    lines.push_back(updateLine(updates));
    return lines;
}

nlohmann::ordered_json attachEndLine(const session::AttachOutcome& outcome, const AttachTally& tally,
                                     bool dryRun) {
    auto committed = positionsJson(dryRun ? std::vector<Position>() : outcome.committed);
    auto alarms = nlohmann::ordered_json::array();
    for (const auto& alarm : outcome.alarms)
        alarms.push_back(nlohmann::ordered_json(drift::toJson(alarm)));
    return {{"event", "end"},
            {"end", session::attachEndText(outcome.end)},
            {"monitor", outcome.monitorId},
            {"scored", outcome.scored},
            {"anomalous", tally.anomalous},
            {"undecodable", tally.undecodable},
            {"not_fitting", tally.notFitting},
            {"unpublished", outcome.unpublished},
            {"group_shared", tally.groupShared},
            {"dry_run", dryRun},
            {"committed", std::move(committed)},
            {"alarms", std::move(alarms)}};
}

} // namespace driftwood::cli

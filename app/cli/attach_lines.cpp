#include "app/cli/attach_lines.h"

#include "app/cli/json_text.h"
#include "drift/drift_json.h"

namespace driftwood::cli {
namespace {

nlohmann::ordered_json event(const char* kind, const nlohmann::json& fields) {
    nlohmann::ordered_json line{{"event", kind}};
    line.update(nlohmann::ordered_json(fields));
    return line;
}

/// Sums over the updates that came together; of the rest, the newest.
nlohmann::ordered_json updateLine(const std::vector<session::AttachUpdate>& updates) {
    AttachTally tally;
    tally.add(updates);
    const session::AttachUpdate& now = updates.back();
    nlohmann::ordered_json line{{"event", "update"},
                                {"scored", now.scored},
                                {"anomalous", tally.anomalous},
                                {"undecodable", tally.undecodable},
                                {"not_fitting", tally.notFitting},
                                {"records_per_sec", numberOrNull(now.recordsPerSec)},
                                {"latency_p50_ms", numberOrNull(now.latencyP50Ms)},
                                {"latency_p99_ms", numberOrNull(now.latencyP99Ms)},
                                {"lag", nullptr},
                                {"connected", now.connected},
                                {"group_shared", tally.groupShared}};
    if (now.connected && now.lag >= 0)
        line["lag"] = now.lag;
    return line;
}

} // namespace

void AttachTally::add(const std::vector<session::AttachUpdate>& updates) {
    for (const session::AttachUpdate& update : updates) {
        anomalous += update.anomalous;
        undecodable += update.undecodable;
        notFitting += update.notFitting;
        groupShared = groupShared || update.groupShared;
    }
}

std::vector<nlohmann::ordered_json> attachLines(const std::vector<session::AttachUpdate>& updates) {
    std::vector<nlohmann::ordered_json> lines;
    for (const session::AttachUpdate& update : updates) {
        for (const auto& report : update.reports)
            lines.push_back(event("window", drift::toJson(report)));
        for (const auto& alarm : update.alarms)
            lines.push_back(event("alarm", drift::toJson(alarm)));
    }
    lines.push_back(updateLine(updates));
    return lines;
}

nlohmann::ordered_json attachEndLine(const session::AttachOutcome& outcome, const AttachTally& tally,
                                     bool dryRun) {
    auto committed = nlohmann::ordered_json::array();
    if (!dryRun)
        for (const Position& p : outcome.committed)
            committed.push_back({{"partition", p.partition.value}, {"offset", p.offset.value}});
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
            {"group_shared", tally.groupShared},
            {"dry_run", dryRun},
            {"committed", std::move(committed)},
            {"alarms", std::move(alarms)}};
}

} // namespace driftwood::cli

#include "session/group_memory.h"

#include "base/clock.h"

#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

using nlohmann::json;
using workspace::HistoryRow;
using workspace::MonitorRow;

/// Beside the kinds of monitor_history.cpp; the row's time is when it was noted.
constexpr const char* kPlace = "place";

scoring::Remembered placeOf(const std::string& text) {
    scoring::Remembered place;
    const json value = json::parse(text);
    place.topicId = value.at("topic").get<std::string>();
    for (const json& each : value.at("committed"))
        place.committed.push_back(
            {PartitionId(each.at(0).get<std::int32_t>()), Offset(each.at(1).get<std::int64_t>())});
    return place;
}

} // namespace

Status noteAtGroup(workspace::Workspace& workspace, std::int64_t monitorId,
                   const scoring::Remembered& place) {
    json committed = json::array();
    for (const Position& position : place.committed)
        committed.push_back(json::array({position.partition.value, position.offset.value}));
    const json value{{"topic", place.topicId}, {"committed", std::move(committed)}};
    return workspace.replaceHistory(monitorId, kPlace, {{kPlace, SystemClock().now().value, value.dump()}});
}

Result<std::optional<LastAtGroup>> lastAtGroup(workspace::Workspace& workspace, const MonitorRow& wanted) {
    auto monitors = workspace.monitors();
    if (!monitors)
        return forward(monitors);
    std::optional<LastAtGroup> last;
    std::int64_t lastMs = -1;
    for (MonitorRow& row : *monitors) {
        if (row.sourceTopic != wanted.sourceTopic || row.group != wanted.group ||
            row.profileName != wanted.profileName || row.targetTopic.empty())
            continue;
        auto history = workspace.history(row.id);
        if (!history)
            return forward(history);
        std::int64_t atMs = 0;
        scoring::Remembered place;
        for (const HistoryRow& each : *history) {
            if (each.kind != kPlace)
                continue;
            try {
                place = placeOf(each.json);
            } catch (const json::exception& error) {
                return fail(ErrorCode::CorruptData,
                            std::string("where the monitor stood cannot be read: ") + error.what(),
                            "monitor " + std::to_string(row.id), "Attach under another group.");
            }
            atMs = each.atMs;
        }
        if (!last || atMs > lastMs || (atMs == lastMs && row.id > last->monitor.id)) {
            lastMs = atMs;
            last = LastAtGroup{std::move(row), std::move(place)};
        }
    }
    return last;
}

} // namespace driftwood::session

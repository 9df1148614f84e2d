#include "monitoring/group_memory.h"

#include "base/clock.h"

#include <nlohmann/json.hpp>

namespace driftwood::monitoring {
namespace {

using nlohmann::json;
using workspace::HistoryRow;
using workspace::MonitorRow;

/// A kind beside those of monitor_history.cpp; the row's time is when it was noted.
constexpr const char* kPlace = "place";

std::vector<Position> positionsFrom(const json& list) {
    std::vector<Position> positions;
    for (const json& each : list)
        positions.push_back(
            {PartitionId(each.at(0).get<std::int32_t>()), Offset(each.at(1).get<std::int64_t>())});
    return positions;
}

json jsonOf(const std::vector<Position>& positions) {
    json list = json::array();
    for (const Position& position : positions)
        list.push_back(json::array({position.partition.value, position.offset.value}));
    return list;
}

GroupPlace placeFrom(const std::string& text) {
    GroupPlace place;
    const json value = json::parse(text);
    place.clusterId = value.value("cluster", std::string());
    place.deadLetter = value.value("dead_letter", std::string());
    place.remembered.topicId = value.at("topic").get<std::string>();
    place.remembered.committed = positionsFrom(value.at("committed"));
    place.targetTopicId = value.value("target_topic", std::string());
    place.scored = value.value("scored", std::int64_t{-1});
    if (const auto next = value.find("next"); next != value.end())
        place.next = positionsFrom(*next);
    return place;
}

struct Noted {
    GroupPlace place;
    std::int64_t atMs = 0;
};

Result<std::optional<Noted>> notedOf(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto history = workspace.history(monitorId);
    if (!history)
        return forward(history);
    std::optional<Noted> noted;
    for (const HistoryRow& each : *history) {
        if (each.kind != kPlace)
            continue;
        try {
            noted = Noted{placeFrom(each.json), each.atMs};
        } catch (const json::exception& error) {
            return fail(ErrorCode::CorruptData,
                        std::string("where the monitor stood cannot be read: ") + error.what(),
                        "monitor " + std::to_string(monitorId), "Attach under another group.");
        }
    }
    return noted;
}

} // namespace

Status noteAtGroup(workspace::Workspace& workspace, std::int64_t monitorId, const GroupPlace& place) {
    const json value{{"cluster", place.clusterId},
                     {"topic", place.remembered.topicId},
                     {"committed", jsonOf(place.remembered.committed)},
                     {"dead_letter", place.deadLetter},
                     {"scored", place.scored},
                     {"next", jsonOf(place.next)},
                     {"target_topic", place.targetTopicId}};
    return workspace.replaceHistory(monitorId, kPlace, {{kPlace, timeNow().value, value.dump()}});
}

Result<std::optional<GroupPlace>> placeOf(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto noted = notedOf(workspace, monitorId);
    if (!noted)
        return forward(noted);
    return *noted ? std::optional((*noted)->place) : std::nullopt;
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
        auto noted = notedOf(workspace, row.id);
        if (!noted)
            return forward(noted);
        const std::int64_t atMs = *noted ? (*noted)->atMs : 0;
        if (!last || atMs > lastMs || (atMs == lastMs && row.id > last->monitor.id)) {
            lastMs = atMs;
            last = LastAtGroup{std::move(row), *noted ? std::move((*noted)->place) : GroupPlace()};
        }
    }
    return last;
}

} // namespace driftwood::monitoring

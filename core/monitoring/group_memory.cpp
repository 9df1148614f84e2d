#include "monitoring/group_memory.h"

#include "base/clock.h"
#include "monitoring/history_json.h"

namespace driftwood::monitoring {
namespace {

using nlohmann::json;
using workspace::MonitorRow;

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

GroupPlace placeFrom(const json& value) {
    GroupPlace place;
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

std::string placeText(const GroupPlace& place) {
    return json{{"cluster", place.clusterId},
                {"topic", place.remembered.topicId},
                {"committed", jsonOf(place.remembered.committed)},
                {"dead_letter", place.deadLetter},
                {"scored", place.scored},
                {"next", jsonOf(place.next)},
                {"target_topic", place.targetTopicId}}
        .dump();
}

Result<GroupPlace> placeFromText(const std::string& text, const std::string& where) {
    return readHistoryJson(text, "where the monitor stood", where, "Attach under another group.", placeFrom);
}

/// A kind beside those of monitor_history.cpp; an entry's time is when it was noted.
constexpr workspace::HistoryKind<GroupPlace> kPlace{"place", placeText, placeFromText};

using Noted = workspace::HistoryEntry<GroupPlace>;

Result<std::optional<Noted>> notedOf(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto places = workspace.history(monitorId, kPlace);
    if (!places)
        return forward(places);
    return places->empty() ? std::nullopt : std::optional(std::move(places->back()));
}

} // namespace

Status noteAtGroup(workspace::Workspace& workspace, std::int64_t monitorId, const GroupPlace& place) {
    return workspace.replaceHistory(monitorId, kPlace, {{timeNow().value, place}});
}

Result<std::optional<GroupPlace>> placeOf(workspace::Workspace& workspace, std::int64_t monitorId) {
    auto noted = notedOf(workspace, monitorId);
    if (!noted)
        return forward(noted);
    return *noted ? std::optional((*noted)->value) : std::nullopt;
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
            last = LastAtGroup{std::move(row), *noted ? std::move((*noted)->value) : GroupPlace()};
        }
    }
    return last;
}

} // namespace driftwood::monitoring

#include "drift/alarm_book.h"

#include "drift/drift_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace driftwood::drift {
namespace {

/// Extends the alarm by one more window beyond the threshold, from its record `first` on.
void grow(Alarm& alarm, const Finding& finding, const WindowRows& rows, std::size_t first) {
    rows.coverFrom(first, alarm);
    alarm.value = std::max(alarm.value, finding.value); // for every kind of alarm a larger value is worse
    // Skip the mean for an alarm whose first windows an earlier version did not count.
    if (alarm.windows > 0)
        alarm.mean += (finding.value - alarm.mean) / ++alarm.windows;
}

nlohmann::json pendingToJson(const Alarm& alarm) {
    return {{"id", alarm.id},
            {"path", alarm.path},
            {"value", alarm.value},
            {"threshold", alarm.threshold},
            {"range", toJson(alarm.range)},
            {"from", alarm.from.value},
            {"to", alarm.to.value},
            {"details", detailsToJson(alarm)}};
}

Alarm pendingFromJson(const nlohmann::json& json, AlarmKind kind) {
    auto range = topicRangesFromJson(json.at("range"), "pending alarm");
    if (!range)
        throw std::invalid_argument(range.error().text());
    Alarm alarm;
    alarm.id = json.at("id");
    alarm.kind = kind;
    alarm.path = json.at("path");
    alarm.value = json.at("value");
    alarm.threshold = json.at("threshold");
    alarm.range = std::move(*range);
    alarm.from = TimestampMs(json.at("from").get<std::int64_t>());
    alarm.to = TimestampMs(json.at("to").get<std::int64_t>());
    if (Status read = detailsFromJson(json.at("details"), "pending alarm", alarm); !read)
        throw std::invalid_argument(read.error().text());
    return alarm;
}

} // namespace

void AlarmBook::note(const Finding& finding, const DriftReport& window, const WindowRows& rows) {
    Watch& watch = m_watches[{finding.kind, finding.field}];
    if (finding.beyond) {
        noteBeyond(watch, finding, window, rows);
        return;
    }
    watch.beyond = 0;
    if (!watch.open)
        return;
    watch.calm = finding.calm ? watch.calm + 1 : 0;
    if (watch.calm < m_config.clearAfter)
        return;
    m_alarms[*watch.open].clearedAt = window.to;
    watch.open.reset();
}

void AlarmBook::noteBeyond(Watch& watch, const Finding& finding, const DriftReport& window,
                           const WindowRows& rows) {
    watch.calm = 0;
    if (watch.open) {
        grow(m_alarms[*watch.open], finding, rows, 0);
        return;
    }
    if (++watch.beyond == 1) {
        watch.pending = {};
        watch.pending.kind = finding.kind;
        watch.pending.path = finding.path;
        watch.pending.value = finding.value;
        watch.pending.threshold = finding.threshold;
        watch.pending.riseFrom = finding.riseFrom;
        watch.pending.windows = 1;
        watch.pending.mean = finding.value;
        watch.pending.range.topic = window.range.topic;
        // The id comes from where the alarm began: earlier records of a partition may be covered later.
        rows.coverFrom(finding.begin, watch.pending);
        watch.pending.id = idFor(watch.pending);
    } else {
        grow(watch.pending, finding, rows, 0);
    }
    if (watch.beyond < (finding.kind == AlarmKind::ErrorChange ? 1 : m_config.raiseAfter))
        return;
    watch.pending.raisedAt = window.to;
    watch.beyond = 0;
    watch.open = m_alarms.size();
    m_alarms.push_back(std::move(watch.pending));
}

void AlarmBook::reopen(std::size_t field, Alarm alarm) {
    m_watches[{alarm.kind, field}].open = m_alarms.size();
    m_alarms.push_back(std::move(alarm));
}

nlohmann::json AlarmBook::memory() const {
    nlohmann::json watches = nlohmann::json::array();
    for (const auto& [key, watch] : m_watches) {
        if (watch.beyond == 0 && !(watch.open && watch.calm > 0))
            continue;
        watches.push_back({{"kind", alarmKindName(key.first)},
                           {"field", key.second},
                           {"beyond", watch.beyond},
                           {"calm", watch.calm}});
        if (watch.beyond > 0)
            watches.back()["pending"] = pendingToJson(watch.pending);
    }
    return watches;
}

void AlarmBook::recall(const nlohmann::json& memory) {
    for (const nlohmann::json& entry : memory) {
        const auto kind = alarmKindFromName(entry.at("kind").get<std::string>());
        if (!kind)
            throw std::invalid_argument("no kind of alarm");
        Watch& watch = m_watches[{*kind, entry.at("field").get<std::size_t>()}];
        if (watch.open)
            watch.calm = std::clamp(entry.at("calm").get<int>(), 0, m_config.clearAfter);
        else if (entry.contains("pending")) {
            watch.pending = pendingFromJson(entry.at("pending"), *kind);
            watch.beyond = std::clamp(entry.at("beyond").get<int>(), 0, m_config.raiseAfter);
        }
    }
}

std::string AlarmBook::idFor(const Alarm& alarm) const {
    std::string id = std::string(alarmKindName(alarm.kind)) + ":" + alarm.path;
    if (!alarm.range.ranges.empty()) {
        const broker::OffsetRange& first = alarm.range.ranges.front();
        id.append(":").append(std::to_string(first.partition.value));
        id.append("/").append(std::to_string(first.begin.value));
    }
    // One path may be two inputs with different transforms that drift at the same time.
    const auto taken = [&](const std::string& name) {
        return std::ranges::find(m_alarms, name, &Alarm::id) != m_alarms.end();
    };
    std::string unique = id;
    for (int n = 2; taken(unique); ++n)
        unique = std::string(id).append("#").append(std::to_string(n));
    return unique;
}

} // namespace driftwood::drift

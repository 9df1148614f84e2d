#include "drift/alarm_book.h"

#include "base/json_fields.h"
#include "drift/drift_json.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::drift {
namespace {

/// Extends the alarm by one more window beyond the threshold, from its record `first` on.
void grow(Alarm& alarm, const Finding& finding, const WindowRows& rows,
          const std::vector<Position>& cameBackAt) {
    rows.coverFrom(0, alarm, cameBackAt);
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
            {"details", toJson(alarm.details())}};
}

Result<Alarm> pendingFromJson(const nlohmann::json& json, AlarmKind kind) {
    JsonFields fields(json, "pending alarm");
    Alarm alarm;
    alarm.kind = kind;
    fields.read("id", alarm.id);
    fields.read("path", alarm.path);
    fields.read("value", alarm.value);
    fields.read("threshold", alarm.threshold);
    if (const nlohmann::json* range = fields.value("range"))
        fields.take(topicRangesFromJson(*range, "pending alarm"), alarm.range);
    fields.read("from", alarm.from.value);
    fields.read("to", alarm.to.value);
    AlarmDetails details;
    if (const nlohmann::json* value = fields.value("details"))
        fields.take(alarmDetailsFromJson(*value, "pending alarm"), details);
    if (Status read = fields.finish(); !read)
        return forward(read);
    alarm.setDetails(std::move(details));
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
        grow(m_alarms[*watch.open], finding, rows, m_cameBackAt);
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
        grow(watch.pending, finding, rows, m_cameBackAt);
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

Status AlarmBook::recall(const nlohmann::json& memory) {
    if (!memory.is_array())
        return fail(ErrorCode::CorruptData, "not a list of watched quantities", "state of the alarms");
    for (const nlohmann::json& entry : memory) {
        JsonFields fields(entry, "state of the alarms");
        AlarmKind kind{};
        std::uint64_t field = 0;
        int beyond = 0;
        int calm = 0;
        fields.name("kind", kind, alarmKindFromName);
        fields.read("field", field);
        fields.read("beyond", beyond, 0, std::numeric_limits<int>::max());
        fields.read("calm", calm, 0, std::numeric_limits<int>::max());
        Alarm pending;
        const bool isPending = fields.has("pending");
        if (const nlohmann::json* alarm = isPending ? fields.value("pending") : nullptr)
            fields.take(pendingFromJson(*alarm, kind), pending);
        if (Status read = fields.finish(); !read)
            return read;
        Watch& watch = m_watches[{kind, field}];
        if (watch.open)
            watch.calm = std::min(calm, m_config.clearAfter);
        else if (isPending) {
            watch.pending = std::move(pending);
            watch.beyond = std::min(beyond, m_config.raiseAfter);
        }
    }
    return {};
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

#include "drift/alarm_book.h"

#include "drift/covered_records.h"

#include <algorithm>
#include <cmath>

namespace driftwood::drift {
namespace {

void grow(Alarm& alarm, const Finding& finding, const DriftReport& window) {
    for (const broker::OffsetRange& range : window.range.ranges)
        cover(alarm.range, range);
    cover(alarm.from, alarm.to, window.from, window.to);
    if (std::abs(finding.value - finding.threshold) > std::abs(alarm.value - alarm.threshold)) {
        alarm.value = finding.value;
        alarm.threshold = finding.threshold;
    }
}

} // namespace

void AlarmBook::note(const Finding& finding, const DriftReport& window) {
    Watch& watch = m_watches[{finding.kind, finding.field}];
    if (finding.beyond) {
        noteBeyond(watch, finding, window);
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

void AlarmBook::noteBeyond(Watch& watch, const Finding& finding, const DriftReport& window) {
    watch.calm = 0;
    if (watch.open) {
        grow(m_alarms[*watch.open], finding, window);
        return;
    }
    if (++watch.beyond == 1) {
        watch.pending = {.kind = finding.kind,
                         .path = finding.path,
                         .value = finding.value,
                         .threshold = finding.threshold,
                         .range = {window.range.topic, {}}};
        // Named after where it began: records of the same partition before it may be covered later.
        grow(watch.pending, finding, window);
        watch.pending.id = idFor(watch.pending);
    } else {
        grow(watch.pending, finding, window);
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

std::string AlarmBook::idFor(const Alarm& alarm) const {
    std::string id = std::string(alarmKindName(alarm.kind)) + ":" + alarm.path;
    if (!alarm.range.ranges.empty()) {
        const broker::OffsetRange& first = alarm.range.ranges.front();
        id.append(":").append(std::to_string(first.partition.value));
        id.append("/").append(std::to_string(first.begin.value));
    }
    // One path may be two inputs, transformed differently, that drift together.
    const auto taken = [&](const std::string& name) {
        return std::ranges::find(m_alarms, name, &Alarm::id) != m_alarms.end();
    };
    std::string unique = id;
    for (int n = 2; taken(unique); ++n)
        unique = std::string(id).append("#").append(std::to_string(n));
    return unique;
}

} // namespace driftwood::drift

#include "monitoring/monitor_ledger.h"

#include "base/clock.h"
#include "monitoring/alarm_rows.h"
#include "monitoring/promotion.h"

#include <algorithm>

namespace driftwood::monitoring {
namespace {

constexpr std::chrono::seconds kSaveEvery{1};
constexpr std::chrono::seconds kSaveHistoryEvery{5};

} // namespace

Status MonitorLedger::begin(Begin begin) {
    m_row = std::move(begin.row);
    m_clusterId = std::move(begin.clusterId);
    m_deadLetter = std::move(begin.deadLetter);
    m_resumes = m_row.id != 0;
    const bool isDryRun = m_row.targetTopic.empty();
    if (isDryRun && !m_workspace.whyReadOnly().empty()) {
        keepNothing("the workspace cannot be written (" + m_workspace.whyReadOnly() + ")");
        return {};
    }
    return orGoOn(store(std::move(begin.lock)));
}

/// A dry run goes on without the workspace if its disk is full.
Status MonitorLedger::orGoOn(Status stored) {
    if (!m_row.targetTopic.empty() || stored || stored.error().code != ErrorCode::NoSpace)
        return stored;
    keepNothing(stored.error().what);
    return {};
}

void MonitorLedger::keepNothing(std::string why) {
    m_notListed = std::move(why);
    m_row.id = 0;
    m_lock.reset();
    m_history.reset();
    m_unpublished.reset();
    m_undecodable.reset();
    m_leftOut.reset();
}

Status MonitorLedger::store(std::optional<workspace::ActivityLock> handedOver) {
    m_scoredBefore = m_row.scored;
    m_row.stoppedAt.clear();
    if (m_row.id == 0) {
        m_row.startedAt = formatIso8601(timeNow());
        const auto id = m_workspace.addMonitor(m_row);
        if (!id)
            return tl::unexpected(id.error());
        m_row.id = *id;
    }
    if (handedOver) {
        m_lock = std::move(handedOver);
    } else {
        auto lock =
            workspace::ActivityLock::take(m_workspace.folder(), workspace::Activity::Monitor, m_row.id);
        if (!lock)
            return forward(lock);
        m_lock = std::move(*lock);
    }
    m_row.running = true;
    if (auto s = m_workspace.updateMonitor(m_row); !s)
        return s;
    m_history = std::make_unique<HistoryWriter>(m_workspace, m_row.id);
    m_unpublished = std::make_unique<UnpublishedRows>(m_workspace, m_row.id);
    m_undecodable = std::make_unique<UndecodableRows>(m_workspace, m_row.id);
    m_leftOut = std::make_unique<LeftOutRows>(m_workspace, m_row.id);
    return notePlace();
}

Status MonitorLedger::resume() {
    if (!m_resumes || !m_notListed.empty())
        return {};
    auto history = loadHistory(m_workspace, m_row.id);
    if (!history)
        return forward(history);
    m_subject.track.restore(history->track.width, std::move(history->track.points));
    m_subject.trail.restore(std::move(history->windows), std::move(history->latest));
    if (auto resumed = resumeAlarms(); !resumed || !history->memory)
        return resumed;
    return recall(*history->memory);
}

Status MonitorLedger::recall(const MonitorMemory& memory) {
    auto next = m_subject.attachment.nextPositions();
    for (const PartitionId partition : m_subject.attachment.newAtStart())
        std::erase_if(next, [&](const Position& position) { return position.partition == partition; });
    if (memory.next != next)
        return {};
    auto recalled = m_subject.monitor.recall(memory.memory);
    if (!recalled) {
        recalled.error().where = "monitor " + std::to_string(m_row.id);
        recalled.error().hint =
            "The log is untouched; a new monitor starts afresh (another group, or another target).";
    }
    return recalled;
}

Status MonitorLedger::resumeAlarms() {
    auto rows = m_workspace.alarms();
    if (!rows)
        return forward(rows);
    std::vector<drift::Alarm> open;
    for (workspace::AlarmRow& row : *rows) {
        if (row.monitorId != m_row.id || row.clearedAtMs != 0)
            continue;
        auto alarm = alarmFromRow(row);
        if (!alarm)
            return forward(alarm);
        open.push_back(std::move(*alarm));
        m_savedAlarms[row.id] = std::move(row);
    }
    std::ranges::reverse(open); // the workspace lists the newest first
    m_subject.monitor.resume(open);
    const auto promotions = m_workspace.promotions(); // newest first
    if (!promotions)
        return tl::unexpected(promotions.error());
    const auto back = std::ranges::find_if(*promotions, [this](const workspace::PromotionRow& row) {
        return row.toMonitorId == m_row.id && row.state == workspace::PromotionState::Done;
    });
    if (back != promotions->end())
        m_subject.monitor.comeBackAt(positionsOf(*back));
    m_alarmsBefore = m_subject.monitor.alarms().size();
    return {};
}

Result<bool> MonitorLedger::saveWhatIsDue() {
    const auto now = SteadyClock::now();
    const bool progress = now - m_progressSaved >= kSaveEvery;
    if (progress) {
        m_progressSaved = now;
        if (auto s = orGoOn(noteProgress(true)); !s)
            return forward(s);
        if (auto s = orGoOn(notePlace()); !s)
            return forward(s);
    }
    if (now - m_historySaved >= kSaveHistoryEvery)
        if (auto s = orGoOn(noteHistory()); !s)
            return forward(s);
    return progress;
}

Status MonitorLedger::noteProgress(bool running) {
    if (!m_notListed.empty())
        return {};
    m_row.running = running;
    m_row.scored = m_scoredBefore + m_subject.attachment.scored();
    if (!running)
        m_row.stoppedAt = formatIso8601(timeNow());
    return m_workspace.updateMonitor(m_row);
}

/// Called after the commit, so that the stored place is never ahead of the group's offsets.
Status MonitorLedger::notePlace() {
    GroupPlace place{m_clusterId,
                     {m_subject.attachment.topicId(), m_subject.attachment.committedPositions()},
                     m_deadLetter,
                     m_scoredBefore + m_subject.attachment.scored(),
                     m_subject.attachment.nextPositions(),
                     m_subject.attachment.targetTopicId()};
    if (!m_notListed.empty() || place.remembered.committed.empty() || place == m_place)
        return {};
    m_place = std::move(place);
    return noteAtGroup(m_workspace, m_row.id, m_place);
}

Result<std::vector<drift::Alarm>> MonitorLedger::noteAlarms() {
    std::vector<drift::Alarm> changed;
    for (const drift::Alarm& alarm : m_subject.monitor.alarms()) {
        const auto row = toRow(alarm, m_row.id);
        const auto saved = m_savedAlarms.find(alarm.id);
        if (saved != m_savedAlarms.end() && saved->second.ranges == row.ranges &&
            saved->second.clearedAtMs == row.clearedAtMs)
            continue;
        if (m_notListed.empty())
            if (auto s = orGoOn(m_workspace.saveAlarm(row)); !s)
                return forward(s);
        m_savedAlarms[alarm.id] = row;
        changed.push_back(alarm);
    }
    return changed;
}

Status MonitorLedger::noteUnpublished(const std::vector<scoring::UnpublishedRecord>& records) {
    return m_unpublished ? m_unpublished->add(records) : Status();
}

Status MonitorLedger::noteUndecodable(const std::vector<decoder::DecodeFailure>& failures) {
    return m_undecodable ? orGoOn(m_undecodable->add(failures)) : Status();
}

Status MonitorLedger::noteLeftOut(const std::vector<broker::OffsetRange>& ranges) {
    return m_leftOut ? m_leftOut->add(ranges) : Status();
}

Status MonitorLedger::noteHistory() {
    m_historySaved = SteadyClock::now();
    return m_history ? m_history->save(m_subject.track, m_subject.trail) : Status();
}

Status MonitorLedger::end(bool inOrder) {
    Status first = noteHistory();
    const auto note = [&first](Status status) {
        if (first)
            first = std::move(status);
    };
    if (inOrder && m_history)
        note(m_history->save({m_subject.attachment.nextPositions(), m_subject.monitor.memory()}));
    note(notePlace());
    note(noteProgress(false));
    return orGoOn(std::move(first));
}

} // namespace driftwood::monitoring

#include "session/attachment_job.h"

#include "base/clock.h"
#include "broker/embedded_broker.h"
#include "drift/drift_json.h"
#include "scoring/start_positions.h"
#include "session/alarm_rows.h"
#include "session/attach_update_window.h"
#include "session/group_memory.h"
#include "session/monitor_history.h"
#include "session/monitor_to_continue.h"
#include "session/promotion.h"
#include "session/stored_model.h"
#include "session/unpublished_rows.h"
#include "workspace/activity_lock.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kPollWait{50};
constexpr std::chrono::seconds kSaveEvery{1};
constexpr std::chrono::seconds kSaveHistoryEvery{5};
constexpr std::chrono::seconds kLookAtGroupEvery{2};
/// A broker that has just gone must not keep its being away from being told.
constexpr std::chrono::milliseconds kGroupAnswerWithin{700};
/// How long one that commits every Attachment::kPresenceEvery may be waited for.
constexpr std::chrono::milliseconds kLookBeforeFor = 5 * scoring::Attachment::kPresenceEvery / 2;

class AttachmentRun {
  public:
    AttachmentRun(workspace::Workspace& workspace, const AttachRequest& request, const AttachSink& sink)
        : m_workspace(workspace)
        , m_request(request)
        , m_sink(sink) {}

    Result<AttachOutcome> run(broker::Connection& connection, const std::stop_token& stop);

  private:
    Status rememberGroup(scoring::AttachmentConfig& config);
    Status noteStart(const model::TrainedModel& model);
    Status noteProgress(bool running);
    Status notePlace();
    Status noteAlarms();
    Status noteHistory();
    Status resumeHistory();
    Status resumeAlarms();
    Status recall(const MonitorMemory& memory);
    void report(bool first = false);
    Status takeGroup(broker::Connection& connection, const std::stop_token& stop);
    [[nodiscard]] Error whoHasTheGroup() const;
    Status lookForPromotion();
    void lookAtGroup(bool connected, const std::stop_token& stop);
    [[nodiscard]] std::optional<AttachEnd> reasonToEnd(const std::stop_token& stop) const;
    Result<AttachOutcome> loop(const std::stop_token& stop);
    Status observe(scoring::AttachmentBatch& batch, const std::stop_token& stop);
    Status saveWhatIsDue();
    Status end(const Result<AttachOutcome>& outcome);

    workspace::Workspace& m_workspace;
    const AttachRequest& m_request;
    const AttachSink& m_sink;
    workspace::MonitorRow m_row;
    GroupPlace m_place; ///< as the workspace has it
    std::string m_clusterId;
    bool m_beganAnew = false;
    broker::Connection* m_connection = nullptr;
    std::optional<workspace::ActivityLock> m_groupLock;
    std::optional<workspace::ActivityLock> m_lock;
    std::optional<workspace::PromotionRow> m_promotion; ///< to be done when all is settled
    std::unique_ptr<scoring::Attachment> m_attachment;
    std::unique_ptr<drift::DriftMonitor> m_monitor;
    std::optional<GroupWatch> m_group; ///< none where nothing is committed
    SteadyClock::time_point m_lookedAtGroup = SteadyClock::now();
    SteadyClock::time_point m_progressSaved = SteadyClock::now();
    SilenceWatch m_silence;
    std::map<std::string, workspace::AlarmRow> m_savedAlarms;
    std::size_t m_alarmsBefore = 0; ///< of an earlier sitting
    std::unique_ptr<TrackRecorder> m_track;
    TrackRecorder::Cursor m_reported; ///< of the track, to the sink
    DriftTrail m_trail;
    std::unique_ptr<HistoryWriter> m_history;
    std::unique_ptr<UnpublishedRows> m_unpublished;
    SteadyClock::time_point m_historySaved = SteadyClock::now();
    UpdateWindow m_window;
    std::int64_t m_scoredBefore = 0; ///< by earlier runs of the same monitor
    AttachOutcome m_outcome;
    SteadyClock::time_point m_started = SteadyClock::now();
};

/// Who begins where the group stands relies on it; it is compared with what this workspace remembers.
Status AttachmentRun::rememberGroup(scoring::AttachmentConfig& config) {
    if (config.target.value.empty() || config.startAt != scoring::StartAt::Committed ||
        !config.startPositions.empty())
        return {};
    workspace::MonitorRow wanted;
    wanted.sourceTopic = config.source.value;
    wanted.group = config.group;
    wanted.profileName = m_request.profileName;
    auto last = lastAtGroup(m_workspace, wanted);
    if (!last)
        return forward(last);
    if (!*last)
        return {};
    if (broker::isEmbedded(m_clusterId) && (*last)->place.clusterId != m_clusterId) {
        m_beganAnew = true;
        return {};
    }
    const std::string& target = (*last)->monitor.targetTopic;
    if (target != config.target.value)
        return fail(ErrorCode::Mismatch,
                    "group " + config.group + " is that of monitor " + std::to_string((*last)->monitor.id) +
                        ", which publishes to " + target + ": what it has scored would be missing in " +
                        config.target.value,
                    config.source.value, std::string(scoring::kSayWhereToBegin));
    config.remembered = std::move((*last)->place.remembered);
    return {};
}

Status AttachmentRun::noteStart(const model::TrainedModel& model) {
    if (m_request.resumeMonitorId != 0) {
        auto row = monitorByNumber(m_workspace, m_request.resumeMonitorId);
        if (!row)
            return forward(row);
        m_row = std::move(*row);
        m_scoredBefore = m_row.scored;
    }
    m_row.modelId = model.id;
    m_row.sourceTopic = m_request.attachment.source.value;
    m_row.targetTopic = m_request.attachment.target.value;
    m_row.group = m_request.attachment.group;
    m_row.profileName = m_request.profileName;
    m_row.configJson = drift::toJson(m_request.drift).dump();
    m_row.stoppedAt.clear();
    if (m_row.id == 0) {
        m_row.startedAt = formatIso8601(SystemClock().now());
        const auto id = m_workspace.addMonitor(m_row);
        if (!id)
            return tl::unexpected(id.error());
        m_row.id = *id;
    }
    // Locked before it is noted as running: what is noted and not locked was interrupted.
    auto lock = workspace::ActivityLock::take(m_workspace.folder(), workspace::Activity::Monitor, m_row.id);
    if (!lock)
        return forward(lock);
    m_lock = std::move(*lock);
    m_row.running = true;
    return m_workspace.updateMonitor(m_row);
}

Status AttachmentRun::noteProgress(bool running) {
    m_row.running = running;
    m_row.scored = m_scoredBefore + m_attachment->scored();
    if (!running)
        m_row.stoppedAt = formatIso8601(SystemClock().now());
    return m_workspace.updateMonitor(m_row);
}

/// After the commit: what is remembered is never ahead of what the group has.
Status AttachmentRun::notePlace() {
    GroupPlace place{m_clusterId,
                     {m_attachment->topicId(), m_attachment->committedPositions()},
                     m_request.attachment.deadLetter.value};
    if (place.remembered.committed.empty() || place == m_place)
        return {};
    m_place = std::move(place);
    return noteAtGroup(m_workspace, m_row.id, m_place);
}

Status AttachmentRun::noteAlarms() {
    for (const drift::Alarm& alarm : m_monitor->alarms()) {
        const auto row = toRow(alarm, m_row.id);
        const auto saved = m_savedAlarms.find(alarm.id);
        const bool changed = saved == m_savedAlarms.end() || saved->second.rangesJson != row.rangesJson ||
                             saved->second.clearedAtMs != row.clearedAtMs;
        if (!changed)
            continue;
        if (auto s = m_workspace.saveAlarm(row); !s)
            return s;
        m_savedAlarms[alarm.id] = row;
        m_window.add(alarm);
    }
    return {};
}

Status AttachmentRun::resumeHistory() {
    m_history = std::make_unique<HistoryWriter>(m_workspace, m_row.id);
    m_unpublished = std::make_unique<UnpublishedRows>(m_workspace, m_row.id);
    if (m_request.resumeMonitorId == 0)
        return {};
    auto history = loadHistory(m_workspace, m_row.id);
    if (!history)
        return forward(history);
    m_track->restore(history->track.width, std::move(history->track.points));
    m_trail.restore(std::move(history->windows), std::move(history->latest));
    if (auto resumed = resumeAlarms(); !resumed || !history->memory)
        return resumed;
    return recall(*history->memory);
}

/// What was watched goes on where it ended only if the log does: a sitting that was killed, or another member
/// of the group, may have scored records that were not counted.
Status AttachmentRun::recall(const MonitorMemory& memory) {
    auto next = m_attachment->nextPositions();
    for (const PartitionId partition : m_attachment->newAtStart())
        std::erase_if(next, [&](const Position& position) { return position.partition == partition; });
    if (memory.next != next)
        return {};
    auto recalled = m_monitor->recall(memory.memory);
    if (!recalled) {
        recalled.error().where = "monitor " + std::to_string(m_row.id);
        recalled.error().hint =
            "The log is untouched; a new monitor begins anew (another group, or another target).";
    }
    return recalled;
}

Status AttachmentRun::resumeAlarms() {
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
    std::ranges::reverse(open); // the workspace has the newest first
    m_monitor->resume(open);
    m_alarmsBefore = m_monitor->alarms().size();
    return {};
}

Status AttachmentRun::noteHistory() {
    m_historySaved = SteadyClock::now();
    return m_history->save(*m_track, m_trail);
}

void AttachmentRun::report(bool first) {
    AttachUpdate update = m_window.take(m_attachment->scored());
    update.monitorId = m_row.id;
    update.track = m_track->changesSince(m_reported);
    update.promoted = m_outcome.promotion;
    if (first) {
        update.earlier = m_trail;
        update.beganAnew = m_beganAnew;
    }
    if (first || !update.newPartitions.empty())
        update.withoutPartner = m_attachment->withoutPartner();
    m_sink(std::move(update));
}

Error AttachmentRun::whoHasTheGroup() const {
    Error error{ErrorCode::AlreadyExists,
                "group " + m_request.attachment.group + " is at work on this topic already",
                m_request.attachment.source.value,
                "Two in one group score every record twice. Stop the other first, promote this model in its "
                "place, or attach it under a group of its own."};
    const auto monitors = m_workspace.monitors();
    if (!monitors)
        return error;
    for (const workspace::MonitorRow& other : *monitors)
        if (other.running && other.group == m_request.attachment.group &&
            other.sourceTopic == m_request.attachment.source.value)
            error.where += ", monitor " + std::to_string(other.id);
    return error;
}

/// Before anything is read: nobody else has it, or that is said.
Status AttachmentRun::takeGroup(broker::Connection& connection, const std::stop_token& stop) {
    const scoring::AttachmentConfig& attachment = m_request.attachment;
    if (attachment.target.value.empty())
        return {};
    auto cluster = connection.cluster();
    if (!cluster)
        return forward(cluster);
    const std::string& clusterName =
        cluster->clusterId.empty() ? connection.profile().bootstrapServers : cluster->clusterId;
    m_clusterId = cluster->clusterId;
    auto lock = workspace::ActivityLock::take(
        m_workspace.folder(), workspace::Activity::Group,
        workspace::groupLockId(clusterName, attachment.group, attachment.source.value));
    if (!lock && lock.error().code == ErrorCode::AlreadyExists)
        return tl::unexpected(whoHasTheGroup());
    if (!lock)
        return forward(lock);
    m_groupLock = std::move(*lock);
    auto topic = connection.topic(attachment.source);
    if (!topic)
        return forward(topic);
    auto observer =
        broker::GroupObserver::open(connection, attachment.group, attachment.source, topic->partitions);
    if (!observer)
        return forward(observer);
    m_group.emplace(std::move(*observer));
    const GroupUse use = m_group->useBefore(kLookBeforeFor, stop);
    if (!use.members.empty())
        return fail(ErrorCode::AlreadyExists,
                    "group " + attachment.group + " has " + std::to_string(use.members.size()) +
                        " active member(s), " + use.members.front().clientId + " on " +
                        use.members.front().host + " for one: it is in use by other programs",
                    attachment.source.value, "Attach under a group of its own.");
    if (use.committed)
        m_window.noteSharedGroup();
    return {};
}

/// What is asked for is done when all that was read is acknowledged and committed.
Status AttachmentRun::lookForPromotion() {
    if (m_promotion || m_request.attachment.target.value.empty())
        return {};
    auto asked = promotionToDo(*m_connection, m_workspace, m_row.id);
    if (!asked)
        return forward(asked);
    if (!*asked)
        return {};
    m_promotion = std::move(**asked);
    m_attachment->stopReading();
    return {};
}

void AttachmentRun::lookAtGroup(bool connected, const std::stop_token& stop) {
    if (!m_group || !connected || SteadyClock::now() - m_lookedAtGroup < kLookAtGroupEvery)
        return;
    if (m_group->othersCommitted(stop, kGroupAnswerWithin))
        m_window.noteSharedGroup();
    m_lookedAtGroup = SteadyClock::now();
}

std::optional<AttachEnd> AttachmentRun::reasonToEnd(const std::stop_token& stop) const {
    if (stop.stop_requested())
        return AttachEnd::StoppedByUser;
    if (m_request.maxRecords > 0 && m_attachment->read() >= m_request.maxRecords)
        return AttachEnd::RecordLimit;
    if (m_request.maxDuration.count() > 0 && SteadyClock::now() - m_started >= m_request.maxDuration)
        return AttachEnd::TimeLimit;
    if (m_request.untilAlarm && m_monitor->alarms().size() > m_alarmsBefore)
        return AttachEnd::AlarmRaised;
    if (m_promotion && m_attachment->settled())
        return AttachEnd::Promoted;
    return std::nullopt;
}

Status AttachmentRun::observe(scoring::AttachmentBatch& batch, const std::stop_token& stop) {
    m_window.add(batch);
    m_outcome.undecodable += static_cast<std::int64_t>(batch.failures.size());
    if (!batch.unpublished.empty()) {
        m_outcome.unpublished += static_cast<std::int64_t>(batch.unpublished.size());
        if (auto s = m_unpublished->add(batch.unpublished); !s)
            return s;
    }
    lookAtGroup(batch.connected, stop);
    const auto now = SteadyClock::now();
    m_silence.add(batch.rows, now, SystemClock().now());
    m_window.note(batch.connected ? m_silence.at(now) : std::nullopt);
    m_track->add(batch.rows, batch.predictions);
    auto reports = m_monitor->observe(batch.rows, batch.predictions);
    for (const drift::DriftReport& closed : reports)
        m_trail.add(closed);
    m_outcome.reports.insert(m_outcome.reports.end(), reports.begin(), reports.end());
    if (m_outcome.reports.size() > kKeptReports)
        m_outcome.reports.erase(m_outcome.reports.begin(), m_outcome.reports.end() - kKeptReports);
    const bool windowsClosed = !reports.empty();
    m_window.add(std::move(reports));
    return windowsClosed ? noteAlarms() : Status();
}

Status AttachmentRun::saveWhatIsDue() {
    if (SteadyClock::now() - m_progressSaved >= kSaveEvery) {
        m_progressSaved = SteadyClock::now();
        if (auto s = noteProgress(true); !s)
            return s;
        if (auto s = notePlace(); !s)
            return s;
        if (auto s = lookForPromotion(); !s)
            return s;
    }
    if (SteadyClock::now() - m_historySaved >= kSaveHistoryEvery)
        return noteHistory();
    return {};
}

Result<AttachOutcome> AttachmentRun::loop(const std::stop_token& stop) {
    while (true) {
        if (const auto end = reasonToEnd(stop)) {
            m_outcome.end = *end;
            break;
        }
        auto batch = m_attachment->step(stop, kPollWait);
        if (!batch) {
            if (batch.error().code == ErrorCode::Cancelled)
                continue;
            return forward(batch);
        }
        if (auto s = observe(*batch, stop); !s)
            return forward(s);
        if (auto s = saveWhatIsDue(); !s)
            return forward(s);
        if (m_sink && m_window.due())
            report();
    }
    m_outcome.monitorId = m_row.id;
    m_outcome.scored = m_attachment->scored();
    m_outcome.alarms = m_monitor->alarms();
    if (m_outcome.end == AttachEnd::Promoted) {
        if (auto s = noteDone(m_workspace, *m_promotion, m_attachment->committedPositions()); !s)
            return forward(s);
        m_outcome.promotion = m_promotion;
    }
    return m_outcome;
}

Result<AttachOutcome> AttachmentRun::run(broker::Connection& connection, const std::stop_token& stop) {
    m_connection = &connection;
    auto model = loadStoredModel(m_workspace, m_request.modelId);
    if (!model)
        return forward(model);
    if (auto s = takeGroup(connection, stop); !s)
        return forward(s);
    auto config = m_request.attachment;
    config.maxRecords = m_request.maxRecords;
    if (auto s = rememberGroup(config); !s)
        return forward(s);
    auto attachment = scoring::Attachment::open(connection, *model, std::move(config));
    if (!attachment)
        return forward(attachment);
    m_attachment = std::move(*attachment);
    auto monitor = drift::DriftMonitor::create(*model, m_request.attachment.source, m_request.drift);
    if (!monitor)
        return forward(monitor);
    m_monitor = std::move(*monitor);
    m_track = std::make_unique<TrackRecorder>(**model);
    if (auto s = noteStart(**model); !s)
        return forward(s);
    if (auto s = notePlace(); !s)
        return forward(s);
    if (auto s = resumeHistory(); !s)
        return forward(s);
    m_window.add(m_attachment->newAtStart());
    if (m_sink)
        report(true);
    auto outcome = loop(stop);
    if (m_sink)
        report(); // what came since the last one, before an error too
    if (auto s = end(outcome); !s && outcome)
        return forward(s);
    if (outcome)
        outcome->committed = m_attachment->committedPositions();
    return outcome;
}

/// Also after an error: what was scored is scored, and the monitor no longer runs.
Status AttachmentRun::end(const Result<AttachOutcome>& outcome) {
    m_attachment->leave(outcome.has_value());
    Status first = noteHistory();
    const auto note = [&first](Status status) {
        if (first)
            first = std::move(status);
    };
    if (outcome)
        note(m_history->save({m_attachment->nextPositions(), m_monitor->memory()}));
    note(notePlace());
    note(noteProgress(false));
    return first;
}

} // namespace

std::string_view attachEndText(AttachEnd end) {
    switch (end) {
    case AttachEnd::StoppedByUser:
        return "stopped by you";
    case AttachEnd::RecordLimit:
        return "record limit reached";
    case AttachEnd::TimeLimit:
        return "time limit reached";
    case AttachEnd::AlarmRaised:
        return "alarm raised";
    case AttachEnd::Promoted:
        return "another model was promoted";
    }
    return "";
}

bool asksWhereToBegin(const Error& error) { return error.hint == scoring::kSayWhereToBegin; }

Result<AttachOutcome> runAttachment(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder,
                                    const AttachRequest& request, const AttachSink& sink,
                                    const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    return AttachmentRun(**workspace, request, sink).run(connection, stop);
}

} // namespace driftwood::session

#include "session/attachment_job.h"

#include "base/clock.h"
#include "drift/drift_json.h"
#include "session/alarm_rows.h"
#include "session/monitor_history.h"
#include "session/monitor_to_continue.h"
#include "session/promotion.h"
#include "session/stored_model.h"
#include "training/metrics.h"
#include "workspace/activity_lock.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kPollWait{50};
constexpr std::chrono::milliseconds kUpdateEvery{100};
constexpr std::chrono::seconds kSaveEvery{1};
constexpr std::chrono::seconds kSaveHistoryEvery{5};
constexpr std::chrono::seconds kLookAtGroupEvery{2};
/// How long one that commits every Attachment::kPresenceEvery may be waited for.
constexpr std::chrono::milliseconds kLookBeforeFor = 5 * scoring::Attachment::kPresenceEvery / 2;

/// What has happened since the last update was sent.
class UpdateWindow {
  public:
    void add(const scoring::AttachmentBatch& batch) {
        const auto& values = batch.predictions.values;
        m_records += static_cast<std::int64_t>(values.size());
        m_latencyMs.insert(m_latencyMs.end(), batch.latencyMs.begin(), batch.latencyMs.end());
        m_scoringUs += batch.scoringUsPerRecord * static_cast<double>(values.size());
        m_update.anomalous += std::ranges::count(batch.predictions.anomalous, std::uint8_t(1));
        m_update.undecodable += static_cast<std::int64_t>(batch.failures.size());
        m_update.notFitting += batch.notFitting;
        m_update.lag = batch.lag;
        m_update.connected = batch.connected;
    }
    void add(std::vector<drift::DriftReport> reports) {
        std::ranges::move(reports, std::back_inserter(m_update.reports));
    }
    void noteSharedGroup() { m_update.groupShared = true; }
    void note(std::optional<Silence> silence) { m_update.silence = silence; }
    void add(const drift::Alarm& alarm) { m_update.alarms.push_back(alarm); }

    [[nodiscard]] bool due() const { return SteadyClock::now() - m_since >= kUpdateEvery; }

    AttachUpdate take(std::int64_t scored) {
        const double seconds = std::chrono::duration<double>(SteadyClock::now() - m_since).count();
        m_update.scored = scored;
        m_update.recordsPerSec = static_cast<double>(m_records) / seconds;
        if (m_records > 0) {
            const auto n = static_cast<double>(m_records);
            m_update.scoringUsPerRecord = m_scoringUs / n;
            m_update.latencyP50Ms = training::quantile(m_latencyMs, 0.5);
            m_update.latencyP99Ms = training::quantile(m_latencyMs, 0.99);
        }
        AttachUpdate taken = std::move(m_update);
        *this = UpdateWindow();
        // What is known of the broker stays known, also for an update that no batch has come before.
        m_update.lag = taken.lag;
        m_update.connected = taken.connected;
        m_update.groupShared = taken.groupShared;
        m_update.silence = taken.silence;
        return taken;
    }

  private:
    SteadyClock::time_point m_since = SteadyClock::now();
    AttachUpdate m_update;
    std::vector<double> m_latencyMs;
    double m_scoringUs = 0.0;
    std::int64_t m_records = 0;
};

class AttachmentRun {
  public:
    AttachmentRun(workspace::Workspace& workspace, const AttachRequest& request, const AttachSink& sink)
        : m_workspace(workspace)
        , m_request(request)
        , m_sink(sink) {}

    Result<AttachOutcome> run(broker::Connection& connection, const std::stop_token& stop);

  private:
    Status noteStart(const model::TrainedModel& model);
    Status noteProgress(bool running);
    Status noteAlarms();
    Status noteHistory();
    Status resumeHistory();
    Status resumeAlarms();
    Status recall(const MonitorMemory& memory);
    void report(bool first = false);
    Status takeGroup(broker::Connection& connection, const std::stop_token& stop);
    [[nodiscard]] Error whoHasTheGroup() const;
    Status lookForPromotion();
    void lookAtGroup(bool connected);
    [[nodiscard]] std::optional<AttachEnd> reasonToEnd(const std::stop_token& stop) const;
    Result<AttachOutcome> loop(const std::stop_token& stop);
    Status observe(scoring::AttachmentBatch& batch);
    Status saveWhatIsDue();
    Status end(const Result<AttachOutcome>& outcome);

    workspace::Workspace& m_workspace;
    const AttachRequest& m_request;
    const AttachSink& m_sink;
    workspace::MonitorRow m_row;
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
    SteadyClock::time_point m_historySaved = SteadyClock::now();
    UpdateWindow m_window;
    std::int64_t m_scoredBefore = 0; ///< by earlier runs of the same monitor
    AttachOutcome m_outcome;
    SteadyClock::time_point m_started = SteadyClock::now();
};

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
    if (memory.next != m_attachment->nextPositions())
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
    if (first)
        update.earlier = m_trail;
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

void AttachmentRun::lookAtGroup(bool connected) {
    if (!m_group || !connected || SteadyClock::now() - m_lookedAtGroup < kLookAtGroupEvery)
        return;
    if (m_group->othersCommitted())
        m_window.noteSharedGroup();
    m_lookedAtGroup = SteadyClock::now();
}

std::optional<AttachEnd> AttachmentRun::reasonToEnd(const std::stop_token& stop) const {
    if (stop.stop_requested())
        return AttachEnd::StoppedByUser;
    if (m_request.maxRecords > 0 && m_attachment->scored() >= m_request.maxRecords)
        return AttachEnd::RecordLimit;
    if (m_request.maxDuration.count() > 0 && SteadyClock::now() - m_started >= m_request.maxDuration)
        return AttachEnd::TimeLimit;
    if (m_request.untilAlarm && m_monitor->alarms().size() > m_alarmsBefore)
        return AttachEnd::AlarmRaised;
    if (m_promotion && m_attachment->settled())
        return AttachEnd::Promoted;
    return std::nullopt;
}

Status AttachmentRun::observe(scoring::AttachmentBatch& batch) {
    m_window.add(batch);
    lookAtGroup(batch.connected);
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
        if (auto s = observe(*batch); !s)
            return forward(s);
        if (auto s = saveWhatIsDue(); !s)
            return forward(s);
        if (m_sink && m_window.due())
            report();
    }
    m_outcome.monitorId = m_row.id;
    m_outcome.scored = m_attachment->scored();
    m_outcome.committed = m_attachment->committedPositions();
    m_outcome.alarms = m_monitor->alarms();
    if (m_outcome.end == AttachEnd::Promoted) {
        if (auto s = noteDone(m_workspace, *m_promotion, m_outcome.committed); !s)
            return forward(s);
        m_outcome.promotion = m_promotion;
    }
    if (m_sink)
        report();
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
    if (auto s = resumeHistory(); !s)
        return forward(s);
    if (m_sink)
        report(true);
    auto outcome = loop(stop);
    if (auto s = end(outcome); !s && outcome)
        return forward(s);
    return outcome;
}

/// Also after an error: what was scored is scored, and the monitor no longer runs.
Status AttachmentRun::end(const Result<AttachOutcome>& outcome) {
    m_attachment->leave();
    Status first = noteHistory();
    const auto note = [&first](Status status) {
        if (first)
            first = std::move(status);
    };
    if (outcome)
        note(m_history->save({m_attachment->nextPositions(), m_monitor->memory()}));
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

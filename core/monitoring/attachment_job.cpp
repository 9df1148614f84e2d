#include "monitoring/attachment_job.h"

#include "base/clock.h"
#include "broker/embedded_broker.h"
#include "evaluation/stored_model.h"
#include "monitoring/attach_update_window.h"
#include "monitoring/group_memory.h"
#include "monitoring/interrupted_count.h"
#include "monitoring/monitor_ledger.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/promotion.h"
#include "monitoring/replacement.h"
#include "scoring/start_positions.h"
#include "workspace/activity_lock.h"

#include <algorithm>
#include <utility>

namespace driftwood::monitoring {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kPollWait{50};
constexpr std::chrono::seconds kLookAtGroupEvery{2};
/// Short, so that a check of the group does not delay the report that the broker is gone.
constexpr std::chrono::milliseconds kGroupAnswerWithin{700};
/// How long to wait for a process that commits every Attachment::kPresenceEvery.
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
    [[nodiscard]] Status countForInterrupted();
    Status begin(const std::shared_ptr<const model::TrainedModel>& model);
    void report(bool first = false);
    Status takeGroup(broker::Connection& connection, const std::stop_token& stop);
    [[nodiscard]] Error whoHasTheGroup() const;
    Status lookForPromotion();
    void lookAtGroup(bool connected, const std::stop_token& stop);
    [[nodiscard]] std::optional<AttachEnd> reasonToEnd(const std::stop_token& stop) const;
    Result<AttachOutcome> loop(const std::stop_token& stop);
    Status observe(scoring::AttachmentBatch& batch, const std::stop_token& stop);
    Status end(const Result<AttachOutcome>& outcome);

    workspace::Workspace& m_workspace;
    const AttachRequest& m_request;
    const AttachSink& m_sink;
    std::string m_clusterId;
    bool m_beganAnew = false;
    std::optional<LastAtGroup> m_lastAtGroup; ///< if it starts at the group's committed offsets
    broker::Connection* m_connection = nullptr;
    std::optional<workspace::ActivityLock> m_groupLock;
    std::optional<AcceptedPromotion> m_promotion; ///< carried out when everything that was read is committed
    std::unique_ptr<scoring::Attachment> m_attachment;
    std::unique_ptr<drift::DriftMonitor> m_monitor;
    std::optional<GroupWatch> m_group; ///< none if nothing is committed
    SteadyClock::time_point m_lookedAtGroup = SteadyClock::now();
    SilenceWatch m_silence;
    std::unique_ptr<TrackRecorder> m_track;
    TrackRecorder::Cursor m_reported; ///< the part of the track that was already reported
    DriftTrail m_trail;
    std::optional<MonitorLedger> m_ledger;
    bool m_saidNotListed = false;
    std::set<std::string> m_openBefore; ///< ids of the alarms that earlier sessions left open
    UpdateWindow m_window;
    AttachOutcome m_outcome;
    SteadyClock::time_point m_started = SteadyClock::now();
};

/// Compares the group's committed offsets, if the attachment starts there, with those that this workspace
/// remembers.
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
                    config.source.value,
                    std::string(scoring::kSayWhereToBegin) + " --to " + target +
                        " continues where that monitor stopped.");
    config.remembered = (*last)->place.remembered;
    config.targetTopicId = (*last)->place.targetTopicId;
    m_lastAtGroup = std::move(**last);
    return {};
}

/// Another monitor of the group was killed: what it scored since its last note is added to its count.
Status AttachmentRun::countForInterrupted() {
    if (!m_lastAtGroup || !m_lastAtGroup->monitor.interrupted ||
        m_lastAtGroup->monitor.id == m_request.resumeMonitorId)
        return {};
    auto model = evaluation::loadStoredModel(m_workspace, m_lastAtGroup->monitor.modelId);
    if (!model)
        return {}; // its model was removed, so its count stays as noted
    workspace::MonitorRow row = m_lastAtGroup->monitor;
    row.running = true; // keeps the row's state: it remains interrupted
    row.scored =
        scoredByInterrupted(*m_connection, row, m_lastAtGroup->place, m_attachment->nextPositions(), *model);
    return m_workspace.updateMonitor(row);
}

Status AttachmentRun::begin(const std::shared_ptr<const model::TrainedModel>& model) {
    MonitorLedger::Begin begin;
    if (m_request.resumeMonitorId != 0) {
        auto row = monitorByNumber(m_workspace, m_request.resumeMonitorId);
        if (!row)
            return forward(row);
        begin.row = std::move(*row);
        if (begin.row.interrupted && m_lastAtGroup && m_lastAtGroup->monitor.id == begin.row.id)
            begin.row.scored = scoredByInterrupted(*m_connection, begin.row, m_lastAtGroup->place,
                                                   m_attachment->nextPositions(), model);
    }
    if (auto s = countForInterrupted(); !s)
        return s;
    begin.row.modelId = model->id;
    begin.row.sourceTopic = m_request.attachment.source.value;
    begin.row.targetTopic = m_request.attachment.target.value;
    begin.row.group = m_request.attachment.group;
    begin.row.profileName = m_request.profileName;
    begin.row.drift = m_request.drift;
    begin.clusterId = m_clusterId;
    begin.deadLetter = m_request.attachment.deadLetter.value;
    if (m_request.handedOver)
        begin.lock = std::exchange(m_request.handedOver->monitor, std::nullopt);
    m_ledger.emplace(m_workspace, MonitorLedger::Subject{*m_attachment, *m_monitor, *m_track, m_trail});
    if (auto s = m_ledger->begin(std::move(begin)); !s)
        return s;
    if (auto s = m_ledger->resume(); !s)
        return s;
    for (const drift::Alarm& alarm : m_monitor->alarms())
        m_openBefore.insert(alarm.id);
    return {};
}

void AttachmentRun::report(bool first) {
    AttachUpdate update = m_window.take(m_attachment->scored());
    update.monitorId = m_ledger->monitorId();
    update.track = m_track->changesSince(m_reported);
    update.promoted = m_outcome.promotion;
    if (!std::exchange(m_saidNotListed, !m_ledger->notListed().empty()))
        update.notListed = m_ledger->notListed();
    if (first) {
        update.earlier = m_trail;
        update.beganAnew = m_beganAnew;
        update.scoredBefore = m_ledger->scoredBefore();
        update.openBefore = m_openBefore;
    }
    if (first || !update.newPartitions.empty())
        update.withoutPartner = m_attachment->withoutPartner();
    m_sink(std::move(update));
}

Error AttachmentRun::whoHasTheGroup() const {
    Error error{ErrorCode::AlreadyExists,
                "group " + m_request.attachment.group + " is already scoring this topic",
                m_request.attachment.source.value,
                "Two models attached under one group would score every record twice. Stop the other first, "
                "promote this model in its place, or attach it under a group of its own."};
    const auto monitors = m_workspace.monitors();
    if (!monitors)
        return error;
    for (const workspace::MonitorRow& other : *monitors)
        if (other.running && other.group == m_request.attachment.group &&
            other.sourceTopic == m_request.attachment.source.value)
            error.where += ", monitor " + std::to_string(other.id);
    return error;
}

/// Takes the group before anything is read; otherwise reports that another process has it.
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
    if (m_request.handedOver)
        m_groupLock = std::exchange(m_request.handedOver->group, std::nullopt);
    if (!m_groupLock) {
        auto lock = workspace::ActivityLock::take(
            m_workspace.folder(), workspace::Activity::Group,
            workspace::groupLockId(clusterName, attachment.group, attachment.source.value));
        if (!lock && lock.error().code == ErrorCode::AlreadyExists)
            return tl::unexpected(whoHasTheGroup());
        if (!lock)
            return forward(lock);
        m_groupLock = std::move(*lock);
    }
    auto topic = connection.topic(attachment.source);
    if (!topic)
        return forward(topic);
    auto observer = connection.observeGroup(attachment.group, attachment.source, topic->partitions);
    if (!observer)
        return forward(observer);
    m_group.emplace(std::move(*observer));
    const GroupUse use = m_group->useBefore(kLookBeforeFor, stop);
    if (!use.members.empty())
        return fail(ErrorCode::AlreadyExists,
                    "group " + attachment.group + " has " + std::to_string(use.members.size()) +
                        " active member(s), such as " + use.members.front().clientId + " on " +
                        use.members.front().host + ": it is in use by other programs",
                    attachment.source.value, "Attach under a group of its own.");
    if (use.committed)
        m_window.noteSharedGroup();
    return {};
}

/// Carries out a requested promotion when everything that was read is acknowledged and committed.
Status AttachmentRun::lookForPromotion() {
    if (m_promotion || m_request.attachment.target.value.empty())
        return {};
    auto asked = promotionToDo(*m_connection, m_workspace, m_ledger->monitorId());
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
    if (m_request.untilAlarm && m_monitor->alarms().size() > m_ledger->alarmsBefore())
        return AttachEnd::AlarmRaised;
    if (m_promotion && m_attachment->settled())
        return AttachEnd::Promoted;
    return std::nullopt;
}

Status AttachmentRun::observe(scoring::AttachmentBatch& batch, const std::stop_token& stop) {
    m_window.add(batch);
    m_outcome.undecodable += static_cast<std::int64_t>(batch.failures.size());
    if (auto s = m_ledger->noteUndecodable(batch.failures); !s)
        return s;
    if (auto s = m_ledger->noteLeftOut(batch.leftOut); !s)
        return s;
    if (!batch.unpublished.empty()) {
        m_outcome.unpublished += static_cast<std::int64_t>(batch.unpublished.size());
        m_outcome.reachedNeither +=
            std::ranges::count(batch.unpublished, false, &scoring::UnpublishedRecord::inDeadLetters);
        if (auto s = m_ledger->noteUnpublished(batch.unpublished); !s)
            return s;
    }
    lookAtGroup(batch.connected, stop);
    const auto now = SteadyClock::now();
    m_silence.add(batch.rows, now, timeNow());
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
    if (!windowsClosed)
        return {};
    auto changed = m_ledger->noteAlarms();
    if (!changed)
        return forward(changed);
    for (const drift::Alarm& alarm : *changed)
        m_window.add(alarm);
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
        auto progressNoted = m_ledger->saveWhatIsDue();
        if (!progressNoted)
            return forward(progressNoted);
        if (*progressNoted)
            if (auto s = lookForPromotion(); !s)
                return forward(s);
        if (m_sink && m_window.due())
            report();
    }
    m_outcome.monitorId = m_ledger->monitorId();
    m_outcome.scored = m_attachment->scored();
    m_outcome.alarms = m_monitor->alarms();
    m_outcome.monitors = {{m_outcome.monitorId, m_openBefore, m_outcome.alarms}};
    if (m_outcome.end == AttachEnd::Promoted) {
        if (auto s = noteDone(m_workspace, m_promotion->row, m_attachment->committedPositions()); !s)
            return forward(s);
        m_outcome.promotion = m_promotion->row;
        m_outcome.handedOver = std::make_shared<PlaceLocks>(
            PlaceLocks{std::move(m_groupLock), std::move(m_promotion->successorLock)});
    }
    return m_outcome;
}

Result<AttachOutcome> AttachmentRun::run(broker::Connection& connection, const std::stop_token& stop) {
    m_connection = &connection;
    if (!m_request.attachment.target.value.empty() && !m_workspace.whyReadOnly().empty())
        return fail(ErrorCode::Io,
                    "the workspace cannot be written: " + m_workspace.whyReadOnly() +
                        ". Where the group stands could not be noted",
                    m_workspace.folder().string(),
                    "Make it writable, or score without publishing: a dry run.");
    if (auto s = checkNotReplaced(m_workspace, m_request); !s)
        return forward(s);
    auto model = evaluation::loadStoredModel(m_workspace, m_request.modelId);
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
    if (auto s = begin(*model); !s)
        return forward(s);
    m_window.add(m_attachment->newAtStart());
    if (m_sink)
        report(true);
    auto outcome = loop(stop);
    if (m_sink)
        report(); // report what came since the last update, also before an error
    if (auto s = end(outcome); !s && outcome)
        return forward(s);
    if (outcome)
        outcome->committed = m_attachment->committedPositions();
    return outcome;
}

Status AttachmentRun::end(const Result<AttachOutcome>& outcome) {
    m_attachment->leave(outcome.has_value());
    return m_ledger->end(outcome.has_value());
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

bool asksWhereToBegin(const Error& error) { return error.hint.starts_with(scoring::kSayWhereToBegin); }

Result<AttachOutcome> runAttachment(broker::Connection& connection,
                                    const std::filesystem::path& workspaceFolder,
                                    const AttachRequest& request, const AttachSink& sink,
                                    const std::stop_token& stop) {
    auto workspace = workspace::Workspace::open(workspaceFolder);
    if (!workspace)
        return forward(workspace);
    return AttachmentRun(**workspace, request, sink).run(connection, stop);
}

} // namespace driftwood::monitoring

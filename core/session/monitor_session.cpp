#include "session/monitor_session.h"

#include "monitoring/group_memory.h"

#include <algorithm>
#include <condition_variable>
#include <limits>
#include <mutex>

namespace driftwood::session {
namespace {

constexpr std::chrono::milliseconds kHandOverEvery{40};
constexpr std::chrono::seconds kConnectTimeout{3};
constexpr std::chrono::seconds kBetweenAttempts{1};

/// False if a stop was requested meanwhile.
bool sleepFor(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

} // namespace

MonitorSession::MonitorSession(Setup setup, QString title, QObject* parent)
    : tasks::Job(std::move(title), parent)
    , m_setup(std::move(setup))
    , m_alarms(m_setup.alarmsBefore)
    , m_handedOver(std::move(m_setup.request.handedOver))
    , m_scoredBefore(m_setup.scoredBefore) {
    m_setup.profile.readOnly = false; // confirmed by the user; used by this session only
    m_setup.request.profileName = m_setup.profile.name;
    m_figures.scored = m_setup.scoredBefore;
    m_figures.latencyP50Ms = std::numeric_limits<double>::quiet_NaN();
    m_figures.latencyP99Ms = std::numeric_limits<double>::quiet_NaN();
    m_figures.connectionSince = std::chrono::system_clock::now();
    m_updates = std::make_unique<tasks::BatchChannel<monitoring::AttachUpdate>>(
        this, kHandOverEvery,
        [this](std::vector<monitoring::AttachUpdate>&& updates) { take(std::move(updates)); });
}

Status MonitorSession::work(const ProgressSink& report, const std::stop_token& stop) {
    auto connection = connectPatiently(report, stop);
    if (!connection)
        return forward(connection);
    auto request = requestToRun();
    if (!request)
        return forward(request);
    if (auto there = checkTopics(**connection, request->attachment); !there)
        return there;
    if (m_setup.demo != nullptr) {
        if (auto made = makeInDemo(**connection, request->attachment.target); !made)
            return made;
        if (auto made = makeInDemo(**connection, request->attachment.deadLetter, 1); !made)
            return made;
    }
    std::int64_t scoredBefore = m_setup.scoredBefore;
    request->handedOver = std::move(m_handedOver);
    auto outcome = monitoring::runAttachment(
        **connection, m_setup.workspaceFolder, std::move(*request),
        [&](monitoring::AttachUpdate update) {
            scoredBefore = update.scoredBefore.value_or(scoredBefore);
            report({"scoring", scoredBefore + update.scored, 0, "records", {}});
            m_updates->push(std::move(update));
        },
        stop);
    m_updates->flush();
    if (!outcome)
        return tl::unexpected(outcome.error());
    m_promotion = outcome->promotion;
    m_handedOver = std::move(outcome->handedOver);
    if (outcome->end == monitoring::AttachEnd::StoppedByUser)
        return fail(ErrorCode::Cancelled, "stopped by you", m_setup.request.attachment.source.value);
    return {};
}

Result<std::shared_ptr<broker::Connection>> MonitorSession::connectPatiently(const ProgressSink& report,
                                                                             const std::stop_token& stop) {
    while (true) {
        auto connection = broker::Connection::open(m_setup.profile, kConnectTimeout);
        if (connection || connection.error().code != ErrorCode::Unreachable)
            return connection;
        report({"waiting for the broker", 0, 0, "records", connection.error().what});
        if (!sleepFor(kBetweenAttempts, stop))
            return fail(ErrorCode::Cancelled, "stopped by you", m_setup.profile.bootstrapServers);
    }
}

Result<monitoring::AttachRequest> MonitorSession::requestToRun() const {
    monitoring::AttachRequest request = m_setup.request;
    if (request.resumeMonitorId == 0 || !request.attachment.deadLetter.value.empty())
        return request;
    auto workspace = workspace::Workspace::open(m_setup.workspaceFolder);
    if (!workspace)
        return forward(workspace);
    auto place = monitoring::placeOf(**workspace, request.resumeMonitorId);
    if (!place)
        return forward(place);
    if (*place)
        request.attachment.deadLetter = TopicName((*place)->deadLetter);
    return request;
}

Status MonitorSession::checkTopics(broker::Connection& connection,
                                   const scoring::AttachmentConfig& attachment) {
    if (m_setup.makesTopics || attachment.target.value.empty())
        return {};
    auto source = connection.topic(attachment.source);
    if (!source)
        return forward(source);
    const auto partitions = static_cast<int>(source->partitions.size());
    for (const MissingTopic& wanted :
         {MissingTopic{attachment.target, partitions}, {attachment.deadLetter, 1}}) {
        if (wanted.name.value.empty())
            continue;
        const auto there = connection.topic(wanted.name);
        if (!there && there.error().code == ErrorCode::NotFound)
            m_missingTopics.push_back(wanted);
        else if (!there)
            return tl::unexpected(there.error());
    }
    if (m_missingTopics.empty())
        return {};
    return fail(ErrorCode::TopicGone, "the topic that the monitor writes to is gone",
                m_missingTopics.front().name.value, "Resume it to create the topic again.");
}

/// The new topic has as many partitions as the source, unless their number is given.
Status MonitorSession::makeInDemo(broker::Connection& connection, const TopicName& name,
                                  std::optional<int> partitions) const {
    if (name.value.empty())
        return {};
    const auto there = connection.topic(name);
    if (there || there.error().code != ErrorCode::NotFound)
        return there ? Status() : tl::unexpected(there.error());
    if (!partitions) {
        auto topic = connection.topic(m_setup.request.attachment.source);
        if (!topic)
            return forward(topic);
        partitions = static_cast<int>(topic->partitions.size());
    }
    return m_setup.demo->broker().createTopic(name, *partitions);
}

void MonitorSession::take(std::vector<monitoring::AttachUpdate>&& updates) {
    for (monitoring::AttachUpdate& update : updates)
        take(std::move(update));
    Q_EMIT updated();
}

void MonitorSession::take(monitoring::AttachUpdate&& update) {
    if (update.earlier)
        m_drift = std::move(*update.earlier);
    for (const drift::DriftReport& report : update.reports)
        m_drift.add(report);
    m_track.apply(std::move(update.track));
    takeFigures(update);
    if (m_monitorId == 0) {
        m_monitorId = update.monitorId;
        Q_EMIT attached();
    }
    for (const drift::Alarm& alarm : update.alarms)
        takeAlarm(alarm);
}

void MonitorSession::takeAlarm(const drift::Alarm& alarm) {
    const auto known = std::ranges::find(m_alarms, alarm.id, &drift::Alarm::id);
    if (known != m_alarms.end()) {
        const bool cleared = !known->clearedAt && alarm.clearedAt;
        *known = alarm;
        if (cleared)
            Q_EMIT alarmsChanged();
        return;
    }
    m_alarms.push_back(alarm);
    Q_EMIT alarmRaised(alarm);
    Q_EMIT alarmsChanged();
}

void MonitorSession::takeFigures(const monitoring::AttachUpdate& update) {
    const auto now = std::chrono::steady_clock::now();
    m_scoredBefore = update.scoredBefore.value_or(m_scoredBefore);
    m_figures.scored = m_scoredBefore + update.scored;
    m_figures.undecodable += update.undecodable;
    m_figures.anomalous += update.anomalous;
    m_figures.lag = update.lag;
    m_figures.groupShared = m_figures.groupShared || update.groupShared;
    m_figures.beganAnew = m_figures.beganAnew || update.beganAnew;
    m_figures.targetMadeAnew = m_figures.targetMadeAnew || update.targetMadeAnew;
    m_figures.silence = update.silence;
    m_figures.unpublished += static_cast<std::int64_t>(update.unpublished.size());
    if (!m_figures.firstUnpublished && !update.unpublished.empty())
        m_figures.firstUnpublished = update.unpublished.front();
    for (const broker::OffsetRange& range : update.leftOut)
        m_figures.leftOut += range.span();
    if (m_figures.connected != update.connected) {
        m_figures.connected = update.connected;
        m_figures.connectionSince = std::chrono::system_clock::now();
    }
    m_moments.push_back({now, m_figures.scored, update.latencyP50Ms, update.latencyP99Ms});
    while (m_moments.size() > 2 && m_moments[1].at <= now - kFiguresOver)
        m_moments.pop_front();

    // Counting starts at the first moment; each later one stands for the records since the previous.
    double weighted = 0.0;
    double worst = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 1; i < m_moments.size(); ++i) {
        const auto records = m_moments[i].scored - m_moments[i - 1].scored;
        if (records == 0)
            continue;
        weighted += static_cast<double>(records) * m_moments[i].latencyP50Ms;
        worst = std::fmax(worst, m_moments[i].latencyP99Ms);
    }
    const auto records = static_cast<double>(m_moments.back().scored - m_moments.front().scored);
    const double seconds = std::chrono::duration<double>(now - m_moments.front().at).count();
    m_figures.recordsPerSec = seconds > 0.0 ? records / seconds : 0.0;
    m_figures.latencyP50Ms = records > 0 ? weighted / records : std::numeric_limits<double>::quiet_NaN();
    m_figures.latencyP99Ms = worst;
}

} // namespace driftwood::session

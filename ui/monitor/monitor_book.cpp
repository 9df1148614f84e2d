#include "ui/monitor/monitor_book.h"

#include "drift/drift_json.h"
#include "session/alarm_rows.h"
#include "session/desk.h"
#include "ui/page/job_link.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::ui {
namespace {

using session::Job;
using session::MonitorSession;
using State = MonitorEntry::State;

constexpr int kChangedEveryMs = 250;
const std::string kDemoProfile = "demo";

State stateOf(const MonitorSession& session) {
    switch (session.state()) {
    case Job::State::Failed:
        return State::Failed;
    case Job::State::Finished:
    case Job::State::Stopped:
        return State::Stopped;
    case Job::State::Stopping:
        return State::Stopping;
    default:
        break;
    }
    if (session.monitorId() == 0)
        return State::Waiting;
    return session.figures().connected ? State::Running : State::Away;
}

int openOf(const std::vector<drift::Alarm>& alarms) {
    return static_cast<int>(
        std::ranges::count_if(alarms, [](const drift::Alarm& alarm) { return !alarm.clearedAt; }));
}

} // namespace

MonitorBook::MonitorBook(session::Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(kChangedEveryMs);
    connect(&m_settle, &QTimer::timeout, this, &MonitorBook::changed);
    connect(&desk.store, &session::Store::changed, this, &MonitorBook::changed);
    connect(&desk.connection, &session::ConnectionSession::stateChanged, this, &MonitorBook::changed);
    connect(&desk.jobs, &session::JobBoard::removed, &m_settle, qOverload<>(&QTimer::start));
    for (Job* job : desk.jobs.jobs())
        follow(job);
    connect(&desk.jobs, &session::JobBoard::added, this, &MonitorBook::follow);
}

void MonitorBook::follow(Job* job) {
    auto* session = qobject_cast<MonitorSession*>(job);
    if (session == nullptr)
        return;
    connect(session, &MonitorSession::attached, this, [this, session] {
        setJobLink(*session, Link::monitor(session->monitorId()));
        m_desk.store.refresh();
        Q_EMIT attached(session->monitorId());
    });
    connect(session, &MonitorSession::updated, this, [this, session] {
        if (!m_settle.isActive())
            m_settle.start();
        Q_EMIT updated(session->monitorId());
    });
    connect(session, &MonitorSession::alarmRaised, this,
            [this, session](const drift::Alarm& alarm) { Q_EMIT alarmRaised(session->monitorId(), alarm); });
    connect(session, &Job::changed, this, [this] {
        if (!m_settle.isActive())
            m_settle.start();
    });
    connect(session, &Job::ended, this, [this, session] {
        m_desk.store.refresh();
        Q_EMIT ended(session->monitorId(), session);
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

QString MonitorBook::modelName(const std::string& modelId) const {
    const auto* model = m_desk.store.snapshot().model(modelId);
    return QString::fromStdString(model != nullptr ? model->name : modelId);
}

MonitorEntry MonitorBook::entryOf(const MonitorSession& session) const {
    return {session.monitorId(),
            stateOf(session),
            modelName(session.request().modelId),
            QString::fromStdString(session.request().attachment.source.value),
            session.figures().recordsPerSec,
            openOf(session.alarms())};
}

MonitorEntry MonitorBook::entryOf(const workspace::MonitorRow& row) const {
    const auto& alarms = m_desk.store.snapshot().alarms;
    return {row.id,
            row.running       ? State::Elsewhere
            : row.interrupted ? State::Interrupted
                              : State::Stopped,
            modelName(row.modelId),
            QString::fromStdString(row.sourceTopic),
            0.0,
            static_cast<int>(std::ranges::count_if(alarms, [&row](const workspace::AlarmRow& alarm) {
                return alarm.monitorId == row.id && alarm.clearedAtMs == 0;
            }))};
}

QList<MonitorEntry> MonitorBook::entries() const {
    QList<MonitorEntry> entries;
    const auto& rows = m_desk.store.snapshot().monitors;
    for (Job* job : m_desk.jobs.jobs())
        if (const auto* fresh = qobject_cast<MonitorSession*>(job);
            fresh != nullptr && row(fresh->monitorId()) == nullptr)
            entries.prepend(entryOf(*fresh));
    for (const workspace::MonitorRow& known : rows) {
        const auto* running = session(known.id);
        entries.append(running != nullptr ? entryOf(*running) : entryOf(known));
    }
    return entries;
}

MonitorEntry MonitorBook::entry(qint64 id) const {
    const auto all = entries();
    const auto place = std::ranges::find(all, id, &MonitorEntry::id);
    return place != all.end() ? *place : MonitorEntry{id, State::Stopped, {}, {}, 0.0, 0};
}

MonitorSession* MonitorBook::session(qint64 id) const {
    return m_desk.jobs.newest<MonitorSession>([id](const MonitorSession& session) {
        return session.monitorId() == id || (id != 0 && session.request().resumeMonitorId == id);
    });
}

const workspace::MonitorRow* MonitorBook::row(qint64 id) const { return m_desk.store.snapshot().monitor(id); }

std::vector<drift::Alarm> MonitorBook::alarms(qint64 id) const {
    if (const auto* running = session(id))
        return running->alarms();
    std::vector<drift::Alarm> alarms;
    for (const workspace::AlarmRow& row : m_desk.store.snapshot().alarms)
        if (row.monitorId == id)
            if (auto alarm = session::alarmFromRow(row))
                alarms.push_back(std::move(*alarm));
    std::ranges::reverse(alarms);
    return alarms;
}

int MonitorBook::openAlarms(qint64 id) const { return openOf(alarms(id)); }

MonitorSession* MonitorBook::start(MonitorSession::Setup setup) {
    setup.workspaceFolder = m_desk.store.folder();
    setup.demo = demoFor(setup.profile);
    const QString title = tr("%1 on %2")
                              .arg(modelName(setup.request.modelId),
                                   QString::fromStdString(setup.request.attachment.source.value));
    return m_desk.jobs.start(std::make_unique<MonitorSession>(std::move(setup), title));
}

MonitorSession* MonitorBook::attach(session::AttachRequest request,
                                    const broker::ConnectionProfile& profile) {
    MonitorSession::Setup setup;
    setup.profile = profile;
    setup.request = std::move(request);
    return start(std::move(setup));
}

std::optional<broker::ConnectionProfile> MonitorBook::profileOf(const workspace::MonitorRow& row) const {
    if (m_desk.connection.profile().name == row.profileName)
        return m_desk.connection.profile();
    if (m_desk.connection.demo() != nullptr && m_desk.connection.demo()->profile().name == row.profileName)
        return m_desk.connection.demo()->profile();
    for (const auto& profile : m_desk.store.snapshot().profiles)
        if (profile.name == row.profileName)
            return profile;
    return std::nullopt;
}

demo::DemoFeed* MonitorBook::demoFor(const broker::ConnectionProfile& profile) const {
    auto* demo = m_desk.connection.demo();
    return demo != nullptr && demo->profile().name == profile.name ? demo : nullptr;
}

QString MonitorBook::whyNotResume(qint64 id) const {
    const auto* known = row(id);
    if (known == nullptr)
        return tr("The workspace does not know this monitor");
    if (const auto* running = session(id); running != nullptr && !running->over())
        return tr("It is running");
    if (m_desk.store.snapshot().model(known->modelId) == nullptr)
        return tr("Its model is no longer in the workspace");
    const auto profile = profileOf(*known);
    const bool connected = m_desk.connection.profile().name == known->profileName;
    if (known->profileName == kDemoProfile && m_desk.connection.demo() == nullptr && !connected)
        return tr("Open the demo first");
    if (!profile)
        return tr("The connection “%1” is no longer saved").arg(QString::fromStdString(known->profileName));
    return {};
}

void MonitorBook::resume(qint64 id) {
    if (!whyNotResume(id).isEmpty())
        return;
    const workspace::MonitorRow known = *row(id);
    MonitorSession::Setup setup;
    setup.profile = *profileOf(known);
    setup.request.modelId = known.modelId;
    setup.request.resumeMonitorId = id;
    setup.request.attachment.source = TopicName(known.sourceTopic);
    setup.request.attachment.target = TopicName(known.targetTopic);
    setup.request.attachment.group = known.group;
    setup.request.attachment.startAt = scoring::StartAt::Committed;
    if (auto config =
            drift::driftConfigFromJson(nlohmann::json::parse(known.configJson, nullptr, false), "monitor"))
        setup.request.drift = *config;
    setup.scoredBefore = known.scored;
    setup.alarmsBefore = alarms(id);
    if (auto* over = session(id))
        m_desk.jobs.dismiss(over);
    start(std::move(setup));
}

void MonitorBook::stop(qint64 id) {
    if (auto* running = session(id))
        running->stop();
}

} // namespace driftwood::ui

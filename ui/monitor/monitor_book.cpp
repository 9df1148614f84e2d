#include "ui/monitor/monitor_book.h"

#include "base/clock.h"
#include "monitoring/alarm_rows.h"
#include "monitoring/monitor_to_continue.h"
#include "monitoring/replacement.h"
#include "session/app_context.h"
#include "ui/page/job_link.h"
#include "ui/page/model_versions.h"
#include "ui/page/monitor_names.h"
#include "workspace/known_connections.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace driftwood::ui {
namespace {

using session::MonitorSession;
using tasks::Job;
using State = MonitorEntry::State;

constexpr int kChangedEveryMs = 250;
const std::string kDemoProfile = "demo";

/// The monitor that the session runs. A resumed monitor has its number from the beginning.
qint64 idOf(const MonitorSession& session) {
    return session.monitorId() != 0 ? session.monitorId() : session.request().resumeMonitorId;
}

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

} // namespace

MonitorBook::MonitorBook(session::AppContext& app, QObject* parent)
    : QObject(parent)
    , m_app(app)
    , m_deliveries(app.store)
    , m_promotions(app, *this) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(kChangedEveryMs);
    connect(&m_settle, &QTimer::timeout, this, &MonitorBook::changed);
    connect(&app.store, &session::Store::changed, this, &MonitorBook::followOthers);
    connect(&app.store, &session::Store::changed, this, &MonitorBook::changed);
    connect(&app.connection, &session::ConnectionSession::stateChanged, this, &MonitorBook::changed);
    connect(&app.jobs, &tasks::JobBoard::removed, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_deliveries, &DeliveryBook::changed, this, &MonitorBook::changed);
    connect(&m_promotions, &Promotions::done, this, &MonitorBook::promoted);
    connect(&m_promotions, &Promotions::failed, this, &MonitorBook::promotionFailed);
    for (Job* job : app.jobs.jobs())
        follow(job);
    connect(&app.jobs, &tasks::JobBoard::added, this, &MonitorBook::follow);
}

/// Another program may resume a monitor that ran here; this window's session of it is then outdated.
void MonitorBook::followOthers() {
    for (const workspace::MonitorRow& row : m_app.store.snapshot().monitors) {
        if (runningHere(row.id) != nullptr)
            continue;
        if (!row.running)
            m_justEnded.remove(row.id);
        const bool elsewhere = row.running && !m_justEnded.contains(row.id);
        const auto* over = session(row.id);
        if (over != nullptr && !over->promotion() &&
            (elsewhere || (!over->error() && over->figures().scored < row.scored)))
            dismissOver(row.id);
    }
}

void MonitorBook::follow(Job* job) {
    auto* session = qobject_cast<MonitorSession*>(job);
    if (session == nullptr)
        return;
    connect(session, &MonitorSession::attached, this, [this, session] {
        setJobLink(*session, Link::monitor(session->monitorId()));
        m_app.store.refresh();
        Q_EMIT attached(session->monitorId());
    });
    connect(session, &MonitorSession::updated, this, [this, session, refused = std::int64_t{0}]() mutable {
        if (std::exchange(refused, session->figures().unpublished) != session->figures().unpublished)
            m_deliveries.readAgain(session->monitorId());
        if (!m_settle.isActive())
            m_settle.start();
        Q_EMIT updated(session->monitorId());
    });
    connect(session, &MonitorSession::alarmRaised, this,
            [this, session](const drift::Alarm& alarm) { Q_EMIT alarmRaised(session->monitorId(), alarm); });
    connect(session, &MonitorSession::alarmsChanged, this, [this] { m_app.store.refresh(); });
    connect(session, &Job::changed, this, [this] {
        if (!m_settle.isActive())
            m_settle.start();
    });
    connect(session, &Job::ended, this, [this, session] {
        if (session->monitorId() != 0)
            m_justEnded.insert(session->monitorId());
        m_app.store.refresh();
        Q_EMIT ended(idOf(*session), session);
        Q_EMIT changed();
        if (session->promotion()) { // requested in this window or elsewhere
            Q_EMIT m_promotions.done(*session->promotion());
            m_promotions.goOnWith(*session->promotion(), session->profile(), session->takeHandedOver());
        }
    });
    Q_EMIT changed();
}

MonitorEntry MonitorBook::entryOf(const MonitorSession& session, const Names& names) const {
    const qint64 id = idOf(session);
    const auto name = names.find(id);
    return {id,
            stateOf(session),
            name != names.end() ? *name : versionedName(m_app.store.snapshot(), session.request().modelId),
            QString::fromStdString(session.request().attachment.source.value),
            session.figures().recordsPerSec,
            openAlarms(id),
            session.figures().silence.has_value(),
            refusedOf(id)};
}

MonitorEntry MonitorBook::entryOf(const workspace::MonitorRow& row, const Names& names) const {
    return {row.id,
            row.running       ? State::Elsewhere
            : row.interrupted ? State::Interrupted
                              : State::Stopped,
            names.value(row.id),
            QString::fromStdString(row.sourceTopic),
            0.0,
            openAlarms(row.id),
            false,
            refusedOf(row.id)};
}

QList<MonitorEntry> MonitorBook::entries() const {
    QList<MonitorEntry> entries;
    const auto& rows = m_app.store.snapshot().monitors;
    const Names names = monitorNames(m_app.store.snapshot());
    for (Job* job : m_app.jobs.jobs())
        if (const auto* fresh = qobject_cast<MonitorSession*>(job);
            fresh != nullptr && row(idOf(*fresh)) == nullptr)
            entries.prepend(entryOf(*fresh, names));
    for (const workspace::MonitorRow& known : rows) {
        const auto* running = session(known.id);
        entries.append(running != nullptr ? entryOf(*running, names) : entryOf(known, names));
    }
    return entries;
}

MonitorEntry MonitorBook::entry(qint64 id) const {
    const auto all = entries();
    const auto place = std::ranges::find(all, id, &MonitorEntry::id);
    return place != all.end() ? *place : MonitorEntry{id, State::Stopped, {}, {}, 0.0, 0, false, 0};
}

MonitorSession* MonitorBook::session(qint64 id) const {
    return m_app.jobs.newest<MonitorSession>(
        [id](const MonitorSession& session) { return idOf(session) == id; });
}

MonitorSession* MonitorBook::runningHere(qint64 id) const {
    auto* here = session(id);
    return here != nullptr && !here->over() ? here : nullptr;
}

const workspace::MonitorRow* MonitorBook::row(qint64 id) const { return m_app.store.snapshot().monitor(id); }

/// The workspace knows every alarm's state, whichever program wrote it. A monitor that runs here may be a
/// moment ahead of it.
std::vector<drift::Alarm> MonitorBook::alarms(qint64 id) const {
    const auto* running = runningHere(id);
    std::vector<drift::Alarm> alarms = running != nullptr ? running->alarms() : std::vector<drift::Alarm>();
    std::vector<drift::Alarm> others;
    for (const workspace::AlarmRow& row : m_app.store.snapshot().alarms) {
        if (row.monitorId != id)
            continue;
        const auto held = std::ranges::find(alarms, row.id, &drift::Alarm::id);
        if (held != alarms.end() && (held->clearedAt || row.clearedAtMs == 0))
            continue;
        auto alarm = monitoring::alarmFromRow(row);
        if (!alarm)
            continue;
        if (held != alarms.end())
            *held = std::move(*alarm);
        else
            others.push_back(std::move(*alarm));
    }
    alarms.insert(alarms.begin(), std::make_move_iterator(others.rbegin()),
                  std::make_move_iterator(others.rend()));
    return alarms;
}

/// Since the monitor was first attached, over all its sessions.
qint64 MonitorBook::refusedOf(qint64 id) const {
    return static_cast<qint64>(m_deliveries.of(id).refused.size());
}

int MonitorBook::openAlarms(qint64 id) const { return m_app.store.snapshot().alarmsToLookAt(id); }

bool MonitorBook::wantsAttention(qint64 id, const drift::Alarm& alarm) const {
    if (alarm.clearedAt)
        return false;
    const auto* said = m_app.store.snapshot().alarm(id, alarm.id);
    return (said == nullptr || said->acknowledged.at.empty()) && mutedUntilMs(id, alarm) == 0;
}

std::int64_t MonitorBook::mutedUntilMs(qint64 id, const drift::Alarm& alarm) const {
    return monitoring::mutedUntil(monitoring::toRow(alarm, id), m_app.store.snapshot().alarms,
                                  timeNow().value);
}

void MonitorBook::dismissOver(qint64 id) {
    if (auto* over = session(id); over != nullptr && over->over())
        m_app.jobs.dismiss(over);
}

MonitorSession* MonitorBook::start(MonitorSession::Setup setup) {
    setup.workspaceFolder = m_app.store.folder();
    setup.demo = demoFor(setup.profile);
    const QString title = tr("%1 on %2")
                              .arg(versionedName(m_app.store.snapshot(), setup.request.modelId),
                                   QString::fromStdString(setup.request.attachment.source.value));
    return m_app.jobs.start(std::make_unique<MonitorSession>(std::move(setup), title));
}

MonitorSession* MonitorBook::attach(monitoring::AttachRequest request,
                                    const broker::ConnectionProfile& profile) {
    MonitorSession::Setup setup;
    setup.profile = profile;
    setup.request = std::move(request);
    return start(std::move(setup));
}

std::optional<broker::ConnectionProfile> MonitorBook::profileOf(const workspace::MonitorRow& row) const {
    if (m_app.connection.profile().name == row.profileName)
        return m_app.connection.profile();
    if (m_app.connection.demo() != nullptr && m_app.connection.demo()->profile().name == row.profileName)
        return m_app.connection.demo()->profile();
    for (const auto& profile : m_app.store.snapshot().profiles)
        if (profile.name == row.profileName)
            return profile;
    return std::nullopt;
}

bool MonitorBook::mayUse(const broker::ConnectionProfile& profile) const {
    return profile == m_app.connection.profile() || demoFor(profile) != nullptr ||
           workspace::isKnownConnection(profile);
}

demo::DemoFeed* MonitorBook::demoFor(const broker::ConnectionProfile& profile) const {
    auto* demo = m_app.connection.demo();
    return demo != nullptr && demo->profile().name == profile.name ? demo : nullptr;
}

QString MonitorBook::whyNotResume(qint64 id) const {
    const auto* known = row(id);
    if (known == nullptr)
        return tr("The workspace does not know this monitor");
    if (runningHere(id) != nullptr)
        return tr("It is running");
    if (known->running)
        return tr("It runs in another window or terminal");
    if (const qint64 other = successorOf(id); other != 0)
        return tr("“%1” was promoted in its place").arg(entry(other).model);
    if (m_app.store.snapshot().model(known->modelId) == nullptr)
        return tr("Its model is no longer in the workspace");
    if (!monitoring::requestToContinue(*known))
        return tr("Its settings in the workspace cannot be read");
    const auto profile = profileOf(*known);
    const bool connected = m_app.connection.profile().name == known->profileName;
    if (known->profileName == kDemoProfile && m_app.connection.demo() == nullptr && !connected)
        return tr("Open the demo first");
    if (!profile)
        return tr("The connection “%1” is no longer saved").arg(QString::fromStdString(known->profileName));
    if (!mayUse(*profile))
        return tr("The connection “%1” came with the workspace: open it first, and see what it does")
            .arg(QString::fromStdString(known->profileName));
    return {};
}

qint64 MonitorBook::successorOf(qint64 id) const {
    const auto& promotions = m_app.store.snapshot().promotions;
    qint64 successor = 0;
    while (const auto* next = monitoring::replacementOf(successor == 0 ? id : successor, promotions))
        successor = next->toMonitorId;
    return row(successor) != nullptr ? successor : 0;
}

void MonitorBook::resume(qint64 id, scoring::StartAt from, bool makesTopics) {
    if (!whyNotResume(id).isEmpty())
        return;
    const workspace::MonitorRow known = *row(id);
    MonitorSession::Setup setup;
    setup.profile = *profileOf(known);
    setup.request = *monitoring::requestToContinue(known); // whyNotResume() has checked that it can be read
    setup.request.attachment.startAt = from;
    setup.request.attachment.deadLetter = TopicName(deliveryNotes(id).deadLetter); // the header names it
    setup.makesTopics = makesTopics;
    setup.scoredBefore = known.scored;
    setup.alarmsBefore = alarms(id);
    startAgain(id, std::move(setup));
}

void MonitorBook::startAgain(qint64 id, MonitorSession::Setup setup) {
    dismissOver(id);
    start(std::move(setup));
}

void MonitorBook::rename(qint64 id, const QString& name) {
    m_app.store.change([id, name = name.trimmed().toStdString()](workspace::Workspace& workspace) {
        return workspace.renameMonitor(id, name);
    });
}

void MonitorBook::remove(qint64 id) {
    dismissOver(id);
    if (id != 0)
        m_app.store.change([id](workspace::Workspace& workspace) { return workspace.removeMonitor(id); });
    else
        Q_EMIT changed(); // it was never attached, so the workspace does not contain it
}

void MonitorBook::acknowledge(qint64 id, const drift::Alarm& alarm, const workspace::PersonNote& note) {
    m_app.store.change([id, alarmId = alarm.id, note](workspace::Workspace& workspace) {
        return workspace.acknowledgeAlarm(id, alarmId, note);
    });
}

void MonitorBook::mute(qint64 id, const drift::Alarm& alarm, std::int64_t untilMs,
                       const workspace::PersonNote& note) {
    const auto all = m_app.store.snapshot().alarms;
    m_app.store.change([id, alarm, untilMs, note, all](workspace::Workspace& workspace) -> Status {
        if (untilMs > 0)
            return workspace.muteAlarm(id, alarm.id, untilMs, note);
        // To unmute, clear all mutes of the same subject.
        for (const workspace::AlarmRow& row : all)
            if (row.monitorId == id && row.kind == drift::alarmKindName(alarm.kind) &&
                row.path == alarm.path && row.mutedUntilMs > 0)
                if (Status heard = workspace.muteAlarm(id, row.id, 0, note); !heard)
                    return heard;
        return {};
    });
}

void MonitorBook::stop(qint64 id) {
    if (auto* running = session(id))
        running->stop();
}

} // namespace driftwood::ui

#include "ui/monitor/shown_monitor.h"

#include "evaluation/stored_model.h"
#include "monitoring/promotion.h"
#include "session/app_context.h"
#include "ui/page/model_versions.h"

namespace driftwood::ui {

using ModelPtr = std::shared_ptr<const model::TrainedModel>;

namespace {

/// Whether the offsets where another model took over lie between two points, with records in between.
bool liesBetween(const workspace::PromotionRow& promotion, const monitoring::TrackPoint& before,
                 const monitoring::TrackPoint& after) {
    bool others = false;
    for (const Position& position : monitoring::positionsOf(promotion)) {
        for (const broker::OffsetRange& range : before.ranges)
            if (range.partition == position.partition && range.end.value > position.offset.value)
                return false;
        for (const broker::OffsetRange& range : after.ranges)
            if (range.partition == position.partition) {
                if (range.begin.value < position.offset.value)
                    return false;
                others = others || range.begin.value > position.offset.value;
            }
    }
    return others;
}

} // namespace

ShownMonitor::ShownMonitor(session::AppContext& app, MonitorBook& book, QObject* parent)
    : QObject(parent)
    , m_app(app)
    , m_book(book) {
    connect(&book, &MonitorBook::attached, this, [this](qint64 id) {
        const session::MonitorSession* fresh = m_fresh.data();
        if (m_set && m_id == 0 && fresh != nullptr && fresh->monitorId() == id)
            m_id = id; // the monitor has its number now
    });
    connect(&app.jobs, &tasks::JobBoard::removed, this, [this](tasks::Job* job) {
        const auto* gone = qobject_cast<session::MonitorSession*>(job);
        if (!m_set || m_id == 0 || gone == nullptr || gone->monitorId() != m_id)
            return;
        m_storedTrack = gone->track(); // keep it until the workspace's version was read
        m_storedDrift = gone->drift();
        loadHistory();
    });
    connect(&app.store, &session::Store::changed, this, [this] {
        const auto* row = m_set ? m_book.row(m_id) : nullptr;
        if (row != nullptr && !row->running && drawn() == nullptr && row->scored != m_scoredWhenRead)
            loadHistory(); // another program has continued it
    });
    connect(&book, &MonitorBook::ended, this, [this](qint64 id) {
        if (m_set && id == m_id)
            Q_EMIT changed();
    });
}

void ShownMonitor::show(qint64 id) {
    m_set = true;
    m_id = id;
    m_model.reset();
    m_storedTrack = {};
    m_storedDrift = monitoring::DriftTrail();
    m_error.reset();
    m_fresh = id == 0 ? m_book.session(0) : nullptr;
    loadModel();
    if (drawn() == nullptr && id != 0)
        loadHistory();
    Q_EMIT changed();
}

void ShownMonitor::resume(scoring::StartAt from, bool makesTopics) {
    m_storedTrack = track();
    m_storedDrift = drift();
    m_book.resume(m_id, from, makesTopics);
    Q_EMIT changed();
}

const session::MonitorSession* ShownMonitor::drawn() const {
    const auto* session = this->session();
    return session != nullptr && session->monitorId() != 0 ? session : nullptr;
}

void ShownMonitor::showNone() {
    m_set = false;
    m_id = 0;
    m_askedModel.cancel();
    m_askedHistory.cancel();
    m_model.reset();
    Q_EMIT changed();
}

std::string ShownMonitor::modelId() const {
    if (const auto* running = session())
        return running->request().modelId;
    const auto* row = m_book.row(m_id);
    return row != nullptr ? row->modelId : std::string();
}

void ShownMonitor::loadModel() {
    m_askedModel = m_app.store.ask<ModelPtr>(
        [id = modelId()](workspace::Workspace& workspace) {
            return evaluation::loadStoredModel(workspace, id);
        },
        [this](Result<ModelPtr> model) {
            if (model)
                m_model = std::move(*model);
            else
                m_error = model.error();
            Q_EMIT changed();
        });
}

void ShownMonitor::loadHistory() {
    const auto* row = m_book.row(m_id);
    m_scoredWhenRead = row != nullptr ? row->scored : -1;
    m_askedHistory = m_app.store.ask<monitoring::MonitorHistory>(
        [id = m_id](workspace::Workspace& workspace) { return monitoring::loadHistory(workspace, id); },
        [this](Result<monitoring::MonitorHistory> history) {
            if (history) {
                m_storedTrack.apply(std::move(history->track));
                m_storedDrift.restore(std::move(history->windows), std::move(history->latest));
            } else {
                m_error = history.error();
            }
            Q_EMIT changed();
        });
}

const monitoring::Track& ShownMonitor::track() const {
    const auto* running = drawn();
    return running != nullptr ? running->track() : m_storedTrack;
}

const monitoring::DriftTrail& ShownMonitor::drift() const {
    const auto* running = drawn();
    return running != nullptr ? running->drift() : m_storedDrift;
}

const session::MonitorFigures* ShownMonitor::figures() const {
    const auto* running = drawn();
    return running != nullptr && !running->over() ? &running->figures() : nullptr;
}

drift::DriftConfig ShownMonitor::config() const {
    if (const auto* running = session())
        return running->request().drift;
    const auto* row = m_book.row(m_id);
    if (row == nullptr)
        return {};
    return row->drift.valueOrNone();
}

TopicName ShownMonitor::source() const {
    if (const auto* running = session())
        return running->request().attachment.source;
    const auto* row = m_book.row(m_id);
    return TopicName(row != nullptr ? row->sourceTopic : std::string());
}

TopicName ShownMonitor::target() const {
    if (const auto* running = session())
        return running->request().attachment.target;
    const auto* row = m_book.row(m_id);
    return TopicName(row != nullptr ? row->targetTopic : std::string());
}

bool ShownMonitor::isReplaced() const {
    const auto* row = m_set ? m_book.row(m_id) : nullptr;
    return row != nullptr && !row->running && m_book.successorOf(m_id) != 0;
}

std::string ShownMonitor::connectionName() const {
    if (const auto* running = session())
        return running->profile().name;
    const auto* row = m_book.row(m_id);
    return row != nullptr ? row->profileName : std::string();
}

std::string ShownMonitor::group() const {
    if (const auto* running = session())
        return running->request().attachment.group;
    const auto* row = m_book.row(m_id);
    return row != nullptr ? row->group : std::string();
}

qint64 ShownMonitor::scored() const {
    if (const auto* running = session())
        return running->figures().scored;
    const auto* row = m_book.row(m_id);
    return row != nullptr ? row->scored : 0;
}

QString ShownMonitor::scoredBetween(const monitoring::TrackPoint& before,
                                    const monitoring::TrackPoint& after) const {
    using workspace::PromotionRow;
    const session::StoreSnapshot& made = m_app.store.snapshot();
    const auto done = [](const PromotionRow& row) { return row.state == workspace::PromotionState::Done; };
    for (const PromotionRow& left : made.promotions) {
        if (left.fromMonitorId != m_id || !done(left) || !liesBetween(left, before, after))
            continue;
        // Several models may have scored in turn before this one came back.
        QStringList names;
        const PromotionRow* next = &left;
        while (next != nullptr && next->toMonitorId != m_id) {
            if (const auto* monitor = made.monitor(next->toMonitorId))
                names << versionedName(made, monitor->modelId);
            const PromotionRow* following = nullptr;
            for (const PromotionRow& row : made.promotions)
                if (row.fromMonitorId == next->toMonitorId && done(row) && row.id > next->id &&
                    (following == nullptr || row.id < following->id))
                    following = &row;
            next = following;
        }
        names.removeDuplicates();
        return names.join(QStringLiteral(" / "));
    }
    return {};
}

} // namespace driftwood::ui

#include "ui/monitor/shown_monitor.h"

#include "drift/drift_json.h"
#include "session/desk.h"
#include "session/stored_model.h"

#include <nlohmann/json.hpp>

namespace driftwood::ui {

using ModelPtr = std::shared_ptr<const model::TrainedModel>;

ShownMonitor::ShownMonitor(session::Desk& desk, MonitorBook& book, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_book(book) {
    connect(&book, &MonitorBook::attached, this, [this](qint64 id) {
        const session::MonitorSession* fresh = m_fresh.data();
        if (m_set && m_id == 0 && fresh != nullptr && fresh->monitorId() == id)
            m_id = id; // it has its number now
    });
    connect(&desk.jobs, &session::JobBoard::removed, this, [this](session::Job* job) {
        if (m_set && m_id != 0 && qobject_cast<session::MonitorSession*>(job) != nullptr)
            loadHistory(); // what the session held may be gone with it
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
    m_storedDrift = session::DriftTrail();
    m_error.reset();
    m_fresh = id == 0 ? m_book.session(0) : nullptr;
    loadModel();
    if (session() == nullptr)
        loadHistory();
    Q_EMIT changed();
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
    m_askedModel = m_desk.store.ask<ModelPtr>(
        [id = modelId()](workspace::Workspace& workspace) { return session::loadStoredModel(workspace, id); },
        [this](Result<ModelPtr> model) {
            if (model)
                m_model = std::move(*model);
            else
                m_error = model.error();
            Q_EMIT changed();
        });
}

void ShownMonitor::loadHistory() {
    m_askedHistory = m_desk.store.ask<session::MonitorHistory>(
        [id = m_id](workspace::Workspace& workspace) { return session::loadHistory(workspace, id); },
        [this](Result<session::MonitorHistory> history) {
            if (history) {
                m_storedTrack.apply(std::move(history->track));
                m_storedDrift.restore(std::move(history->windows), std::move(history->latest));
            } else {
                m_error = history.error();
            }
            Q_EMIT changed();
        });
}

const session::Track& ShownMonitor::track() const {
    const auto* running = session();
    return running != nullptr ? running->track() : m_storedTrack;
}

const session::DriftTrail& ShownMonitor::drift() const {
    const auto* running = session();
    return running != nullptr ? running->drift() : m_storedDrift;
}

const session::MonitorFigures* ShownMonitor::figures() const {
    const auto* running = session();
    return running != nullptr && !running->over() && running->monitorId() != 0 ? &running->figures()
                                                                               : nullptr;
}

drift::DriftConfig ShownMonitor::config() const {
    if (const auto* running = session())
        return running->request().drift;
    const auto* row = m_book.row(m_id);
    if (row == nullptr)
        return {};
    return drift::driftConfigFromJson(nlohmann::json::parse(row->configJson, nullptr, false), "monitor")
        .value_or(drift::DriftConfig());
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

} // namespace driftwood::ui

#include "session/topic_question.h"

#include <algorithm>

namespace driftwood::session {

using State = ConnectionSession::State;
using std::chrono::duration_cast;
using std::chrono::milliseconds;

TopicQuestionBase::TopicQuestionBase(tasks::Background& background, ConnectionSession& connection,
                                     milliseconds keepUpEvery, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection)
    , m_keepUpEvery(keepUpEvery) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TopicQuestionBase::begin);
    connect(&m_connection, &ConnectionSession::stateChanged, this, &TopicQuestionBase::follow);
}

void TopicQuestionBase::setTopic(const TopicName& topic) {
    if (topic == m_topic)
        return;
    m_topic = topic;
    startOver();
}

void TopicQuestionBase::startOver() {
    m_query.cancel();
    m_timer.stop();
    m_error.reset();
    forget();
    if (m_shown)
        begin();
    Q_EMIT changed();
}

void TopicQuestionBase::setShown(bool shown) {
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (!shown)
        m_timer.stop();
    else if (m_keepUpEvery.count() > 0 || (!answered() && !m_error))
        ask();
}

void TopicQuestionBase::ask() {
    begin();
    Q_EMIT changed();
}

void TopicQuestionBase::begin() {
    // Without a cluster nothing can be asked; follow() asks once there is one.
    auto connection = m_connection.connection();
    if (m_topic.value.empty() || m_query.pending() || !connection)
        return;
    m_timer.stop();
    m_began = std::chrono::steady_clock::now();
    m_query = send(std::move(connection));
}

void TopicQuestionBase::takeEnd(std::optional<Error> error) {
    const auto took = duration_cast<milliseconds>(std::chrono::steady_clock::now() - m_began);
    m_error = std::move(error);
    if (!m_error)
        m_answeredAt = std::chrono::system_clock::now();
    const bool worthAsking = !m_error || m_error->code != ErrorCode::Unsupported;
    if (m_shown && worthAsking && m_keepUpEvery.count() > 0)
        m_timer.start(std::max(m_keepUpEvery, took * kRestAfterAsking));
    Q_EMIT changed();
}

void TopicQuestionBase::follow() {
    if (m_connection.state() == State::Connecting || m_connection.state() == State::None)
        startOver(); // the answer belongs to another cluster
    else if (m_connection.state() == State::Connected && m_shown && (m_error || !answered()))
        ask();
}

} // namespace driftwood::session

#include "ui/browse/topics/answer_stack.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QVBoxLayout>

namespace driftwood::ui {

AnswerStack::AnswerStack(QWidget* contents, const QString& iconName, const QString& waiting, QWidget* parent)
    : QStackedWidget(parent)
    , m_waiting(waiting)
    , m_blank(new QWidget)
    , m_empty(new EmptyState(iconName, {}, RichText()))
    , m_failed(new QWidget)
    , m_error(new ErrorCard) {
    setGround(*this, Token::Surface);
    m_patience.setSingleShot(true);
    m_patience.setInterval(metrics::kLoadingDelayMs);
    auto* column = new QVBoxLayout(m_failed);
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap16);
    column->addWidget(m_error);
    column->addStretch();
    addWidget(contents);
    addWidget(m_blank);
    addWidget(m_empty);
    addWidget(m_failed);
    connect(&m_patience, &QTimer::timeout, this, [this] { say(m_waiting, {}); });
    connect(m_error, &ErrorCard::actionTriggered, this, &AnswerStack::retryRequested);
    showWaiting();
}

void AnswerStack::say(const QString& title, const QString& sentence) {
    m_empty->setTitle(title);
    m_empty->setSentence(sentence);
    setCurrentWidget(m_empty);
}

void AnswerStack::turnTo(QWidget* page) {
    m_isWaiting = false;
    m_patience.stop();
    setCurrentWidget(page);
}

void AnswerStack::showContents() { turnTo(widget(0)); }

void AnswerStack::showWaiting() {
    if (m_isWaiting)
        return;
    turnTo(m_blank);
    m_isWaiting = true;
    m_patience.start();
}

void AnswerStack::showEmpty(const QString& title, const QString& sentence) {
    turnTo(m_empty);
    say(title, sentence);
}

void AnswerStack::showError(const Error& error) {
    m_error->setError(error, tr("Try again"));
    turnTo(m_failed);
}

} // namespace driftwood::ui

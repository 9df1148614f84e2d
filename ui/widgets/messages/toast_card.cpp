#include "ui/widgets/messages/toast_card.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/lists/card_paint.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace driftwood::ui {

ToastCard::ToastCard(const Toast& toast, int id, QWidget* parent)
    : QFrame(parent)
    , m_id(id)
    , m_kind(toast.kind) {
    auto* title = new RichLine(toast.title, TextStyle::Strong);
    title->setWrap(true);
    auto* text = new RichLine(toast.text, TextStyle::Small, Token::Ink2);
    text->setWrap(true);
    text->setVisible(!toast.text.isEmpty());
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::kGap8);
    top->addWidget(title, 1);
    if (!toast.action.isEmpty()) {
        QPushButton* action = linkButton(toast.action);
        top->addWidget(action, 0, Qt::AlignTop);
        connect(action, &QPushButton::clicked, this, [this] {
            Q_EMIT actionTriggered(m_id);
            Q_EMIT done(m_id);
        });
    }
    if (stays())
        top->addWidget(closeButton(), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(top);
    words->addWidget(text);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, metrics::kGap8 + 2, metrics::kGap12, metrics::kGap8 + 2);
    row->setSpacing(metrics::kGap8 + 2);
    row->addWidget(
        new IconLabel(QString::fromLatin1(messageIcon(m_kind)), metrics::kIcon, messageColor(m_kind)), 0,
        Qt::AlignTop);
    row->addLayout(words, 1);

    setFixedWidth(scaled(metrics::kToastWidth));
    setAccessibleName(toast.title);
    setAccessibleDescription(toast.text.plainText());
    m_life.setSingleShot(true);
    m_life.setInterval(metrics::kToastMs);
    connect(&m_life, &QTimer::timeout, this, [this] {
        if (isAncestorOf(focusWidget()) && window()->isActiveWindow())
            m_life.start();
        else
            Q_EMIT done(m_id);
    });
    if (!stays())
        m_life.start();
}

QWidget* ToastCard::closeButton() {
    QToolButton* close = iconButton(QStringLiteral("close"), tr("Close"));
    close->setAutoRaise(true);
    close->setFixedSize(lineHeight(TextStyle::Body), lineHeight(TextStyle::Body));
    connect(close, &QToolButton::clicked, this, [this] { Q_EMIT done(m_id); });
    return close;
}

void ToastCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCard(painter, rect(), Token::Surface, Token::Line2, messageColor(m_kind));
}

void ToastCard::enterEvent(QEnterEvent* event) {
    m_life.stop();
    QFrame::enterEvent(event);
}

void ToastCard::leaveEvent(QEvent* event) {
    if (!stays())
        m_life.start();
    QFrame::leaveEvent(event);
}

} // namespace driftwood::ui

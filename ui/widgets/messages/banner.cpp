#include "ui/widgets/messages/banner.h"

#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/icon_label.h"
#include "ui/widgets/text/rich_line.h"

#include <QHBoxLayout>
#include <QPainter>

namespace driftwood::ui {

namespace {

Token groundOf(MessageKind kind) {
    switch (kind) {
    case MessageKind::Error:
        return Token::ErrorSoft;
    case MessageKind::Ember:
        return Token::EmberSoft;
    case MessageKind::Ok:
        return Token::OkSoft;
    case MessageKind::Info:
        break;
    }
    return Token::AccentSoft;
}

constexpr int kMostLines = 3;

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new IconLabel(QStringLiteral("info"), metrics::kIcon, Token::Accent))
    , m_text(new RichLine)
    , m_more(barButton(QString()))
    , m_action(barButton(QString())) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 5, metrics::kGap12, 5);
    row->setSpacing(metrics::kGap8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1, Qt::AlignVCenter);
    row->addWidget(m_more);
    row->addWidget(m_action);
    m_text->setWrap(true);
    m_more->setCheckable(true);
    m_more->hide();
    connect(m_more, &QPushButton::toggled, this, &Banner::fit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
    connect(m_action, &QPushButton::clicked, this, &Banner::actionTriggered);
    connect(m_text, &QLabel::linkActivated, this, &Banner::linkActivated);
}

void Banner::showMessage(MessageKind kind, const RichText& message, const QString& action,
                         const QString& iconName) {
    m_kind = kind;
    m_icon->setIcon(iconName.isEmpty() ? QString::fromLatin1(messageIcon(kind)) : iconName,
                    messageColor(kind));
    m_text->setRichText(message);
    if (const QString words = message.plainText(); words != m_message) {
        m_message = words;
        m_more->setChecked(false);
    }
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(message.plainText());
    show();
    fit();
    update();
}

void Banner::clear() { hide(); }

void Banner::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

void Banner::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

/// Limits the text to three lines beside the buttons, or shows all of it.
void Banner::fit() {
    const int gap = layout()->spacing();
    const QMargins around = layout()->contentsMargins();
    int room = width() - around.left() - around.right() - m_icon->sizeHint().width() - gap;
    if (!m_action->isHidden())
        room -= m_action->sizeHint().width() + gap;
    if (room <= 0) // not laid out yet
        return;
    const int line = m_text->heightForWidth(QWIDGETSIZE_MAX);
    const bool isLong = m_text->heightForWidth(room) > kMostLines * line;
    m_more->setText(m_more->isChecked() ? tr("Less") : tr("More"));
    m_more->setVisible(isLong);
    m_text->setMaximumHeight(isLong && !m_more->isChecked() ? kMostLines * line : QWIDGETSIZE_MAX);
    m_text->setToolTip(isLong ? toolTipText(m_message) : QString());
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(groundOf(m_kind)));
    const QColor line = color(messageColor(m_kind));
    painter.fillRect(0, 0, width(), 1, line);
    painter.fillRect(0, height() - 1, width(), 1, line);
}

} // namespace driftwood::ui

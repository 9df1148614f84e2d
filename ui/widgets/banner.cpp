#include "ui/widgets/banner.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/rich_line.h"

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

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent)
    , m_icon(new IconLabel(QStringLiteral("info"), metrics::kIcon, Token::Accent))
    , m_text(new RichLine)
    , m_action(barButton(QString())) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 5, metrics::kGap12, 5);
    row->setSpacing(metrics::kGap8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
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
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(message.plainText());
    show();
    update();
}

void Banner::clear() { hide(); }

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(groundOf(m_kind)));
    const QColor line = color(messageColor(m_kind));
    painter.fillRect(0, 0, width(), 1, line);
    painter.fillRect(0, height() - 1, width(), 1, line);
}

} // namespace driftwood::ui

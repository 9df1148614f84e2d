#include "ui/widgets/text/text_label.h"

#include "ui/theme/elide.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace driftwood::ui {

QLabel* textLabel(const QString& text, TextStyle style, Token ink, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(*label, style);
    setInk(*label, ink);
    return label;
}

namespace {

QWidget* separator(QWidget* parent) {
    auto* line = new QWidget(parent);
    setGround(*line, Token::Line);
    return line;
}

} // namespace

QWidget* horizontalLine(QWidget* parent) {
    QWidget* line = separator(parent);
    line->setFixedHeight(1);
    return line;
}

QWidget* verticalLine(QWidget* parent) {
    QWidget* line = separator(parent);
    line->setFixedWidth(1);
    return line;
}

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent) {
    setTextFormat(Qt::PlainText);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent)
    : ElidedLabel(parent) {
    setText(text);
}

void ElidedLabel::setText(const QString& text) {
    QLabel::setText(cutText(text, kLongestLine, Qt::ElideMiddle));
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_mode = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const {
    const QSize hint = QLabel::minimumSizeHint();
    return {std::min(hint.width(), fontMetrics().horizontalAdvance(QStringLiteral(u"mm\u2026"))),
            hint.height()};
}

bool ElidedLabel::isElided() const { return lineAdvance(fontMetrics(), text()) > contentsRect().width(); }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QString shown = elidedText(fontMetrics(), text(), m_mode, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                          shown, foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(text()), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace driftwood::ui

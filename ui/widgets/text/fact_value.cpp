#include "ui/widgets/text/fact_value.h"

#include "ui/theme/elide.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>

namespace driftwood::ui {

FactValue::FactValue(QWidget* parent)
    : ElidedLabel(parent) {
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFocusPolicy(Qt::TabFocus);
    setElideMode(Qt::ElideMiddle);
}

void FactValue::setFact(const Fact& fact) {
    m_fact = fact;
    setText((fact.value.isEmpty() ? QStringLiteral(u"\u2013") : fact.value) + fact.end);
    setToolTip(toolTipText(fact.toolTip));
    setTextStyle(*this, fact.style);
    setInk(*this, fact.link.isEmpty() ? fact.ink : Token::Accent);
    setAccessibleName(QStringLiteral("%1: %2").arg(fact.key, text()));
    if (fact.link.isEmpty())
        unsetCursor();
    else
        setCursor(Qt::PointingHandCursor);
}

void FactValue::copy() const {
    QGuiApplication::clipboard()->setText(m_fact.toolTip.isEmpty() ? m_fact.value + m_fact.end
                                                                   : m_fact.toolTip);
}

/// The value, shortened in front of its end.
QString FactValue::shown() const {
    const int room = contentsRect().width() - fontMetrics().horizontalAdvance(m_fact.end);
    return elidedText(fontMetrics(), m_fact.value, Qt::ElideMiddle, room) + m_fact.end;
}

void FactValue::paintEvent(QPaintEvent* event) {
    if (m_fact.end.isEmpty())
        ElidedLabel::paintEvent(event);
    QPainter painter(this);
    if (!m_fact.end.isEmpty())
        style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(),
                              shown(), foregroundRole());
    if (!hasFocus() || !m_keyboardFocus)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(Token::Accent), 1.5));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
}

void FactValue::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !m_fact.link.isEmpty() &&
        rect().contains(event->position().toPoint()))
        Q_EMIT activated(m_fact.link);
}

void FactValue::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (enter && !m_fact.link.isEmpty())
        Q_EMIT activated(m_fact.link);
    else
        ElidedLabel::keyPressEvent(event);
}

void FactValue::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy value"), QKeySequence::Copy, this, &FactValue::copy);
    menu.exec(event->globalPos());
}

void FactValue::focusInEvent(QFocusEvent* event) {
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason;
    ElidedLabel::focusInEvent(event);
    update();
}

} // namespace driftwood::ui

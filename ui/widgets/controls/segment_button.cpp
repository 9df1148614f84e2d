#include "ui/widgets/controls/segment_button.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QFocusEvent>
#include <QPainter>
#include <QPainterPath>

namespace driftwood::ui {

namespace {

/// A box with rounded corners only at the free ends.
QPainterPath outline(const QRectF& rect, bool roundLeft, bool roundRight) {
    QPainterPath whole;
    whole.setFillRule(Qt::WindingFill);
    whole.addRoundedRect(rect, metrics::kRadius, metrics::kRadius);
    const double half = rect.width() / 2;
    if (!roundLeft)
        whole.addRect(QRectF(rect.topLeft(), QSizeF(half, rect.height())));
    if (!roundRight)
        whole.addRect(rect.adjusted(half, 0, 0, 0));
    return whole.simplified();
}

} // namespace

SegmentButton::SegmentButton(const QString& text, QWidget* parent)
    : QAbstractButton(parent) {
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SegmentButton::setPlace(bool first, bool last) {
    m_first = first;
    m_last = last;
    updateGeometry();
    update();
}

QSize SegmentButton::sizeHint() const {
    const QFontMetrics fm(ui::font(TextStyle::Small));
    return {fm.horizontalAdvance(text()) + 2 * (metrics::kControlPaddingBar + 2),
            scaled(metrics::kControlHeightBar)};
}

void SegmentButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // The left neighbour draws the common border.
    const QRectF box = QRectF(rect()).adjusted(m_first ? 0.5 : -0.5, 0.5, -0.5, -0.5);
    const Token ground = !isEnabled()   ? Token::Window
                         : isChecked()  ? Token::AccentSoft
                         : isDown()     ? Token::Line
                         : underMouse() ? Token::Hover
                                        : Token::Surface;
    painter.setPen(QPen(color(isEnabled() ? Token::Line2 : Token::Line), 1));
    painter.setBrush(color(ground));
    painter.drawPath(outline(box, m_first, m_last));
    if (hasFocus() && m_keyboardFocus) {
        painter.setPen(QPen(color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(outline(QRectF(rect()).adjusted(1, 1, -1, -1), m_first, m_last));
    }
    painter.setFont(ui::font(TextStyle::Small));
    painter.setPen(color(!isEnabled() ? Token::Ink3 : isChecked() ? Token::Accent : Token::Ink));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextHideMnemonic, text());
}

void SegmentButton::focusInEvent(QFocusEvent* event) {
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason;
    QAbstractButton::focusInEvent(event);
}

} // namespace driftwood::ui

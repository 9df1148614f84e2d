#include "ui/widgets/text/status_dot.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace driftwood::ui {

void paintDot(QPainter& painter, const QPointF& center, DotKind kind) {
    if (kind == DotKind::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = color(dotColor(kind));
    const QRectF ring(center - QPointF(3.5, 3.5), QSizeF(7, 7));
    if (kind == DotKind::Hollow) {
        painter.setPen(QPen(ink, 1.3));
        painter.drawEllipse(ring);
    } else if (kind == DotKind::Busy) {
        painter.setPen(QPen(color(Token::Line2), 1.6));
        painter.drawEllipse(ring.adjusted(-1, -1, 1, 1));
        painter.setPen(QPen(ink, 1.6));
        painter.drawArc(ring.adjusted(-1, -1, 1, 1), 90 * 16, -120 * 16);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(center, 4, 4);
    }
    painter.restore();
}

StatusDot::StatusDot(DotKind kind, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusDot::setKind(DotKind kind) {
    m_kind = kind;
    update();
}

QSize StatusDot::sizeHint() const { return {12, 12}; }

void StatusDot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintDot(painter, QRectF(rect()).center(), m_kind);
}

} // namespace driftwood::ui

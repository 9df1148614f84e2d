#include "ui/widgets/lists/card_paint.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace driftwood::ui {

void paintCard(QPainter& painter, const QRect& rect, Token ground, Token border) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(border), 1));
    painter.setBrush(color(ground));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    painter.restore();
}

void paintCard(QPainter& painter, const QRect& rect, Token ground, Token border, Token edge) {
    paintCard(painter, rect, ground, border);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(rect, metrics::kRadius, metrics::kRadius);
    painter.setClipPath(card);
    painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), color(edge));
    painter.restore();
}

} // namespace driftwood::ui

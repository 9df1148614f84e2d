#include "ui/monitor/wall/wall_drift.h"

#include "ui/monitor/monitor_words.h"
#include "ui/monitor/wall/wall_plot.h"
#include "ui/theme/elide.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/theme/wall_text.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr int kName = 34;
constexpr int kStrip = 42;
constexpr int kBelow = 12; ///< gap above the next row's name
constexpr int kValue = 96;

/// Room for a line of text at the user's text size.
int nameHeight() { return std::max(wallScaled(kName), lineHeight(TextStyle::WallValue)); }
int rowHeight() {
    return nameHeight() + std::max(wallScaled(kStrip), lineHeight(TextStyle::WallValue)) + kBelow;
}

} // namespace

WallDrift::WallDrift(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void WallDrift::setRows(HeatRows heat, double limit, const Interval& span, const QTimeZone& zone) {
    m_heat = std::move(heat);
    std::ranges::stable_sort(m_heat.rows, [](const HeatRow& a, const HeatRow& b) {
        return std::isfinite(a.now) && (!std::isfinite(b.now) || a.now > b.now);
    });
    m_limit = limit;
    m_span = span;
    m_zone = zone;
    update();
}

void WallDrift::setStale(bool stale) {
    m_stale = stale;
    update();
}

void WallDrift::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    if (m_stale)
        painter.setOpacity(0.5);
    const int row = rowHeight();
    const int fit = std::max(0, (height() - wallTimeRow()) / row);
    const int rows = std::min(fit, static_cast<int>(m_heat.rows.size()));
    for (int i = 0; i < rows; ++i)
        paintRow(painter, QRectF(0, i * row, width(), row), m_heat.rows[static_cast<std::size_t>(i)]);
    // The times are directly below the last row, so that they are understood as belonging to the strips.
    if (rows > 0)
        paintWallTimes(painter, QRectF(0, 0, width() - wallScaled(kValue), rows * row - kBelow), m_span,
                       m_zone);
}

void WallDrift::paintRow(QPainter& painter, const QRectF& rect, const HeatRow& row) const {
    const QColor ink = color(row.now > m_limit ? Token::Ember : Token::Ink);
    painter.setFont(ui::font(TextStyle::WallValue));
    painter.setPen(ink);
    const int value = wallScaled(kValue);
    const QRectF name(rect.left(), rect.top(), rect.width() - value, nameHeight());
    painter.drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        elidedText(painter.fontMetrics(), row.name, Qt::ElideMiddle, static_cast<int>(name.width())));
    const QRectF strip(rect.left(), name.bottom(), rect.width() - value,
                       rect.height() - name.height() - kBelow);
    painter.setPen(row.now > m_limit ? ink : color(Token::Ink2));
    painter.drawText(QRectF(strip.right(), strip.top(), value, strip.height()),
                     Qt::AlignRight | Qt::AlignVCenter, psiText(row.now));
    paintNoWindow(painter, strip);
    painter.save();
    painter.setClipRect(strip);
    const auto toX = [&](double ms) {
        return strip.left() + (ms - m_span.begin) / std::max(1.0, m_span.length()) * strip.width();
    };
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const double from = std::floor(toX(m_heat.edges[i]));
        const double to = std::ceil(toX(m_heat.edges[i + 1]));
        if (to >= strip.left() && from <= strip.right() && std::isfinite(row.values[i]))
            painter.fillRect(QRectF(from, strip.top(), to - from, strip.height()), driftColor(row.values[i]));
    }
    painter.restore();
}

} // namespace driftwood::ui

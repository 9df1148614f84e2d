#include "ui/monitor/wall_drift.h"

#include "ui/monitor/monitor_words.h"
#include "ui/monitor/wall_plot.h"
#include "ui/theme/elide.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr double kRow = 88.0;
constexpr double kName = 34.0;
constexpr double kStrip = 42.0;
constexpr double kValue = 96.0;

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
    const auto fit = static_cast<std::size_t>(std::max(0.0, (height() - kWallTimeRow) / kRow));
    const std::size_t rows = std::min(fit, m_heat.rows.size());
    for (std::size_t i = 0; i < rows; ++i)
        paintRow(painter, QRectF(0, static_cast<double>(i) * kRow, width(), kRow), m_heat.rows[i]);
    // Below the last row that fits, in line with the tracks' times.
    if (rows > 0)
        paintWallTimes(painter, QRectF(0, 0, width() - kValue, height() - kWallTimeRow), m_span, m_zone);
}

void WallDrift::paintRow(QPainter& painter, const QRectF& rect, const HeatRow& row) const {
    const QColor ink = color(row.now > m_limit ? Token::Ember : Token::Ink);
    painter.setFont(ui::font(TextStyle::WallValue));
    painter.setPen(ink);
    const QRectF name(rect.left(), rect.top(), rect.width() - kValue, kName);
    painter.drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter,
        elidedText(painter.fontMetrics(), row.name, Qt::ElideMiddle, static_cast<int>(name.width())));
    const QRectF strip(rect.left(), rect.top() + kName, rect.width() - kValue, kStrip);
    painter.setPen(row.now > m_limit ? ink : color(Token::Ink2));
    painter.drawText(QRectF(strip.right(), strip.top(), kValue, kStrip), Qt::AlignRight | Qt::AlignVCenter,
                     psiText(row.now));
    painter.fillRect(strip, driftColor(0.0));
    painter.save();
    painter.setClipRect(strip);
    const auto toX = [&](double ms) {
        return strip.left() + (ms - m_span.begin) / std::max(1.0, m_span.length()) * strip.width();
    };
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const double from = std::floor(toX(m_heat.edges[i]));
        const double to = std::ceil(toX(m_heat.edges[i + 1]));
        if (to >= strip.left() && from <= strip.right())
            painter.fillRect(QRectF(from, strip.top(), to - from, strip.height()), driftColor(row.values[i]));
    }
    painter.restore();
}

} // namespace driftwood::ui

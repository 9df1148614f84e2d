#include "ui/monitor/wall/wall_plot.h"

#include "ui/format/format.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/theme/wall_text.h"

#include <QDateTime>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace driftwood::ui {
namespace {

constexpr int kTimeRow = 44;
constexpr int kTimeGap = 8;
constexpr int kLeft = 110; ///< room for ticks
constexpr int kTop = 20;
constexpr int kBottom = 14;
constexpr double kOutlierRadius = 5.0;
constexpr double kBandOpacity = 0.18;
constexpr int kTimeTicks = 4;
constexpr int kValueTicks = 4;

/// The step of 1, 2 or 5 times a power of ten that gives about `wanted` ticks.
double niceStep(double length, int wanted) {
    const double rough = length / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0})
        if (rough <= step * power)
            return step * power;
    return 10.0 * power;
}

/// A step in whole seconds, minutes or hours.
double niceTimeStep(double lengthMs) {
    constexpr std::array<double, 14> kSteps{5e3,   10e3,  15e3,   30e3,   60e3,   120e3,   300e3,
                                            600e3, 900e3, 1800e3, 3600e3, 7200e3, 14400e3, 21600e3};
    const auto step = std::ranges::find_if(kSteps, [&](double s) { return lengthMs / s <= kTimeTicks; });
    return step != kSteps.end() ? *step : 86400e3;
}

} // namespace

int wallTimeRow() { return std::max(wallScaled(kTimeRow), lineHeight(TextStyle::WallValue) + kTimeGap); }

void paintWallTimes(QPainter& painter, const QRectF& area, const Interval& span, const QTimeZone& zone) {
    if (span.isEmpty())
        return;
    const double step = niceTimeStep(span.length());
    const QString format = step < 60e3 ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    painter.setFont(font(TextStyle::WallValue));
    painter.setPen(color(Token::Ink3));
    const double width = painter.fontMetrics().horizontalAdvance(format) + 8.0;
    double free = 0; // left limit for the next text
    for (double at = std::ceil(span.begin / step) * step; at < span.end; at += step) {
        const double x = area.left() + (at - span.begin) / span.length() * area.width();
        if (x + width / 2.0 > area.right() + 2)
            break;
        if (x - width / 2.0 < free)
            continue; // it would be cut by the edge or overlap the text before
        free = x + width / 2.0 + 8.0;
        painter.drawText(QRectF(x - width / 2.0, area.bottom() + 6, width, wallTimeRow() - kTimeGap),
                         Qt::AlignCenter,
                         QDateTime::fromMSecsSinceEpoch(std::llround(at), zone).toString(format));
    }
}

struct WallPlot::Scale {
    QRectF area;
    Interval x;
    double low = 0.0;
    double high = 1.0;
    bool logarithmic = false;

    [[nodiscard]] double toX(double ms) const {
        return area.left() + (ms - x.begin) / std::max(1.0, x.length()) * area.width();
    }
    [[nodiscard]] double toY(double value) const {
        const double at =
            logarithmic ? std::log10(std::max(value, std::numeric_limits<double>::min())) : value;
        return area.bottom() - (at - low) / (high - low) * area.height();
    }
};

WallPlot::WallPlot(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void WallPlot::setPicture(Picture picture, const QTimeZone& zone) {
    m_picture = std::move(picture);
    m_zone = zone;
    update();
}

void WallPlot::setTimeTicks(bool shown) { m_timeTicks = shown; }

void WallPlot::setStale(bool stale) {
    m_stale = stale;
    update();
}

WallPlot::Scale WallPlot::scale() const {
    Scale scale;
    scale.area =
        QRectF(rect()).adjusted(wallScaled(kLeft), kTop, -2, -(m_timeTicks ? wallTimeRow() : kBottom));
    scale.x = m_picture.span;
    scale.logarithmic = m_picture.logarithmic;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto see = [&](double value) {
        if (!std::isfinite(value) || (scale.logarithmic && value <= 0.0))
            return;
        const double at = scale.logarithmic ? std::log10(value) : value;
        low = std::min(low, at);
        high = std::max(high, at);
    };
    const auto seeAll = [&](const LinePoints& points) {
        for (std::size_t i = 0; i < points.x.size(); ++i) {
            if (!scale.x.contains(points.x[i]))
                continue;
            see(points.y[i]);
            if (!points.lower.empty()) {
                see(points.lower[i]);
                see(points.upper[i]);
            }
        }
    };
    for (const Line& line : m_picture.lines)
        seeAll(line.points);
    seeAll(m_picture.outliers);
    if (m_picture.limit)
        see(*m_picture.limit);
    if (!(high >= low))
        return scale;
    const double margin = high > low ? 0.06 * (high - low) : 0.5;
    scale.low = low - margin;
    scale.high = high + margin;
    return scale;
}

void WallPlot::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const Scale scale = this->scale();
    paintGrid(painter, scale);
    if (m_timeTicks)
        paintWallTimes(painter, scale.area, scale.x, m_zone);
    painter.setClipRect(scale.area);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_stale)
        painter.setOpacity(0.5);
    for (const Line& line : m_picture.lines)
        paintBand(painter, scale, line);
    for (const Line& line : m_picture.lines)
        paintLine(painter, scale, line);
    if (m_picture.limit) {
        painter.setPen(QPen(color(Token::Ink2), 2.0, Qt::DashLine));
        const double y = scale.toY(*m_picture.limit);
        painter.drawLine(QPointF(scale.area.left(), y), QPointF(scale.area.right(), y));
    }
    paintOutliers(painter, scale);
}

void WallPlot::paintGrid(QPainter& painter, const Scale& scale) const {
    painter.setFont(ui::font(TextStyle::WallValue));
    const double step = scale.logarithmic ? std::max(1.0, niceStep(scale.high - scale.low, kValueTicks))
                                          : niceStep(scale.high - scale.low, kValueTicks);
    const double line = lineHeight(TextStyle::WallValue);
    for (double at = std::ceil(scale.low / step) * step; at <= scale.high; at += step) {
        const double y =
            scale.area.bottom() - (at - scale.low) / (scale.high - scale.low) * scale.area.height();
        painter.setPen(color(Token::Grid));
        painter.drawLine(QPointF(scale.area.left(), y), QPointF(scale.area.right(), y));
        painter.setPen(color(Token::Ink3));
        painter.drawText(QRectF(0, y - line / 2.0, wallScaled(kLeft) - 16, line),
                         Qt::AlignRight | Qt::AlignVCenter,
                         (scale.logarithmic ? formatSetting(std::pow(10.0, at)) : formatNumber(at)) +
                             (m_picture.unit.isEmpty() ? QString() : QChar(0x202F) + m_picture.unit));
    }
    painter.setPen(color(Token::Control));
    painter.drawLine(scale.area.bottomLeft(), scale.area.bottomRight());
}

void WallPlot::paintBand(QPainter& painter, const Scale& scale, const Line& line) const {
    const LinePoints& points = line.points;
    if (points.lower.empty())
        return;
    QColor fill = color(line.ink);
    fill.setAlphaF(kBandOpacity);
    const auto paint = [&](std::size_t from, std::size_t to) {
        QPolygonF polygon;
        for (std::size_t i = from; i < to; ++i)
            polygon << QPointF(scale.toX(points.x[i]), scale.toY(points.upper[i]));
        for (std::size_t i = to; i > from; --i)
            polygon << QPointF(scale.toX(points.x[i - 1]), scale.toY(points.lower[i - 1]));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(polygon);
    };
    std::size_t from = 0;
    for (std::size_t i = 0; i <= points.x.size(); ++i) {
        if (i < points.x.size() && std::isfinite(points.lower[i]) && std::isfinite(points.upper[i]))
            continue;
        if (i > from + 1)
            paint(from, i);
        from = i + 1;
    }
}

void WallPlot::paintLine(QPainter& painter, const Scale& scale, const Line& line) const {
    QPainterPath path;
    bool down = false;
    for (std::size_t i = 0; i < line.points.x.size(); ++i) {
        const double value = line.points.y[i];
        const bool drawn = std::isfinite(value) && (!scale.logarithmic || value > 0.0);
        if (drawn) {
            const QPointF at(scale.toX(line.points.x[i]), scale.toY(value));
            down ? path.lineTo(at) : path.moveTo(at);
        }
        down = drawn;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(line.ink), line.width));
    painter.drawPath(path);
}

void WallPlot::paintOutliers(QPainter& painter, const Scale& scale) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Ember));
    for (std::size_t i = 0; i < m_picture.outliers.x.size(); ++i)
        painter.drawEllipse(QPointF(scale.toX(m_picture.outliers.x[i]), scale.toY(m_picture.outliers.y[i])),
                            kOutlierRadius, kOutlierRadius);
}

} // namespace driftwood::ui

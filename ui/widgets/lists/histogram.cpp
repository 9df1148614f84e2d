#include "ui/widgets/lists/histogram.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPolygonF>
#include <cmath>
#include <numeric>

namespace driftwood::ui {

namespace {

/// The bins as shares of their sum; NaN and negative bins count as zero.
std::vector<double> shares(const std::vector<double>& bins) {
    std::vector<double> out(bins.size());
    std::transform(bins.begin(), bins.end(), out.begin(),
                   [](double v) { return v > 0 && std::isfinite(v) ? v : 0.0; });
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    if (sum > 0)
        for (double& v : out)
            v /= sum;
    return out;
}

double highest(const std::vector<double>& bins) {
    return bins.empty() ? 0.0 : *std::max_element(bins.begin(), bins.end());
}

/// The outline of the bins from the left to the right end of the rectangle, on its bottom edge.
QPolygonF steps(const QRectF& rect, const std::vector<double>& bins, double peak) {
    QPolygonF line;
    const double width = rect.width() / static_cast<double>(bins.size());
    line << rect.bottomLeft();
    for (size_t i = 0; i < bins.size(); ++i) {
        const double y = rect.bottom() - rect.height() * bins[i] / peak;
        const double x = rect.left() + width * static_cast<double>(i);
        line << QPointF(x, y) << QPointF(x + width, y);
    }
    line << rect.bottomRight();
    return line;
}

} // namespace

void paintHistogram(QPainter& painter, const QRectF& rect, const HistogramPair& histogram) {
    const std::vector<double> reference = shares(histogram.reference);
    const std::vector<double> current = shares(histogram.current);
    const double peak = std::max(highest(reference), highest(current));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = color(Token::Reference);
    painter.setPen(QPen(fill, 1));
    const double floor = std::floor(rect.bottom()) - 0.5;
    painter.drawLine(QPointF(rect.left(), floor), QPointF(rect.right(), floor));
    const QRectF area = rect.adjusted(0, 1, 0, floor - rect.bottom());
    if (peak > 0 && !reference.empty()) {
        fill.setAlphaF(0.35F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(steps(area, reference, peak));
    }
    if (peak > 0 && !current.empty()) {
        painter.setPen(QPen(color(histogram.beyondLimit ? Token::Ember : Token::Current), 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(steps(area, current, peak));
    }
    painter.restore();
}

void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& tint) {
    double low = INFINITY;
    double high = -INFINITY;
    for (const double v : values)
        if (std::isfinite(v)) {
            low = std::min(low, v);
            high = std::max(high, v);
        }
    if (values.size() < 2 || low > high)
        return;
    const double span = high > low ? high - low : 1.0;
    const double step = rect.width() / static_cast<double>(values.size() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tint, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPolygonF run;
    for (qsizetype i = 0; i <= values.size(); ++i) {
        if (i < values.size() && std::isfinite(values[i])) {
            run << QPointF(rect.left() + step * static_cast<double>(i),
                           rect.bottom() - rect.height() * (values[i] - low) / span);
            continue;
        }
        if (run.size() > 1)
            painter.drawPolyline(run);
        run.clear();
    }
    painter.restore();
}

} // namespace driftwood::ui

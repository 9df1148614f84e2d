#include "ui/charts/sparkline.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace driftwood::ui {

namespace {

/// Heights of bins relative to the highest of both histograms, each scaled to its own sum.
double sumOf(std::span<const double> counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

double highest(std::span<const double> counts) {
    const double sum = sumOf(counts);
    return sum > 0 ? *std::ranges::max_element(counts) / sum : 0;
}

} // namespace

void paintSparkline(QPainter& painter, const QRectF& box, std::span<const double> values,
                    const QColor& color) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : values)
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (values.size() < 2 || !(low <= high))
        return;
    const double scale = high > low ? (box.height() - 2) / (high - low) : 0;
    const auto toY = [&](double value) {
        return scale > 0 ? box.bottom() - 1 - (value - low) * scale : box.center().y();
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(color, 1.3);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    // Each pixel column gets its first, smallest, largest and last value, in order.
    const double columns = std::max(1.0, box.width());
    const auto last = values.size() - 1;
    QPointF before;
    bool drawing = false;
    for (std::size_t i = 0; i <= last;) {
        const auto column = std::floor(static_cast<double>(i) / static_cast<double>(last) * columns);
        std::size_t end = i + 1;
        while (end <= last &&
               std::floor(static_cast<double>(end) / static_cast<double>(last) * columns) == column)
            ++end;
        const auto part = values.subspan(i, end - i);
        std::size_t smallest = 0;
        std::size_t largest = 0;
        for (std::size_t k = 1; k < part.size(); ++k) {
            if (part[k] < part[smallest] || !std::isfinite(part[smallest]))
                smallest = k;
            if (part[k] > part[largest] || !std::isfinite(part[largest]))
                largest = k;
        }
        std::size_t chosen[] = {0, smallest, largest, part.size() - 1};
        std::ranges::sort(chosen);
        for (const std::size_t k : chosen) {
            if (!std::isfinite(part[k])) {
                drawing = false;
                continue;
            }
            const QPointF at(box.left() +
                                 static_cast<double>(i + k) / static_cast<double>(last) * box.width(),
                             toY(part[k]));
            if (drawing)
                painter.drawLine(before, at);
            before = at;
            drawing = true;
        }
        i = end;
    }
    painter.restore();
}

void paintHistogram(QPainter& painter, const QRectF& box, std::span<const double> reference,
                    std::span<const double> current, bool beyond) {
    const double top = std::max(highest(reference), highest(current));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), color(Token::Line2));
    const double floor = box.bottom() - 1;
    const double height = box.height() - 2;
    if (const double sum = sumOf(reference); sum > 0) {
        QColor fill = color(Token::Reference);
        fill.setAlphaF(0.35F);
        const double width = box.width() / static_cast<double>(reference.size());
        for (std::size_t i = 0; i < reference.size(); ++i) {
            const double left = std::round(box.left() + static_cast<double>(i) * width);
            const double right = std::round(box.left() + static_cast<double>(i + 1) * width);
            const double tall = reference[i] / sum / top * height;
            painter.fillRect(QRectF(left, floor - tall, right - left, tall), fill);
        }
    }
    if (const double sum = sumOf(current); sum > 0) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(beyond ? Token::Ember : Token::Current), 1.2));
        const double width = box.width() / static_cast<double>(current.size());
        QPointF before(box.left(), floor);
        for (std::size_t i = 0; i < current.size(); ++i) {
            const double y = floor - current[i] / sum / top * height;
            const double left = box.left() + static_cast<double>(i) * width;
            painter.drawLine(before, QPointF(left, y));
            before = {left + width, y};
            painter.drawLine(QPointF(left, y), before);
        }
        painter.drawLine(before, QPointF(box.right(), floor));
    }
    painter.restore();
}

} // namespace driftwood::ui

#pragma once

#include <QColor>
#include <QRectF>
#include <span>

class QPainter;

namespace driftwood::ui {

/// A line without axes for delegates and tiles: extremes kept per pixel, gaps at NaN. Draws nothing for fewer
/// than two values.
void paintSparkline(QPainter& painter, const QRectF& box, std::span<const double> values,
                    const QColor& color);

/// A small histogram for tables: reference filled, current (may be empty) outlined, in the colour of alarms
/// when `beyond` its limit. Both are scaled to their own sum, so only shapes compare.
void paintHistogram(QPainter& painter, const QRectF& box, std::span<const double> reference,
                    std::span<const double> current = {}, bool beyond = false);

} // namespace driftwood::ui

#pragma once

#include <QColor>
#include <QRectF>
#include <span>

class QPainter;

namespace driftwood::ui {

/// A line without axes, for delegates and tiles. Keeps the extremes of each pixel and breaks at NaN. Draws
/// nothing for fewer than two values.
void paintSparkline(QPainter& painter, const QRectF& box, std::span<const double> values,
                    const QColor& color);

/// A small histogram for tables: the reference filled, the current one (may be empty) outlined, in the alarm
/// colour if `beyond` its limit. Both are scaled to their own sum, so only their shapes can be compared.
void paintHistogram(QPainter& painter, const QRectF& box, std::span<const double> reference,
                    std::span<const double> current = {}, bool beyond = false);

} // namespace driftwood::ui

#pragma once

#include <QMetaType>
#include <QRectF>
#include <vector>

class QPainter;

namespace driftwood::ui {

/// Two distributions over the same bins. Heights are shares or counts: each distribution is scaled to its own
/// sum.
struct HistogramPair {
    std::vector<double> reference; ///< drawn filled; may be empty
    std::vector<double> current;   ///< drawn as an outline; may be empty
    bool beyondLimit = false;      ///< draw the outline in ember
};

void paintHistogram(QPainter& painter, const QRectF& rect, const HistogramPair& histogram);

/// Paints a line over its own range of values; NaN is a gap.
void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const QColor& color);

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::HistogramPair)

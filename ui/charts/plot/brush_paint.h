#pragma once

#include "ui/charts/plot/range_brush.h"

#include <QRectF>
#include <QStringList>

class QPainter;

namespace driftwood::ui {

constexpr double kBrushBar = 16; ///< height of the label bar above the stage
constexpr double kHandleWidth = 7;
constexpr double kHandleHeight = 26;

/// Geometry for painting the ranges: the strip that they cross, the boxes that are tinted, the lines of text
/// that their edges leave out, and two conversions.
struct BrushPicture {
    QRectF stage;
    std::vector<QRectF> tinted;
    std::vector<QRectF> words; ///< from top to bottom
    std::function<double(double x)> toPixel;
    std::function<QStringList(const BrushRange&)> label; ///< name, span, detail
};

/// Paints excluded stretches hatched; then each range: tint, edges, handles, label bar.
void paintRanges(QPainter& painter, const BrushPicture& picture, const RangeBrush& brush,
                 const std::vector<Interval>& excluded);

/// The label bar of a range with edges at two pixel positions.
[[nodiscard]] QRectF labelBar(const QRectF& stage, double begin, double end);

} // namespace driftwood::ui

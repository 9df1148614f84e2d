#pragma once

#include "ui/charts/plot/range_brush.h"

#include <QRectF>
#include <QStringList>

class QPainter;

namespace driftwood::ui {

constexpr double kBrushBar = 16; ///< height of the label bar above the stage
constexpr double kHandleWidth = 7;
constexpr double kHandleHeight = 26;

/// Where the ranges are painted: the strip they cross, the boxes that take their tint, the lines of words
/// that their edges leave out, and two ways to translate.
struct BrushPicture {
    QRectF stage;
    std::vector<QRectF> tinted;
    std::vector<QRectF> words; ///< from top to bottom
    std::function<double(double x)> toPixel;
    std::function<QStringList(const BrushRange&)> label; ///< name, span, detail
};

/// Excluded stretches hatched; then each range: tint, edges, handles, label bar.
void paintRanges(QPainter& painter, const BrushPicture& picture, const RangeBrush& brush,
                 const std::vector<Interval>& excluded);

/// The label bar of a range whose edges lie at two pixels.
[[nodiscard]] QRectF labelBar(const QRectF& stage, double begin, double end);

} // namespace driftwood::ui

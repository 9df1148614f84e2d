#pragma once

#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

class QPainter;

namespace driftwood::ui {

/// How high bars are drawn, where a few of them would make all the others flat: a live rate beside a day's
/// history. The few are cut and marked; the figure they stand for is said, never the height alone.
struct BarCap {
    double height = 0; ///< of the highest that is drawn whole; the scale ends here
    int cut = 0;       ///< so many are higher

    [[nodiscard]] bool cuts(double bar) const { return cut > 0 && bar > height; }
    /// "1 bar cut at 585"; empty where none is.
    [[nodiscard]] QString text() const;
};

/// 1.3 of the 95th percentile of the bars that are not empty, where there are 20 at least and the highest is
/// more than twice that; else the highest, and nothing is cut.
[[nodiscard]] BarCap barCap(std::vector<double> bars);

/// The break across a bar that was cut, near its upper end.
void drawBreak(QPainter& painter, const QRectF& bar);

} // namespace driftwood::ui

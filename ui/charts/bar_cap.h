#pragma once

#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

class QPainter;

namespace driftwood::ui {

/// Limits the height of bars where a few would make all others flat, such as a live rate beside a day's
/// history. Those few are cut and marked, and their value is given as text.
struct BarCap {
    double height = 0; ///< of the highest bar that is drawn whole; the axis ends here
    int cut = 0;       ///< number of higher bars, which are cut

    [[nodiscard]] bool cuts(double bar) const { return cut > 0 && bar > height; }
    /// "1 bar cut at 585"; empty if none is cut.
    [[nodiscard]] QString text() const;
};

/// The cap is 1.3 times the 95th percentile of the non-empty bars, if there are at least 20 of them and the
/// highest is more than twice the cap. Otherwise it is the highest bar, and nothing is cut.
[[nodiscard]] BarCap barCap(std::vector<double> bars);

/// Draws the break across a bar that was cut, near its upper end.
void drawBreak(QPainter& painter, const QRectF& bar);

} // namespace driftwood::ui

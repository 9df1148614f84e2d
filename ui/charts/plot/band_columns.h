#pragma once

#include "ui/charts/series_pyramid.h"

#include <QColor>
#include <QRectF>
#include <functional>
#include <vector>

class QCPPainter;

namespace driftwood::ui {

/// The ground between a band's two edges, a column of pixels at a time. Filled as one polygon a noisy band
/// takes longer than all lines of its chart: every row of pixels is cut by nearly every tooth.
class BandColumns {
  public:
    using ToPixel = std::function<double(double)>;

    void set(SeriesPyramid::Drawn low, SeriesPyramid::Drawn high);
    void clear();
    /// Within `box`, which is in pixels of `dots` device pixels. A gap in either edge is one in the band.
    void paint(QCPPainter& painter, const QRectF& box, double dots, const QColor& colour, const ToPixel& toX,
               const ToPixel& toY) const;

  private:
    SeriesPyramid::Drawn m_low;
    SeriesPyramid::Drawn m_high;
};

} // namespace driftwood::ui

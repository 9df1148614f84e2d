#pragma once

#include "ui/charts/series_pyramid.h"

#include <QColor>
#include <QRectF>
#include <functional>
#include <vector>

class QCPPainter;

namespace driftwood::ui {

/// Fills the area between a band's two edges, one column of pixels at a time. Filling a noisy band as one
/// polygon takes longer than drawing all lines of its chart, because nearly every tooth crosses every row of
/// pixels.
class BandColumns {
  public:
    using ToPixel = std::function<double(double)>;

    void set(SeriesPyramid::Drawn low, SeriesPyramid::Drawn high);
    void clear();
    /// Paints within `box`, which is in pixels of `dots` device pixels each. A gap in either edge is a gap in
    /// the band.
    void paint(QCPPainter& painter, const QRectF& box, double dots, const QColor& colour, const ToPixel& toX,
               const ToPixel& toY) const;

  private:
    SeriesPyramid::Drawn m_low;
    SeriesPyramid::Drawn m_high;
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/plot/qcp.h"

#include <functional>
#include <utility>

namespace driftwood::ui {

/// A QCustomPlot layer that paints by calling a function. The plot owns it.
class PaintLayer : public QCPLayerable {
  public:
    using Paint = std::function<void(QCPPainter&)>;

    PaintLayer(QCustomPlot* plot, const QString& layer, Paint paint)
        : QCPLayerable(plot, layer)
        , m_paint(std::move(paint)) {}

  protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
    void draw(QCPPainter* painter) override { m_paint(*painter); }

  private:
    Paint m_paint;
};

} // namespace driftwood::ui

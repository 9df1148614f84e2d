#pragma once

#include "ui/charts/chart_types.h"
#include "ui/charts/plot/qcp.h"
#include "ui/charts/plot/track.h"

#include <QPointer>

namespace driftwood::ui {

class Chart;
class ChartPrivate;

/// The dotted line through all tracks, and the box with the values there. Its layer is buffered, so moving it
/// never repaints data.
class Crosshair {
  public:
    explicit Crosshair(ChartPrivate& chart)
        : m_chart(chart) {}

    /// Moves it for the user: linked charts follow, and the chart emits a signal.
    void move(std::optional<double> x);
    /// Shows it without a signal. A crosshair that follows another chart's has no box, because the other
    /// chart shows one.
    void show(std::optional<double> x, bool box = true);
    [[nodiscard]] std::optional<double> position() const { return m_x; }
    void link(Chart* other);
    void setFormat(PositionFormat format) { m_format = std::move(format); }

    [[nodiscard]] PositionText positionText() const;
    [[nodiscard]] std::vector<ReadoutRow> rows() const;
    void paint(QCPPainter& painter);
    /// Hidden in exported pictures.
    void setHidden(bool hidden) { m_hidden = hidden; }

  private:
    void paintBox(QCPPainter& painter, double line);

    ChartPrivate& m_chart;
    std::optional<double> m_x;
    PositionFormat m_format;
    std::vector<QPointer<Chart>> m_linked;
    bool m_box = true;
    bool m_hidden = false;
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/chart_types.h"

class QPainter;
class QRectF;

namespace driftwood::ui {

class HeatPlot;

/// One field's drift over time, and its current window compared with the reference.
struct HeatRow {
    QString name;
    std::vector<double> values;    ///< one per column, PSI; NaN: not measured
    std::vector<double> reference; ///< counts per bin; any scale
    std::vector<double> current;   ///< the same number
    double now = 0;                ///< the last value, written at the right end
};

/// Drift per field over the chart's horizontal axis: one row per field, the most drifted on top. Owned by its
/// chart.
class HeatTrack {
  public:
    HeatTrack(const HeatTrack&) = delete;
    HeatTrack& operator=(const HeatTrack&) = delete;

    /// `detail` explains the colours: "PSI, current window against reference".
    void setTitle(const QString& title, const QString& detail = {});
    /// Column i covers [edges[i], edges[i + 1]). Rows are sorted by `now`, largest first.
    void setRows(std::vector<double> edges, std::vector<HeatRow> rows);
    /// Rows with `now` above the limit are written in the alarm colour.
    void setLimit(double psi);
    void setAlarms(std::vector<Mark> alarms);
    /// The row whose name has the colour of a selection; empty: none. The page says which, because a click
    /// may not choose every row; see Chart::rowActivated.
    void setChosenRow(const QString& name);
    [[nodiscard]] int rowCount() const;

  private:
    friend class HeatPlot;
    explicit HeatTrack(HeatPlot& plot)
        : d(plot) {}
    HeatPlot& d;
};

/// Paints a time without a window in a strip; its colour differs from that of a window without drift.
void paintNoWindow(QPainter& painter, const QRectF& rect);

} // namespace driftwood::ui

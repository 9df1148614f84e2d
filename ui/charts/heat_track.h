#pragma once

#include "ui/charts/chart_types.h"

class QPainter;
class QRectF;

namespace driftwood::ui {

class HeatPlot;

/// One field's drift over time, and how its current window lies against the reference.
struct HeatRow {
    QString name;
    std::vector<double> values;    ///< one a column, PSI; NaN: not measured
    std::vector<double> reference; ///< counts per bin; any scale
    std::vector<double> current;   ///< as many
    double now = 0;                ///< last value, in words at the right end
};

/// Drift per field over the chart's horizontal axis: a row a field, the most drifted on top. Owned by its
/// chart.
class HeatTrack {
  public:
    HeatTrack(const HeatTrack&) = delete;
    HeatTrack& operator=(const HeatTrack&) = delete;

    /// `detail` explains the colours: "PSI, current window against reference".
    void setTitle(const QString& title, const QString& detail = {});
    /// Column i covers [edges[i], edges[i + 1]). Rows are sorted by `now`, largest first.
    void setRows(std::vector<double> edges, std::vector<HeatRow> rows);
    /// Rows whose `now` is above it are written in the colour of alarms.
    void setLimit(double psi);
    void setAlarms(std::vector<Mark> alarms);
    [[nodiscard]] int rowCount() const;
    /// Height that shows every row of a strip by itself, with title and axis. In less, the least drifted are
    /// left out and counted; beside other tracks, rows take half of the chart.
    [[nodiscard]] int preferredHeight() const;

  private:
    friend class HeatPlot;
    explicit HeatTrack(HeatPlot& plot)
        : d(plot) {}
    HeatPlot& d;
};

/// Where no window was, in a strip: not the colour of one without drift.
void paintNoWindow(QPainter& painter, const QRectF& rect);

} // namespace driftwood::ui

#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/heat_track.h"
#include "ui/charts/series_track.h"

namespace driftwood::ui {

/// Several tracks above one time axis, with one brush and one crosshair through all of them. Titles and
/// legends are in a column at the left, current values at the right.
class TrackChart : public Chart {
    Q_OBJECT
  public:
    explicit TrackChart(QWidget* parent = nullptr);
    /// Tracks stand from top to bottom in the order in which they are added; the chart owns them.
    SeriesTrack& addSeriesTrack(const QString& title, const QString& detail = {}, double stretch = 1);
    HeatTrack& addHeatTrack(const QString& title, const QString& detail = {});
};

/// A heat track on its own.
class HeatStrip : public Chart {
    Q_OBJECT
  public:
    explicit HeatStrip(QWidget* parent = nullptr);
    [[nodiscard]] HeatTrack& track() { return *m_track; }

  private:
    HeatTrack* m_track;
};

} // namespace driftwood::ui

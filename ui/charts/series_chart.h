#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/series_track.h"

namespace driftwood::ui {

/// A chart with one track of lines: loss, rate, lag.
class SeriesChart : public Chart {
    Q_OBJECT
  public:
    explicit SeriesChart(QWidget* parent = nullptr);
    [[nodiscard]] SeriesTrack& track() { return *m_track; }

  private:
    SeriesTrack* m_track;
};

} // namespace driftwood::ui

#include "ui/charts/series_chart.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/series_plot.h"

namespace driftwood::ui {

SeriesChart::SeriesChart(QWidget* parent)
    : Chart(parent)
    , m_track(&d->addTrack<SeriesPlot>().track()) {}

} // namespace driftwood::ui

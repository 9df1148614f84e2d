#include "ui/charts/track_chart.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/heat_plot.h"
#include "ui/charts/plot/series_plot.h"

namespace driftwood::ui {

namespace {

constexpr int kGutter = 112; ///< with the vertical axes' labels, 150 for names of fields

} // namespace

TrackChart::TrackChart(QWidget* parent)
    : Chart(parent) {
    d->setGutter(kGutter);
    d->axis.setKind(XAxis::Time, {});
}

SeriesTrack& TrackChart::addSeriesTrack(const QString& title, const QString& detail, double stretch) {
    SeriesTrack& track = d->addTrack<SeriesPlot>().track();
    track.setTitle(title, detail);
    track.setStretch(stretch);
    return track;
}

HeatTrack& TrackChart::addHeatTrack(const QString& title, const QString& detail) {
    HeatTrack& track = d->addTrack<HeatPlot>().track();
    track.setTitle(title, detail);
    return track;
}

HeatStrip::HeatStrip(QWidget* parent)
    : Chart(parent) {
    d->setGutter(kGutter);
    d->axis.setKind(XAxis::Time, {});
    m_track = &d->addTrack<HeatPlot>().track();
}

} // namespace driftwood::ui

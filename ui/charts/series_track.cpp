#include "ui/charts/series_track.h"

#include "ui/charts/plot/series_plot.h"

namespace driftwood::ui {

SeriesId SeriesTrack::addSeries(const QString& name, SeriesRole role, int category) {
    return d.add(name, role, category);
}

void SeriesTrack::append(SeriesId series, double x, double y) {
    d.series(series).points.append(x, y);
    d.changed();
}

void SeriesTrack::append(SeriesId series, std::span<const double> x, std::span<const double> y) {
    d.series(series).points.append(x, y);
    d.changed();
}

void SeriesTrack::setData(SeriesId series, std::span<const double> x, std::span<const double> y) {
    d.series(series).points.clear();
    append(series, x, y);
}

void SeriesTrack::setBand(SeriesId series, std::span<const double> x, std::span<const double> lower,
                          std::span<const double> upper) {
    Series& one = d.series(series);
    one.lower.clear();
    one.upper.clear();
    one.lower.append(x, lower);
    one.upper.append(x, upper);
    d.changed();
}

void SeriesTrack::appendBand(SeriesId series, double x, double lower, double upper) {
    Series& one = d.series(series);
    one.lower.append(x, lower);
    one.upper.append(x, upper);
    d.changed();
}

void SeriesTrack::setName(SeriesId series, const QString& name) {
    d.series(series).name = name;
    d.changed();
}

void SeriesTrack::setSeriesVisible(SeriesId series, bool visible) {
    d.series(series).visible = visible;
    d.changed();
}

void SeriesTrack::setHighlighted(SeriesId series, bool highlighted) {
    d.series(series).highlighted = highlighted;
    d.restyle();
    d.changed();
}

void SeriesTrack::setBest(SeriesId series, std::optional<double> x) {
    d.series(series).best = x;
    d.changed();
}

void SeriesTrack::setPlannedFrom(SeriesId series, std::optional<double> x) {
    d.series(series).plannedFrom = x;
    d.changed();
}

void SeriesTrack::setEndLabel(SeriesId series, bool shown) {
    d.series(series).endLabel = shown;
    d.changed();
}

void SeriesTrack::removeBefore(double x) {
    for (SeriesId i = 0; i < d.count(); ++i)
        for (SeriesPyramid* points : {&d.series(i).points, &d.series(i).lower, &d.series(i).upper})
            points->removeBefore(x);
    d.changed();
}

void SeriesTrack::clear() { d.clear(); }

int SeriesTrack::seriesCount() const { return d.count(); }

std::optional<double> SeriesTrack::valueAt(SeriesId series, double x) const {
    return d.valueAt(d.series(series), x);
}

void SeriesTrack::setTitle(const QString& title, const QString& detail) {
    d.title = title;
    d.detail = detail;
    d.changed();
}

void SeriesTrack::setUnit(const QString& unit) {
    d.unit = unit;
    d.changed();
}

void SeriesTrack::setLogarithmic(bool logarithmic) { d.setLogarithmic(logarithmic); }

bool SeriesTrack::isLogarithmic() const { return d.isLogarithmic(); }

void SeriesTrack::setZeroBased(bool zeroBased) {
    d.setZeroBased(zeroBased);
    d.changed();
}

void SeriesTrack::setStretch(double stretch) {
    d.stretch = stretch;
    d.changed();
}

void SeriesTrack::setLimit(std::optional<Limit> limit) {
    d.limit = std::move(limit);
    d.changed();
}

void SeriesTrack::setNotFinite(std::vector<Mark> marks) {
    d.notFinite = std::move(marks);
    d.changed();
}

void SeriesTrack::setAlarms(std::vector<Mark> alarms) {
    d.alarms = std::move(alarms);
    d.changed();
}

void SeriesTrack::setAnnotations(std::vector<Annotation> annotations) {
    d.annotations = std::move(annotations);
    d.changed();
}

} // namespace driftwood::ui

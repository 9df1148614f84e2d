#include "ui/charts/timeline_chart.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/timeline_plot.h"
#include "ui/format/format.h"

#include <cmath>

namespace driftwood::ui {

TimelineChart::TimelineChart(QWidget* parent)
    : Chart(parent)
    , m_plot(&d->addTrack<TimelinePlot>()) {
    d->axis.setKind(XAxis::Time, {});
    setBrush(Brush::Many);
    setRangeDetail([this](const Interval& span) {
        return tr("%1 records").arg(formatEstimate(static_cast<qint64>(std::llround(recordsIn(span)))));
    });
    setPositionFormat([this](double x) {
        const auto bucket = m_plot->bucketAt(x);
        return PositionText{bucket ? d->axis.text(m_plot->bucketSpan(*bucket)) : d->axis.text(x), {}};
    });
}

void TimelineChart::setBuckets(Buckets buckets) {
    m_plot->buckets = std::move(buckets);
    d->changed();
}

void TimelineChart::setStacked(bool stacked) {
    m_plot->stacked = stacked;
    d->changed();
}

void TimelineChart::setUnit(const QString& unit) {
    m_plot->unit = unit;
    d->changed();
}

void TimelineChart::setLowWatermark(std::optional<double> time) {
    m_plot->lowWatermark = time;
    d->changed();
}

void TimelineChart::setOverlay(const QString& name, const QString& unit, std::span<const double> time,
                               std::span<const double> value) {
    const std::size_t count = name.isEmpty() ? 0 : std::min(time.size(), value.size());
    m_plot->overlayName = name;
    m_plot->overlayUnit = unit;
    m_plot->overlayX.assign(time.begin(), time.begin() + static_cast<std::ptrdiff_t>(count));
    m_plot->overlayY.assign(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(count));
    d->changed();
}

void TimelineChart::setAnnotations(std::vector<Annotation> annotations) {
    m_plot->annotations = std::move(annotations);
    d->changed();
}

double TimelineChart::recordsIn(const Interval& span) const { return m_plot->recordsIn(span); }

} // namespace driftwood::ui

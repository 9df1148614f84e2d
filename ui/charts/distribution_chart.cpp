#include "ui/charts/distribution_chart.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/distribution_plot.h"

namespace driftwood::ui {

DistributionChart::DistributionChart(QWidget* parent)
    : Chart(parent)
    , m_plot(&d->addTrack<DistributionPlot>()) {}

void DistributionChart::setReference(const QString& name, Histogram histogram) {
    m_plot->reference = {name, std::move(histogram)};
    d->changed();
}

void DistributionChart::setCurrent(const QString& name, Histogram histogram, Outline outline) {
    m_plot->current = {name, std::move(histogram)};
    m_plot->outline = outline;
    d->changed();
}

void DistributionChart::setVerdict(const QString& text, bool beyond) {
    m_plot->verdict = text;
    m_plot->beyond = beyond;
    d->changed();
}

void DistributionChart::setThreshold(std::optional<double> value, const QString& text) {
    m_plot->threshold = value;
    m_plot->thresholdText = text;
    d->changed();
}

void DistributionChart::setLogarithmicX(bool logarithmic) {
    d->logarithmicX = logarithmic;
    d->changed();
}

} // namespace driftwood::ui

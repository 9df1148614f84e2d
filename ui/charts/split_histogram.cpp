#include "ui/charts/split_histogram.h"

#include "ui/charts/plot/chart_private.h"
#include "ui/charts/plot/split_plot.h"

namespace driftwood::ui {

SplitHistogram::SplitHistogram(QWidget* parent)
    : Chart(parent)
    , m_plot(&d->addTrack<SplitPlot>()) {
    d->axis.setKind(XAxis::Time, {});
    setPositionFormat([this](double x) {
        const auto& parts = m_plot->parts;
        const double begin = parts.begin + std::floor((x - parts.begin) / parts.width) * parts.width;
        return PositionText{d->axis.text(Interval{begin, begin + parts.width}), {}};
    });
}

void SplitHistogram::setParts(const Parts& parts) {
    m_plot->parts = parts;
    d->changed();
}

} // namespace driftwood::ui

#include "ui/charts/agreement_chart.h"

#include "ui/charts/plot/agreement_plot.h"
#include "ui/charts/plot/chart_private.h"

namespace driftwood::ui {

AgreementChart::AgreementChart(QWidget* parent)
    : Chart(parent)
    , m_plot(&d->addTrack<AgreementPlot>()) {
    setXAxis(XAxis::Number, tr("actual"));
}

void AgreementChart::setCells(Cells cells) {
    m_plot->setCells(std::move(cells));
    d->changed();
}

} // namespace driftwood::ui

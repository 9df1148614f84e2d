#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

class DistributionPlot;

/// Two distributions of one quantity: the reference filled, the other outlined. Heights are densities, so
/// histograms with different counts and edges can be compared.
class DistributionChart : public Chart {
    Q_OBJECT
  public:
    /// The outline is a window of live data (teal) or another population, for example the labelled faults
    /// (ink).
    enum class Outline : std::uint8_t { CurrentWindow, Population };

    explicit DistributionChart(QWidget* parent = nullptr);

    void setReference(const QString& name, Histogram histogram);
    /// An empty histogram removes it.
    void setCurrent(const QString& name, Histogram histogram, Outline outline = Outline::CurrentWindow);
    /// Text under the current distribution's name: "PSI 1.21 > 0.20"; `beyond` writes it in the alarm colour.
    void setVerdict(const QString& text, bool beyond);
    void setThreshold(std::optional<double> value, const QString& text = {});
    /// On a logarithmic axis all edges must be above zero.
    void setLogarithmicX(bool logarithmic);

  private:
    DistributionPlot* m_plot;
};

} // namespace driftwood::ui

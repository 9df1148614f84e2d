#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

class DistributionPlot;

/// Two distributions of one quantity: the reference filled, the other outlined. Heights are densities, so
/// that histograms with different counts and edges compare.
class DistributionChart : public Chart {
    Q_OBJECT
  public:
    /// The outline is a window of live data (teal) or simply another population, labelled faults say (ink).
    enum class Outline : std::uint8_t { CurrentWindow, Population };

    explicit DistributionChart(QWidget* parent = nullptr);

    void setReference(const QString& name, Histogram histogram);
    /// An empty histogram takes it away.
    void setCurrent(const QString& name, Histogram histogram, Outline outline = Outline::CurrentWindow);
    /// Words under the current one's name, "PSI 1.21 > 0.20"; `beyond`: in the colour of alarms.
    void setVerdict(const QString& text, bool beyond);
    void setThreshold(std::optional<double> value, const QString& text = {});
    /// Edges must be above zero.
    void setLogarithmicX(bool logarithmic);

  private:
    DistributionPlot* m_plot;
};

} // namespace driftwood::ui

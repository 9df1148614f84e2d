#pragma once

#include "ui/charts/distribution_chart.h"
#include "ui/charts/plot/track.h"

namespace driftwood::ui {

/// Two densities over one quantity: the reference filled, the other outlined.
class DistributionPlot : public Track {
  public:
    using Track::Track;

    struct Curve {
        QString name;
        Histogram histogram;
    };
    Curve reference;
    Curve current;
    DistributionChart::Outline outline = DistributionChart::Outline::CurrentWindow;
    QString verdict;
    bool beyond = false;
    std::optional<double> threshold;
    QString thresholdText;

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    void scaleVertical() override;
    [[nodiscard]] double labelWidth() const override { return 0; }
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] std::vector<LegendEntry> legend() const override;

  private:
    [[nodiscard]] QColor outlineColour() const;
    /// Share of all counts per length of axis, so that areas on the screen sum to one, also on a logarithmic
    /// axis.
    [[nodiscard]] std::vector<double> densities(const Histogram& histogram) const;
    [[nodiscard]] std::optional<double> shareAt(const Histogram& histogram, double x) const;

    std::vector<double> m_reference;
    std::vector<double> m_current;
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/chart.h"

#include <span>

namespace driftwood::ui {

class TimelinePlot;

/// A topic over time: records per bucket, stacked by partition or one small chart a partition, with ranges
/// brushed on it. Counts come from offsets, so the ranges' labels carry ≈.
class TimelineChart : public Chart {
    Q_OBJECT
  public:
    explicit TimelineChart(QWidget* parent = nullptr);

    void setBuckets(Buckets buckets);
    /// False: small multiples with one shared scale.
    void setStacked(bool stacked);
    [[nodiscard]] bool isStacked() const;
    /// Above the axis: "≈ records / 15 min".
    void setUnit(const QString& unit);
    /// Records before it are gone: hatched up to the line.
    void setLowWatermark(std::optional<double> time);
    /// A field's mean per bucket, on its own scale at the right; an empty name takes it away.
    void setOverlay(const QString& name, const QString& unit, std::span<const double> time,
                    std::span<const double> value);
    /// Words over a stretch: "fewer records 03:55–04:27".
    void setAnnotations(std::vector<Annotation> annotations);
    /// Records in a stretch, from the buckets it covers in part or in whole, by share.
    [[nodiscard]] double recordsIn(const Interval& span) const;

  private:
    TimelinePlot* m_plot;
};

} // namespace driftwood::ui

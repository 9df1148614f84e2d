#pragma once

#include "ui/charts/chart.h"

#include <span>

namespace driftwood::ui {

class TimelinePlot;

/// A topic over time: records per bucket, stacked by partition or in one small chart per partition, with
/// ranges brushed on it. Counts come from offsets, so the ranges' labels carry ≈.
class TimelineChart : public Chart {
    Q_OBJECT
  public:
    explicit TimelineChart(QWidget* parent = nullptr);

    void setBuckets(Buckets buckets);
    /// False shows small multiples with one shared scale.
    void setStacked(bool stacked);
    /// The text above the axis: "≈ records / 15 min".
    void setUnit(const QString& unit);
    /// Records before it have expired; the stretch up to this line is hatched.
    void setLowWatermark(std::optional<double> time);
    /// A field's mean per bucket, on its own scale at the right; an empty name removes it.
    void setOverlay(const QString& name, const QString& unit, std::span<const double> time,
                    std::span<const double> value);
    /// Texts over a stretch: "fewer records 03:55–04:27".
    void setAnnotations(std::vector<Annotation> annotations);
    /// Records in a stretch: the sum over its buckets; one that it covers in part counts by its share.
    [[nodiscard]] double recordsIn(const Interval& span) const;

  private:
    TimelinePlot* m_plot;
};

} // namespace driftwood::ui

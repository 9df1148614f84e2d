#pragma once

#include "ui/charts/chart_types.h"

#include <span>

namespace driftwood::ui {

class SeriesPlot;

/// Number of a series within its track, from 0.
using SeriesId = int;

/// Lines over the chart's horizontal axis with a vertical axis of their own. Owned by its chart. Points have
/// ascending x; a value that is not finite breaks the line. A series holds up to 10^7 points and draws a few
/// per pixel.
class SeriesTrack {
  public:
    SeriesTrack(const SeriesTrack&) = delete;
    SeriesTrack& operator=(const SeriesTrack&) = delete;

    // --- Series ---
    /// Series are drawn in this order, later ones on top. `category` counts from 0 and is used for
    /// SeriesRole::Category only.
    SeriesId addSeries(const QString& name, SeriesRole role, int category = 0);
    void append(SeriesId series, double x, double y);
    void append(SeriesId series, std::span<const double> x, std::span<const double> y);
    void setData(SeriesId series, std::span<const double> x, std::span<const double> y);
    /// The band around a series: ±2σ or percentiles. The spans have equal length and are independent of the
    /// line's points.
    void setBand(SeriesId series, std::span<const double> x, std::span<const double> lower,
                 std::span<const double> upper);
    void appendBand(SeriesId series, double x, double lower, double upper);
    void setName(SeriesId series, const QString& name);
    void setSeriesVisible(SeriesId series, bool visible);
    /// Emphasises one of several categories: 2 px wide, with a bold label.
    void setHighlighted(SeriesId series, bool highlighted);
    /// Gives the evaluation at `x` a larger ring with the word "best" and its value; these are never hidden.
    /// The label at the line's end still shows the last value.
    void setBest(SeriesId series, std::optional<double> x);
    /// From `x` on the line is planned, not measured, and is drawn dotted.
    void setPlannedFrom(SeriesId series, std::optional<double> x);
    /// Shows the last value in the series' end label; on by default.
    void setEndLabel(SeriesId series, bool shown);
    void removeBefore(double x);
    /// Removes every series.
    void clear();
    [[nodiscard]] int seriesCount() const;
    /// The value of the point nearest to `x`; nothing if the series has none within its reach or there is a
    /// gap.
    [[nodiscard]] std::optional<double> valueAt(SeriesId series, double x) const;

    // --- Vertical axis ---
    void setTitle(const QString& title, const QString& detail = {});
    /// The text above the axis: "records/s", "≈ records / 15 min".
    void setUnit(const QString& unit);
    /// Zeros and negative values are gaps on a logarithmic axis.
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] bool isLogarithmic() const;
    /// The axis begins at 0 unless a value is below.
    void setZeroBased(bool zeroBased);
    /// The track's share of the chart's height.
    void setStretch(double stretch);

    // --- Marks ---
    void setLimit(std::optional<Limit> limit);
    void setNotFinite(std::vector<Mark> marks);
    void setAlarms(std::vector<Mark> alarms);
    void setAnnotations(std::vector<Annotation> annotations);

  private:
    friend class SeriesPlot;
    explicit SeriesTrack(SeriesPlot& plot)
        : d(plot) {}
    SeriesPlot& d;
};

} // namespace driftwood::ui

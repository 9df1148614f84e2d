#pragma once

#include "ui/charts/chart_types.h"

#include <span>

namespace driftwood::ui {

class SeriesPlot;

/// Number of a series within its track, from 0.
using SeriesId = int;

/// Lines over the chart's horizontal axis with an own vertical one. Owned by its chart. Points come with x
/// ascending; a value that is not finite breaks the line. Series hold up to 10^7 points and draw a few a
/// pixel.
class SeriesTrack {
  public:
    SeriesTrack(const SeriesTrack&) = delete;
    SeriesTrack& operator=(const SeriesTrack&) = delete;

    // --- Series ---
    /// Drawn in this order, later ones on top. `category` counts from 0 and matters to SeriesRole::Category.
    SeriesId addSeries(const QString& name, SeriesRole role, int category = 0);
    void append(SeriesId series, double x, double y);
    void append(SeriesId series, std::span<const double> x, std::span<const double> y);
    void setData(SeriesId series, std::span<const double> x, std::span<const double> y);
    /// The band around a series: ±2σ or percentiles; spans of equal length, independent of the line's points.
    void setBand(SeriesId series, std::span<const double> x, std::span<const double> lower,
                 std::span<const double> upper);
    void appendBand(SeriesId series, double x, double lower, double upper);
    void setName(SeriesId series, const QString& name);
    void setSeriesVisible(SeriesId series, bool visible);
    /// The chosen one among categories: 2 px wide, its label bold.
    void setHighlighted(SeriesId series, bool highlighted);
    /// The evaluation at `x` gets a larger ring, and there stand the word "best" and its value; nothing takes
    /// them away. The label at the line's end is of the last value all the same.
    void setBest(SeriesId series, std::optional<double> x);
    /// From `x` on the line is what is planned, not what was measured: dotted.
    void setPlannedFrom(SeriesId series, std::optional<double> x);
    /// Value behind a series' label at its end; on unless switched off.
    void setEndLabel(SeriesId series, bool shown);
    void removeBefore(double x);
    void clearData();
    /// Removes every series.
    void clear();
    [[nodiscard]] int seriesCount() const;
    /// Value of the point nearest to `x`; nothing where the series has none within its reach or there is a
    /// gap.
    [[nodiscard]] std::optional<double> valueAt(SeriesId series, double x) const;

    // --- Vertical axis ---
    void setTitle(const QString& title, const QString& detail = {});
    /// Above the axis: "records/s", "≈ records / 15 min".
    void setUnit(const QString& unit);
    /// Zeros and negatives are gaps on a logarithmic axis.
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] bool isLogarithmic() const;
    /// The axis begins at 0 while no value is below.
    void setZeroBased(bool zeroBased);
    /// Fixed ends instead of the visible data's.
    void setYRange(std::optional<Interval> range);
    /// Share of the chart's height among tracks.
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

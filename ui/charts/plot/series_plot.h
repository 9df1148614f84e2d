#pragma once

#include "ui/charts/plot/band_columns.h"
#include "ui/charts/plot/track.h"
#include "ui/charts/series_pyramid.h"
#include "ui/charts/series_track.h"

#include <algorithm>

namespace driftwood::ui {

/// One line of a track, its band, and the graphs that draw both. The plot owns the graphs.
struct Series {
    QString name;
    SeriesRole role = SeriesRole::Measure;
    int category = 0;
    bool visible = true;
    bool highlighted = false;
    bool endLabel = true;
    std::optional<double> best;
    std::optional<double> plannedFrom;
    SeriesPyramid points;
    SeriesPyramid lower;
    SeriesPyramid upper;
    QCPGraph* line = nullptr;
    QCPGraph* planned = nullptr;
    BandColumns band; ///< for bands with many points; the graphs fill the others
    QCPGraph* bandLow = nullptr;
    QCPGraph* bandHigh = nullptr;

    [[nodiscard]] QColor colour() const { return roleColor(role, category); }
    /// Index of the last finite point at or before `x`.
    [[nodiscard]] std::optional<std::size_t> lastBefore(double x) const;
};

/// A track of lines: chooses their points, passes them to QCustomPlot's graphs and paints the marks on them.
class SeriesPlot : public Track {
  public:
    explicit SeriesPlot(ChartPrivate& chart);

    [[nodiscard]] SeriesTrack& track() { return m_track; }

    SeriesId add(const QString& name, SeriesRole role, int category);
    [[nodiscard]] Series& series(SeriesId id) { return *m_series[static_cast<std::size_t>(id)]; }
    [[nodiscard]] const Series& series(SeriesId id) const { return *m_series[static_cast<std::size_t>(id)]; }
    [[nodiscard]] int count() const { return static_cast<int>(m_series.size()); }
    void clear();
    [[nodiscard]] std::optional<double> valueAt(const Series& series, double x) const;

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    void restyle() override;
    [[nodiscard]] int topRoom() const override { return std::max(Track::topRoom(), markRoom()); }
    [[nodiscard]] int markRoom() const override;
    [[nodiscard]] double rightRoom(double width) const override;
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    void paintCursor(QCPPainter& painter, double x) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] Thinning thinning() const override { return m_thinning; }
    [[nodiscard]] std::vector<LegendEntry> legend() const override;
    [[nodiscard]] double neighbour(double x, int direction, double least) const override;
    [[nodiscard]] bool canBeLogarithmic() const override { return true; }
    void setLogarithmic(bool logarithmic) override;
    bool click(QPointF at, bool dry) override;

    // Set by SeriesTrack, which documents them.
    std::optional<Limit> limit;
    std::vector<Mark> notFinite;
    std::vector<Mark> alarms;
    std::vector<Annotation> annotations;
    using Track::changed;
    void setZeroBased(bool zeroBased) { m_zeroBased = zeroBased; }

  private:
    struct EndLabel {
        const Series* series;
        double x; ///< of the line's end
        double y; ///< value there
        TextLine text;
    };
    struct PlacedEnd {
        EndLabel label;
        double x;
        double y; ///< of its middle
        double width;
    };

    [[nodiscard]] double halfPixel(const std::vector<double>& values) const;
    void prepareLine(Series& series, const Interval& visible, int columns);
    void prepareBand(Series& series, const Interval& visible, int columns);
    void extendVertical(const Series& series, const Interval& visible);
    [[nodiscard]] std::vector<EndLabel> endLabels() const;
    [[nodiscard]] TextLine endText(const Series& series, double value) const;
    /// Whether the labels would overlap for lack of height; a legend replaces them then.
    [[nodiscard]] bool needsLegend() const;
    void paintBeyond(QCPPainter& painter, const Series& series) const;
    void paintRings(QCPPainter& painter, const Series& series) const;
    /// Where the ring of the best evaluation is; nothing if it is not visible.
    [[nodiscard]] std::optional<QPointF> bestPoint(const Series& series) const;
    /// `taken`: labels and rings that the text may not cover; it is added to them.
    void paintBest(QCPPainter& painter, const Series& series, std::vector<QRectF>& taken) const;
    [[nodiscard]] QRectF placeOfBest(QPointF at, double width, const std::vector<QRectF>& taken) const;
    [[nodiscard]] int linesThrough(const QRectF& place) const;
    /// "best 0.0123"; empty if no evaluation is marked.
    [[nodiscard]] TextLine bestText(const Series& series) const;
    void paintLimit(QCPPainter& painter) const;
    [[nodiscard]] TextLine limitText() const;
    /// Whether the limit's text stands right of the plot, at the line's height; otherwise it is on the line.
    [[nodiscard]] bool limitStandsBeside() const;
    /// Where the limit's text is; nothing if the limit is not visible.
    [[nodiscard]] std::optional<QRectF> limitPlace() const;
    void paintNotFinite(QCPPainter& painter, std::vector<QRectF>& taken) const;
    void paintAlarms(QCPPainter& painter) const;
    void paintBeside(QCPPainter& painter, std::vector<QRectF>& taken, const TextRun& run, QPointF at,
                     double apart) const;
    void paintAnnotations(QCPPainter& painter, const std::vector<QRectF>& others);
    /// The labels of the lines' ends, where none covers another.
    [[nodiscard]] std::vector<PlacedEnd> placedEnds() const;
    static void paintEnds(QCPPainter& painter, const std::vector<PlacedEnd>& ends);

    SeriesTrack m_track;
    std::vector<std::unique_ptr<Series>> m_series;
    Thinning m_thinning;
    Interval m_visible;
    std::optional<Interval> m_values;                ///< smallest and largest visible value
    std::vector<std::pair<QRectF, QString>> m_links; ///< clickable areas of annotations
};

} // namespace driftwood::ui

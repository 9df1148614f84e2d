#pragma once

#include "ui/charts/bar_cap.h"
#include "ui/charts/plot/bar_slots.h"
#include "ui/charts/plot/track.h"

namespace driftwood::ui {

/// The topic's bars, stacked by partition or in one lane each, with the expired stretch and a field's mean
/// over them.
class TimelinePlot : public Track {
  public:
    explicit TimelinePlot(ChartPrivate& chart);

    Buckets buckets;
    bool stacked = true;
    std::optional<double> lowWatermark;
    QString overlayName;
    QString overlayUnit;
    std::vector<double> overlayX;
    std::vector<double> overlayY;
    std::vector<Annotation> annotations;
    using Track::changed;

    [[nodiscard]] QString partitionName(std::size_t partition) const;
    [[nodiscard]] std::optional<std::size_t> bucketAt(double x) const;
    [[nodiscard]] Interval bucketSpan(std::size_t bucket) const;
    /// Records in the bucket, in all partitions.
    [[nodiscard]] double total(std::size_t bucket) const;
    [[nodiscard]] double recordsIn(const Interval& span) const;

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    void scaleVertical() override;
    [[nodiscard]] double rightRoom(double width) const override;
    [[nodiscard]] double labelWidth() const override;
    void paintGround(QCPPainter& painter) override;
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] double neighbour(double x, int direction, double least) const override;

  private:
    void paintStacked(QCPPainter& painter, const BarSlots& bars) const;
    void paintLanes(QCPPainter& painter, const BarSlots& bars) const;
    void paintCut(QCPPainter& painter) const;
    void paintOverlay(QCPPainter& painter) const;
    void paintLegend(QCPPainter& painter) const;
    [[nodiscard]] double laneHeight() const;
    [[nodiscard]] double overlayPixel(double value) const;
    [[nodiscard]] std::optional<double> overlayAt(double x) const;

    double m_highest = 0; ///< highest visible stack, or bucket of one partition
    BarCap m_cap;         ///< of the visible bars
    Interval m_overlayRange;
};

} // namespace driftwood::ui

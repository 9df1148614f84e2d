#pragma once

#include "ui/charts/plot/bar_slots.h"
#include "ui/charts/plot/track.h"
#include "ui/charts/split_histogram.h"

namespace driftwood::ui {

/// Bars of a data set in the colours of its parts, with each part's name above its bars.
class SplitPlot : public Track {
  public:
    explicit SplitPlot(ChartPrivate& chart);

    SplitHistogram::Parts parts;

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    [[nodiscard]] int topRoom() const override;
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] double neighbour(double x, int direction, double least) const override;

  private:
    struct Part {
        QString name;
        const std::vector<double>* counts;
        QColor fill;
        QColor ink;
    };
    [[nodiscard]] std::vector<Part> all() const;
    [[nodiscard]] QString label(const Part& part) const;
    /// Records in the tallest bar between two pixel positions.
    [[nodiscard]] double highestBetween(double left, double right) const;
};

} // namespace driftwood::ui

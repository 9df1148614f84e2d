#pragma once

#include "ui/charts/heat_track.h"
#include "ui/charts/plot/track.h"

namespace driftwood::ui {

/// The heat strip: cells coloured by drift, names at the left, reference against current and the last value
/// at the right.
class HeatPlot : public Track {
  public:
    explicit HeatPlot(ChartPrivate& chart);

    [[nodiscard]] HeatTrack& track() { return m_track; }
    void setRows(std::vector<double> edges, std::vector<HeatRow> rows);
    void setLimit(double psi);
    void setAlarms(std::vector<Mark> alarms);
    void setChosenRow(const QString& name);
    [[nodiscard]] const QString& chosenRow() const { return m_chosen; }
    [[nodiscard]] int rowCount() const { return static_cast<int>(m_rows.size()); }
    using Track::changed;

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    void restyle() override;
    void scaleVertical() override;
    [[nodiscard]] int fixedHeight() const override;
    [[nodiscard]] int topRoom() const override;
    [[nodiscard]] int leastHeight() const override;
    [[nodiscard]] double rightRoom(double width) const override;
    [[nodiscard]] bool takesTint() const override { return false; }
    [[nodiscard]] QRectF headBox() const override;
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] double neighbour(double x, int direction, double least) const override;
    bool click(QPointF at, bool dry) override;
    bool moveRow(int direction) override;
    bool activateRow() override;
    bool leaveRow() override;

  private:
    /// Number of rows that fit; beside other tracks they take at most half of the chart.
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] QRectF rowBox(int row) const;
    [[nodiscard]] std::optional<std::size_t> columnAt(double x) const;
    [[nodiscard]] QRectF sidesOf(int row) const;
    void paintRow(QCPPainter& painter, int row) const;
    void paintHead(QCPPainter& painter) const;
    /// Paints the colours and what they mean, up to the row's right end, and returns where they begin. Null:
    /// only that.
    double paintLegend(QCPPainter* painter, QRectF row) const;
    void paintSides(QCPPainter& painter, int row) const;

    HeatTrack m_track;
    std::vector<double> m_edges;
    std::vector<HeatRow> m_rows;
    std::vector<Mark> m_alarms;
    double m_limit = 0.2;
    Interval m_visible;
    bool m_legendBelow = false; ///< in a line of its own, because it would leave the detail too little room
    QString m_current;          ///< row of the keyboard; by name, because rows are sorted again
    QString m_chosen;           ///< row that the page shows, by name
};

} // namespace driftwood::ui

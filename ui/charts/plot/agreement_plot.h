#pragma once

#include "ui/charts/agreement_chart.h"
#include "ui/charts/plot/track.h"

namespace driftwood::ui {

/// Draws cells, the darker the more rows they hold, and the diagonal over them.
class AgreementPlot : public Track {
  public:
    explicit AgreementPlot(ChartPrivate& chart);

    void setCells(AgreementChart::Cells cells);

    [[nodiscard]] std::optional<Interval> extent() const override;
    void prepare(const Interval& visible, int columns) override;
    void paintData(QCPPainter& painter) override;
    void paintMarks(QCPPainter& painter) override;
    [[nodiscard]] std::vector<ReadoutRow> readout(double x) const override;
    [[nodiscard]] std::vector<CsvColumn> columns(const Interval& range) const override;
    [[nodiscard]] QString summary() const override;

  private:
    [[nodiscard]] double edge(std::size_t cell) const {
        return m_cells.begin + m_cells.width * static_cast<double>(cell);
    }
    /// Rows whose actual value lies in a column of cells, and the mean of their predictions.
    struct Column {
        std::int64_t rows = 0;
        double meanPredicted = 0.0;
    };
    [[nodiscard]] Column column(std::size_t actual) const;

    AgreementChart::Cells m_cells;
    std::int64_t m_most = 0; ///< rows in the fullest cell
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/chart.h"

#include <cstdint>

namespace driftwood::ui {

class AgreementPlot;

/// Actual against predicted values, as counts on a grid. On the dashed diagonal both are equal.
class AgreementChart : public Chart {
    Q_OBJECT
  public:
    struct Cells {
        double begin = 0; ///< lower edge of the first cell, on both axes
        double width = 1;
        std::size_t side = 0;             ///< cells on a side; 0: nothing to draw
        std::vector<std::int64_t> counts; ///< of cell [actual * side + predicted]
    };

    explicit AgreementChart(QWidget* parent = nullptr);

    void setCells(Cells cells);

  private:
    AgreementPlot* m_plot;
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

class SplitPlot;

/// How a data set was split: records per bucket for training, in the gap, and for validation.
class SplitHistogram : public Chart {
    Q_OBJECT
  public:
    struct Parts {
        double begin = 0; ///< time of bucket 0
        double width = 1;
        std::vector<double> train; ///< records per bucket; all three have equal length
        std::vector<double> gap;
        std::vector<double> validation;
    };

    explicit SplitHistogram(QWidget* parent = nullptr);

    /// Labels stand above their parts: "train 472,000", "gap 2,400", "validation 118,918".
    void setParts(const Parts& parts);

  private:
    SplitPlot* m_plot;
};

} // namespace driftwood::ui

#pragma once

#include "app/cli/progress_line.h"
#include "app/cli/text_chart.h"
#include "session/training_job.h"

#include <map>
#include <string>

namespace driftwood::cli {

/// A training run on a terminal: a progress line while it goes, a line for every epoch, and the loss curves
/// at the end.
class TrainingView {
  public:
    explicit TrainingView(Terminal& terminal)
        : m_terminal(terminal)
        , m_progress(terminal) {}

    void show(std::vector<session::TrainUpdate>&& updates);
    void clear() { m_progress.clear(); }
    /// Training loss with validation loss over steps.
    void printCurves() const;

  private:
    void printFields(const session::RunSetup& setup);
    void printEpoch(std::int64_t step, int epoch, int bestEpoch);

    Terminal& m_terminal;
    ProgressLine m_progress;
    std::map<std::string, ChartLine> m_curves;
    bool m_fieldsPrinted = false; ///< a run in one pass tells its set-up again when its network has grown
};

/// What is better known of a run's data before its first step; comes with its setup.
[[nodiscard]] std::vector<std::string> warningsOf(const session::TrainUpdate& update);

/// The loss curves of a run's stored metrics.
[[nodiscard]] QStringList lossChart(const std::map<std::string, ChartLine>& curves, int width);
void addMetric(std::map<std::string, ChartLine>& curves, const workspace::MetricRow& metric);

} // namespace driftwood::cli

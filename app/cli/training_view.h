#pragma once

#include "app/cli/progress_line.h"
#include "app/cli/text_chart.h"
#include "runs/training_job.h"

#include <map>
#include <string>

namespace driftwood::cli {

/// Shows a training run on a terminal:
/// a progress line during the run, a line per epoch, and the loss curves at the end.
class TrainingView {
  public:
    explicit TrainingView(Terminal& terminal)
        : m_terminal(terminal)
        , m_progress(terminal) {}

    void show(std::vector<runs::TrainUpdate>&& updates);
    void clear() { m_progress.clear(); }
    /// Prints training and validation loss over the steps.
    void printCurves() const;

  private:
    void printFields(const runs::RunSetup& setup);
    void printEpoch(std::int64_t step, int epoch, int bestEpoch);

    Terminal& m_terminal;
    ProgressLine m_progress;
    std::map<std::string, ChartLine> m_curves;
    bool m_fieldsPrinted = false; ///< a one-pass run sends its set-up again whenever its network has grown
};

/// Warnings about a run's data, which should be known before the first step; they come with its setup.
[[nodiscard]] std::vector<std::string> warningsOf(const runs::TrainUpdate& update);

/// A chart of the loss curves in a run's stored metrics.
[[nodiscard]] QStringList lossChart(const std::map<std::string, ChartLine>& curves, int width);
void addMetric(std::map<std::string, ChartLine>& curves, const workspace::MetricRow& metric);

} // namespace driftwood::cli

#pragma once

#include "runs/run_history.h"
#include "ui/training/run_words.h"

#include <QWidget>

namespace driftwood::ui {

class SeriesChart;

/// What explains a loss: learning rate, records learned per second, gradient norm; of an incremental run how
/// good it was, test-then-train. Small, in one row.
class SideCharts : public QWidget {
    Q_OBJECT

  public:
    explicit SideCharts(QWidget* parent = nullptr);

    /// The run as it stands; what is new is added to what is drawn. Before another run: clear().
    void showRun(const RunInfo& run, const runs::RunHistory& history, std::int64_t totalSteps);
    void clear();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void showLearningRate(const RunInfo& run, const runs::RunHistory& history, std::int64_t totalSteps);
    void showPrequential(const RunInfo& run, const runs::RunHistory& history);
    void showRate(const RunInfo& run, const runs::RunHistory& history);
    void showNorm(const runs::RunHistory& history);

    SeriesChart* m_first; ///< learning rate, or the prequential measure
    SeriesChart* m_rate;
    SeriesChart* m_norm;
    std::size_t m_normsShown = 0; ///< steps of the run's that are in m_norm
    int m_generation = 0;         ///< of the history they are of
};

/// Records per second over steps, some two hundred values of a run, each over 20 ms of training at least.
[[nodiscard]] runs::Curve recordRate(const runs::Curve& seconds, double recordsPerStep);

} // namespace driftwood::ui

#pragma once

#include "runs/run_history.h"
#include "ui/training/run_words.h"

#include <QWidget>

namespace driftwood::ui {

class SeriesChart;

/// Charts that explain a loss: learning rate, records learned per second, gradient norm; for a run in one
/// pass its test-then-train quality. Small, in one row.
class SideCharts : public QWidget {
    Q_OBJECT

  public:
    /// The quality of another run in one pass, since its first record.
    struct Compared {
        QString name;
        runs::Curve quality;
    };

    explicit SideCharts(QWidget* parent = nullptr);

    /// Shows the run's current state, adding what is new to what is drawn. Call clear() before showing
    /// another run.
    void showRun(const RunInfo& run, const runs::RunHistory& history, std::int64_t totalSteps);
    /// Draws these beside the quality of a run in one pass, from the next showRun() on.
    void setCompared(std::vector<Compared> compared);
    void clear();

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void showLearningRate(const RunInfo& run, const runs::RunHistory& history, std::int64_t totalSteps);
    void showPrequential(const RunInfo& run, const runs::RunHistory& history);
    void showRate(const RunInfo& run, const runs::RunHistory& history);
    void showNorm(const runs::RunHistory& history);

    std::vector<Compared> m_compared;
    SeriesChart* m_first; ///< learning rate, or the prequential metric
    SeriesChart* m_rate;
    SeriesChart* m_norm;
    std::size_t m_normsShown = 0; ///< number of the run's steps in m_norm
    int m_generation = 0;         ///< generation of the shown history
};

/// Records per second over steps: about two hundred values per run, each over at least 20 ms of training.
[[nodiscard]] runs::Curve recordRate(const runs::Curve& seconds, double recordsPerStep);

} // namespace driftwood::ui

#pragma once

#include "ui/training/loss_series.h"
#include "ui/training/run_words.h"

#include <QWidget>
#include <memory>

class QLabel;
class QMenu;
class QPushButton;
class QSlider;

namespace driftwood::ui {

class RunBook;
class SegmentedControl;
class SeriesChart;

/// The loss of a run over its steps, and of other runs beside it: logarithmic or linear, by step, epoch or
/// time, smoothed. Its bar changes only the view.
class LossPanel : public QWidget {
    Q_OBJECT

  public:
    explicit LossPanel(RunBook& book, QWidget* parent = nullptr);
    ~LossPanel() override;

    void showRun(const RunInfo& run, std::shared_ptr<const runs::RunHistory> history);
    /// Draws new values of the shown run, which is running.
    void follow(const runs::RunHistory& history);
    void clear();
    [[nodiscard]] SeriesChart* chart() const { return m_chart; }

    /// A run that is drawn beside the shown one.
    struct Compared {
        RunInfo run;
        std::shared_ptr<const runs::RunHistory> history;
    };
    [[nodiscard]] const std::vector<Compared>& compared() const { return m_compared; }
    /// Its name in a legend, with the data set if that is another one.
    [[nodiscard]] QString nameOf(const Compared& other) const;

  Q_SIGNALS:
    void comparedChanged(); ///< by the user
    void recordActivated(const driftwood::Position& position);

  private:
    void buildBar();
    void showAxis();
    void drawWithCompared();
    [[nodiscard]] QString emptyText() const;
    void recallLook();
    void fillCompareMenu();
    void compareWith(qint64 runId, bool on);
    void sayCompared();
    void redraw();
    void drawCompared();
    [[nodiscard]] double stepOf(const RunInfo& other) const;
    void drawBaseline();
    void changeLook();
    [[nodiscard]] const runs::RunHistory& history() const;
    [[nodiscard]] static std::int64_t stepsPerEpoch(const RunInfo& run, const runs::RunHistory& history);

    RunBook& m_book;
    SegmentedControl* m_scale;
    SegmentedControl* m_axis;
    QSlider* m_smoothing;
    QLabel* m_smoothingValue;
    QLabel* m_what;
    QPushButton* m_compare;
    QMenu* m_compareMenu;
    SeriesChart* m_chart;

    RunAxis m_chosenAxis = RunAxis::Step; ///< by the user; a run in one pass has no epochs
    LossSeries::Look m_look;
    RunInfo m_run;
    std::shared_ptr<const runs::RunHistory> m_history; ///< null while the run is running
    std::unique_ptr<LossSeries> m_series;
    std::vector<Compared> m_compared; ///< in the order in which the user chose them
    std::optional<double> m_baseline; ///< drawn
};

} // namespace driftwood::ui

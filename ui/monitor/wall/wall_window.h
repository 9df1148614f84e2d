#pragma once

#include "ui/charts/chart_types.h"
#include "ui/monitor/figures_row.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace driftwood::ui {

class Preferences;
class WallDrift;
class WallFigure;
class WallPlot;

/// The monitor for a screen on the wall: full screen, dark, no controls, no text smaller than 24 px. F11 or
/// Esc closes it.
class WallWindow : public QWidget {
    Q_OBJECT

  public:
    WallWindow(const ShownMonitor& shown, const Preferences& preferences, std::size_t field, qint64 spanMs);

    void refresh();

  Q_SIGNALS:
    void left();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

  private:
    [[nodiscard]] QWidget* header();
    [[nodiscard]] QWidget* body();
    void refreshHeader(const FigureTexts& texts);
    void refreshTracks(const Interval& span, bool stale);
    [[nodiscard]] QString driftInWords() const;
    [[nodiscard]] Interval span() const;

    const ShownMonitor& m_shown;
    const Preferences& m_preferences;
    std::size_t m_field;
    qint64 m_spanMs;
    QWidget* m_header;
    QLabel* m_name;
    QLabel* m_about;
    QLabel* m_drift;
    QLabel* m_clock;
    WallFigure* m_scored;
    WallFigure* m_latency;
    WallFigure* m_lag;
    WallFigure* m_quality;
    QLabel* m_predictionTitle;
    QLabel* m_predictionNow;
    QLabel* m_scoreTitle;
    WallPlot* m_prediction;
    WallPlot* m_score;
    WallDrift* m_fields;
    QTimer m_tick;
};

} // namespace driftwood::ui

#pragma once

#include "ui/charts/track_chart.h"
#include "ui/monitor/shown_monitor.h"

class QVBoxLayout;

namespace driftwood::ui {

class Preferences;

/// Prediction and actual (or a field), score, drift: tracks above one time axis with one brush, which marks
/// the range for retraining.
class TracksView : public QWidget {
    Q_OBJECT

  public:
    TracksView(const ShownMonitor& shown, const Preferences& preferences, QWidget* parent = nullptr);

    /// Draws the current data; creates the tracks again if the model has changed.
    void refresh();
    /// Follows the last `ms` milliseconds, or everything if there is less.
    void setSpan(qint64 ms);
    /// Whether the user chose another stretch than that span.
    [[nodiscard]] bool isZoomed() const;
    /// The field that the upper track draws, the same everywhere; see fieldChanged().
    void setField(std::size_t input);
    [[nodiscard]] std::size_t field() const { return m_field; }

    /// `records`: the exact number, if it is known; -1: computed from the points in the range.
    void setRange(std::optional<Interval> range, qint64 records = -1);
    [[nodiscard]] std::optional<Interval> range() const;
    /// The stretch that the figures above the tracks cover.
    [[nodiscard]] Interval span() const;
    [[nodiscard]] TrackChart* chart() const { return m_built.chart; }

  Q_SIGNALS:
    void rangeEditedByPerson();
    void spanChanged(); ///< the visible stretch has changed
    void fieldChanged();
    void recordActivated(const driftwood::Position& position);

  private:
    void build();
    void addPredictionTrack();
    void addScoreTrack();
    void refreshPrediction();
    void refreshScore();
    void refreshDrift();
    void showChosenField();
    void refreshAlarms();
    void follow();
    void openNearestOutlier(double x);

    /// Everything that belongs to the tracks of one model. It is replaced as a whole, so that the series
    /// numbers of another task's tracks are never used here.
    struct Built {
        std::shared_ptr<const model::TrainedModel> model;
        TrackChart* chart = nullptr; ///< the chart owns the tracks
        SeriesTrack* prediction = nullptr;
        SeriesTrack* score = nullptr;
        HeatTrack* heat = nullptr;
        std::optional<SeriesId> actual;
        std::optional<SeriesId> predicted;
        std::optional<SeriesId> reference;
        std::optional<SeriesId> median;
        std::optional<SeriesId> outliers;
        std::vector<std::vector<double>> bins;
    };

    const ShownMonitor& m_shown;
    const Preferences& m_preferences;
    QVBoxLayout* m_column;
    Built m_built;
    std::size_t m_field = 0;
    qint64 m_spanMs = 0;
    std::optional<std::pair<Interval, qint64>> m_exact; ///< a range and its exact record count
    std::optional<double> m_followed; ///< length in ms, 0: everything; nothing: not decided yet
};

} // namespace driftwood::ui

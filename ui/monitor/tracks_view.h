#pragma once

#include "ui/charts/track_chart.h"
#include "ui/monitor/shown_monitor.h"

class QVBoxLayout;

namespace driftwood::ui {

class Preferences;

/// Prediction and actual (or a field), score, drift: tracks above one time axis with one brush, the range to
/// train again on.
class TracksView : public QWidget {
    Q_OBJECT

  public:
    TracksView(const ShownMonitor& shown, const Preferences& preferences, QWidget* parent = nullptr);

    /// Draws what there is now; the tracks themselves are new where the model is another.
    void refresh();
    /// Follows the last so many milliseconds, or all where there is less.
    void setSpan(qint64 ms);
    /// Whether a person looks at another stretch than that span.
    [[nodiscard]] bool isZoomed() const;
    void setField(std::size_t input);
    [[nodiscard]] std::size_t field() const { return m_field; }

    /// `records` where they are known better than from the points it touches; -1: they are not.
    void setRange(std::optional<Interval> range, qint64 records = -1);
    [[nodiscard]] std::optional<Interval> range() const;
    /// The stretch the figures beside it are about.
    [[nodiscard]] Interval span() const;
    [[nodiscard]] TrackChart* chart() const { return m_built.chart; }

  Q_SIGNALS:
    void rangeEditedByPerson();
    void spanChanged(); ///< what is seen is another stretch
    void recordActivated(const driftwood::Position& position);

  private:
    void build();
    void addPredictionTrack();
    void addScoreTrack();
    void refreshPrediction();
    void refreshScore();
    void refreshDrift();
    void refreshAlarms();
    void follow();
    void openNearestOutlier(double x);

    /// What belongs to the tracks of one model. It is replaced as a whole: the number of a series that
    /// another task's tracks had is never looked up in these.
    struct Built {
        std::shared_ptr<const model::TrainedModel> model;
        TrackChart* chart = nullptr; ///< the tracks are the chart's
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
    std::optional<std::pair<Interval, qint64>> m_exact; ///< a range and its records
    std::optional<double> m_followed; ///< length in ms, 0: all there is; nothing: to be decided anew
};

} // namespace driftwood::ui

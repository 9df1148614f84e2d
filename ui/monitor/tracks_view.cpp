#include "ui/monitor/tracks_view.h"

#include "ui/format/format.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/track_series.h"
#include "ui/page/preferences.h"
#include "ui/theme/appearance.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using training::Task;

void setLine(SeriesTrack& track, SeriesId series, const LinePoints& line) {
    track.setData(series, line.x, line.y);
    if (!line.lower.empty())
        track.setBand(series, line.x, line.lower, line.upper);
}

/// What has just begun is not drawn over the whole width: an axis of milliseconds says nothing.
constexpr std::int64_t kLeastSpanMs = 10'000;

} // namespace

TracksView::TracksView(const ShownMonitor& shown, const Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_shown(shown)
    , m_preferences(preferences)
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    setGround(*this, Token::Surface);
}

void TracksView::build() {
    const auto range = this->range();
    delete m_chart;
    m_prediction = nullptr;
    m_score = nullptr;
    m_heat = nullptr;
    m_builtFor = m_shown.model();
    m_followed.reset();
    if (!m_builtFor)
        return;
    const auto inputs = numericInputs(*m_builtFor);
    if (std::ranges::none_of(inputs, [this](const auto& input) { return input.first == m_field; }))
        m_field = inputs.empty() ? 0 : inputs.front().first;
    m_bins = referenceBins(*m_builtFor);
    m_chart = new TrackChart(this);
    m_chart->setAccessibleName(tr("Tracks of the monitor"));
    m_chart->setXAxis(XAxis::Time);
    addPredictionTrack();
    addScoreTrack();
    m_heat = &m_chart->addHeatTrack(tr("Drift per field"), tr("PSI, current window against reference"));
    m_heat->setLimit(m_shown.config().psiThreshold);
    m_chart->setEmptyText(tr("Waiting for the first records"));
    m_chart->setBrush(Chart::Brush::One);
    m_chart->setRangeName(tr("retrain range"));
    m_chart->setRangeDetail([this](const Interval& span) {
        if (m_exact && m_exact->first == span)
            return tr("%1 records").arg(formatEstimate(m_exact->second));
        const auto ranges = m_shown.track().ranges(m_shown.source(), TimestampMs(std::llround(span.begin)),
                                                   TimestampMs(std::llround(span.end)));
        return tr("%1 records").arg(formatEstimate(ranges.span()));
    });
    connect(m_chart, &Chart::rangesChanged, this, &TracksView::rangeEditedByPerson);
    connect(m_chart, &Chart::activated, this, &TracksView::openNearestOutlier);
    connect(m_chart, &Chart::rowActivated, this, [this](const QString& name) {
        for (const auto& [input, path] : numericInputs(*m_builtFor))
            if (path == name)
                setField(input);
    });
    m_column->addWidget(m_chart);
    setRange(range);
}

void TracksView::addPredictionTrack() {
    if (m_builtFor->task == Task::AnomalyDetection) {
        m_prediction = &m_chart->addSeriesTrack(tr("Field"), {}, 1.2);
        m_reference = m_prediction->addSeries(tr("reference"), SeriesRole::Compared);
        m_actual = m_prediction->addSeries(tr("actual"), SeriesRole::Actual);
        return;
    }
    const QString label = QString::fromStdString(m_builtFor->features.spec().labelPath);
    m_prediction = &m_chart->addSeriesTrack(tr("Prediction, actual"), label, 1.4);
    m_predicted = m_prediction->addSeries(tr("predicted, ±2σ"), SeriesRole::Predicted);
    if (m_builtFor->task == Task::Regression || m_builtFor->classes() == 2)
        m_actual = m_prediction->addSeries(tr("actual"), SeriesRole::Actual);
}

void TracksView::addScoreTrack() {
    if (m_builtFor->task == Task::AnomalyDetection) {
        m_score = &m_chart->addSeriesTrack(tr("Anomaly score"), tr("median, 1–99 %"), 1.0);
        m_score->setLogarithmic(true);
        m_score->setLimit(Limit{m_builtFor->threshold, tr("threshold"), true, false});
        m_outliers = -1;
    } else if (m_builtFor->task == Task::Regression) {
        m_score = &m_chart->addSeriesTrack(tr("Absolute error"), tr("median, 1–99 %"), 1.0);
    } else {
        m_score = &m_chart->addSeriesTrack(tr("Wrong"), tr("share of the records"), 1.0);
        m_score->setZeroBased(true);
    }
    m_median = m_score->addSeries(m_builtFor->task == Task::Classification ? tr("wrong") : tr("median"),
                                  SeriesRole::Measure);
    if (m_builtFor->task == Task::AnomalyDetection)
        m_outliers = m_score->addSeries(tr("above limit"), SeriesRole::Outliers);
}

void TracksView::refresh() {
    if (m_builtFor != m_shown.model())
        build();
    if (!m_chart)
        return;
    m_chart->setTimeZone(m_preferences.zone());
    m_chart->setGaps(gapsOf(m_shown.track()));
    refreshPrediction();
    refreshScore();
    refreshDrift();
    refreshAlarms();
    follow();
}

void TracksView::refreshPrediction() {
    const session::Track& track = m_shown.track();
    if (m_builtFor->task == Task::AnomalyDetection) {
        m_prediction->setTitle(QString::fromStdString(m_builtFor->reference.fields[m_field].path),
                               tr("mean"));
        const auto line = linePoints(track, [this](const session::TrackPoint& point) {
            return m_field < point.fields.size() ? point.fields[m_field].value() : std::nan("");
        });
        setLine(*m_prediction, m_actual, line);
        if (!line.x.empty()) {
            const double mean = referenceMean(*m_builtFor, m_field);
            const std::vector<double> x{line.x.front(), line.x.back()};
            const std::vector<double> y{mean, mean};
            m_prediction->setData(m_reference, x, y);
        }
        return;
    }
    setLine(*m_prediction, m_predicted, meanPoints(track, &session::TrackPoint::prediction));
    if (m_actual >= 0)
        setLine(*m_prediction, m_actual,
                linePoints(track, [](const session::TrackPoint& point) { return point.actual.value(); }));
}

void TracksView::refreshScore() {
    const session::Track& track = m_shown.track();
    if (m_builtFor->task == Task::Classification) {
        setLine(*m_score, m_median,
                linePoints(track, [](const session::TrackPoint& point) { return point.error.value(); }));
        return;
    }
    setLine(*m_score, m_median, scorePoints(track));
    if (m_outliers < 0)
        return;
    const OutlierPoints outliers = outlierPoints(track);
    const auto drawn = static_cast<qint64>(outliers.points.x.size());
    m_score->setName(m_outliers, drawn < outliers.anomalous
                                     ? tr("%1 of %2").arg(formatCount(drawn), formatCount(outliers.anomalous))
                                     : tr("above limit"));
    setLine(*m_score, m_outliers, outliers.points);
}

void TracksView::refreshDrift() {
    HeatRows heat = heatRows(*m_builtFor, m_shown.drift(), m_bins);
    m_heat->setRows(std::move(heat.edges), std::move(heat.rows));
}

void TracksView::refreshAlarms() {
    std::vector<Mark> onFields;
    std::vector<Mark> onScore;
    for (const drift::Alarm& alarm : m_shown.alarms()) {
        auto& marks = isFieldAlarm(alarm) ? onFields : onScore;
        marks.push_back({static_cast<double>(alarm.raisedAt.value), alarmSubject(alarm)});
    }
    m_heat->setAlarms(std::move(onFields));
    m_score->setAlarms(std::move(onScore));
}

void TracksView::setSpan(qint64 ms) {
    m_spanMs = ms;
    m_followed.reset();
    follow();
}

void TracksView::setField(std::size_t input) {
    m_field = input;
    if (m_chart)
        refresh();
}

Interval TracksView::span() const {
    const session::Track& track = m_shown.track();
    if (track.points().empty())
        return {};
    const auto end = static_cast<double>(track.end().value);
    return {std::max(static_cast<double>(track.points().front().begin.value),
                     end - static_cast<double>(m_spanMs)),
            end};
}

/// Only when it must change: a person who has zoomed is not dragged back.
void TracksView::follow() {
    const session::Track& track = m_shown.track();
    if (!m_chart || track.points().empty())
        return;
    const std::int64_t known = track.end() - track.points().front().begin;
    const std::int64_t length = known < kLeastSpanMs ? kLeastSpanMs : known < m_spanMs ? 0 : m_spanMs;
    if (m_followed == static_cast<double>(length))
        return;
    m_followed = static_cast<double>(length);
    m_chart->followEnd(*m_followed);
}

void TracksView::setRange(std::optional<Interval> range, qint64 records) {
    m_exact.reset();
    if (range && records >= 0)
        m_exact.emplace(*range, records);
    if (!m_chart)
        return;
    m_chart->setRanges(range ? std::vector<BrushRange>{{tr("retrain range"), *range}}
                             : std::vector<BrushRange>{});
}

std::optional<Interval> TracksView::range() const {
    if (!m_chart || m_chart->ranges().empty())
        return std::nullopt;
    return m_chart->ranges().front().span;
}

void TracksView::openNearestOutlier(double x) {
    const session::Outlier* nearest = nullptr;
    const auto distance = [x](const session::Outlier& outlier) {
        return std::abs(static_cast<double>(outlier.time.value) - x);
    };
    for (const session::TrackPoint& point : m_shown.track().points())
        for (const session::Outlier& outlier : point.outliers)
            if (nearest == nullptr || distance(outlier) < distance(*nearest))
                nearest = &outlier;
    if (nearest != nullptr)
        Q_EMIT recordActivated(nearest->position);
}

} // namespace driftwood::ui

#include "ui/monitor/tracks_view.h"

#include "training/objectives/objective.h"
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

using training::PredictionKind;

void setLine(SeriesTrack& track, std::optional<SeriesId> series, const LinePoints& line) {
    if (!series)
        return;
    track.setData(*series, line.x, line.y);
    if (!line.lower.empty())
        track.setBand(*series, line.x, line.lower, line.upper);
}

/// A shorter track is not stretched over the whole width, where an axis in milliseconds would be useless.
constexpr std::int64_t kShortestSpanMs = 10'000;

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
    if (m_built.chart != nullptr) {
        // Delete it later: a click in this chart may have caused the change.
        m_built.chart->disconnect(this);
        m_column->removeWidget(m_built.chart);
        m_built.chart->hide();
        m_built.chart->setParent(nullptr);
        m_built.chart->deleteLater();
    }
    m_built = {};
    m_built.model = m_shown.model();
    m_followed.reset();
    if (!m_built.model)
        return;
    m_built.bins = referenceBins(*m_built.model);
    m_built.chart = new TrackChart(this);
    m_built.chart->setAccessibleName(tr("Tracks of the monitor"));
    m_built.chart->setXAxis(XAxis::Time);
    addPredictionTrack();
    addScoreTrack();
    m_built.heat =
        &m_built.chart->addHeatTrack(tr("Drift per field"), tr("PSI, current window against reference"));
    m_built.heat->setLimit(m_shown.config().psiThreshold);
    m_built.chart->setEmptyText(tr("Waiting for the first records"));
    m_built.chart->setBrush(Chart::Brush::One);
    m_built.chart->setRangeName(tr("retrain range"));
    m_built.chart->setRangeDetail([this](const Interval& span) {
        if (m_exact && m_exact->first == span)
            return tr("%1 records").arg(formatEstimate(m_exact->second));
        const auto ranges = m_shown.track().ranges(m_shown.source(), TimestampMs(std::llround(span.begin)),
                                                   TimestampMs(std::llround(span.end)));
        return tr("%1 records").arg(formatEstimate(ranges.span()));
    });
    connect(m_built.chart, &Chart::visibleRangeChanged, this, &TracksView::spanChanged);
    connect(m_built.chart, &Chart::rangesChanged, this, &TracksView::rangeEditedByPerson);
    // From the first move on: an alarm that grows meanwhile must not take the edge from the user's hand.
    connect(m_built.chart, &Chart::rangeEdited, this, &TracksView::rangeEditedByPerson);
    connect(m_built.chart, &Chart::activated, this, &TracksView::openNearestOutlier);
    connect(m_built.chart, &Chart::rowActivated, this, [this](const QString& name) {
        for (const auto& [input, path] : numericInputs(*m_built.model))
            if (path == name)
                setField(input);
    });
    m_column->addWidget(m_built.chart);
    setRange(range);
    setField(drawnInput(*m_built.model, m_field)); // this model may have others
}

void TracksView::addPredictionTrack() {
    if (m_built.model->objective().prediction == PredictionKind::Score) {
        m_built.prediction = &m_built.chart->addSeriesTrack(tr("Field"), {}, 1.2);
        m_built.reference = m_built.prediction->addSeries(tr("reference"), SeriesRole::Compared);
        m_built.actual = m_built.prediction->addSeries(tr("actual"), SeriesRole::Actual);
        return;
    }
    const bool classes = m_built.model->objective().prediction == PredictionKind::Class;
    const bool compared = !classes || m_built.model->classes() == 2;
    m_built.prediction = &m_built.chart->addSeriesTrack(predictionTitle(*m_built.model),
                                                        predictionDetail(*m_built.model), 1.4);
    m_built.predicted = m_built.prediction->addSeries(
        compared ? tr("predicted, ±2σ") : tr("predicted class, ±2σ"), SeriesRole::Predicted);
    if (classes)
        m_built.prediction->setUnit(QStringLiteral("%"));
    if (compared)
        m_built.actual =
            m_built.prediction->addSeries(classes ? tr("actual share") : tr("actual"), SeriesRole::Actual);
}

void TracksView::addScoreTrack() {
    switch (m_built.model->objective().prediction) {
    case PredictionKind::Score:
        m_built.score = &m_built.chart->addSeriesTrack(tr("Anomaly score"), tr("median, 1–99 %"), 1.0);
        m_built.score->setLogarithmic(true);
        m_built.score->setLimit(Limit{m_built.model->threshold, tr("threshold"), true, false});
        m_built.median = m_built.score->addSeries(tr("median"), SeriesRole::Measure);
        m_built.outliers = m_built.score->addSeries(tr("above limit"), SeriesRole::Outliers);
        break;
    case PredictionKind::Number:
        m_built.score = &m_built.chart->addSeriesTrack(tr("Absolute error"), tr("median, 1–99 %"), 1.0);
        m_built.median = m_built.score->addSeries(tr("median"), SeriesRole::Measure);
        break;
    case PredictionKind::Class:
        m_built.score = &m_built.chart->addSeriesTrack(tr("Wrong"), tr("of the records"), 1.0);
        m_built.score->setZeroBased(true);
        m_built.score->setUnit(QStringLiteral("%"));
        m_built.median = m_built.score->addSeries(tr("wrong"), SeriesRole::Measure);
        break;
    }
}

void TracksView::refresh() {
    if (m_built.model != m_shown.model())
        build();
    if (!m_built.chart)
        return;
    m_built.chart->setTimeZone(m_preferences.zone());
    m_built.chart->setGaps(gapsOf(
        m_shown.track(), [this](const monitoring::TrackPoint& before, const monitoring::TrackPoint& after) {
            return m_shown.scoredBetween(before, after);
        }));
    refreshPrediction();
    refreshScore();
    refreshDrift();
    refreshAlarms();
    follow();
}

void TracksView::refreshPrediction() {
    const monitoring::Track& track = m_shown.track();
    if (m_built.model->objective().prediction == PredictionKind::Score) {
        m_built.prediction->setTitle(QString::fromStdString(m_built.model->reference.fields[m_field].path),
                                     tr("mean"));
        const auto line = linePoints(track, [this](const monitoring::TrackPoint& point) {
            return m_field < point.fields.size() ? point.fields[m_field].value() : std::nan("");
        });
        setLine(*m_built.prediction, m_built.actual, line);
        if (!line.x.empty()) {
            const double mean = referenceMean(*m_built.model, m_field);
            const std::vector<double> x{line.x.front(), line.x.back()};
            const std::vector<double> y{mean, mean};
            m_built.prediction->setData(*m_built.reference, x, y);
        }
        return;
    }
    setLine(*m_built.prediction, m_built.predicted, predictedPoints(*m_built.model, track));
    setLine(*m_built.prediction, m_built.actual, actualPoints(*m_built.model, track));
}

void TracksView::refreshScore() {
    const monitoring::Track& track = m_shown.track();
    if (m_built.model->objective().prediction == PredictionKind::Class) {
        setLine(*m_built.score, m_built.median, wrongPoints(track));
        return;
    }
    setLine(*m_built.score, m_built.median, scorePoints(track));
    if (!m_built.outliers)
        return;
    const OutlierPoints outliers = outlierPoints(track);
    const auto drawn = static_cast<qint64>(outliers.points.x.size());
    m_built.score->setName(*m_built.outliers,
                           drawn < outliers.anomalous ? tr("largest above limit") : tr("above limit"));
    setLine(*m_built.score, m_built.outliers, outliers.points);
}

void TracksView::refreshDrift() {
    HeatRows heat = heatRows(*m_built.model, m_shown.drift(), m_built.bins, gapsOf(m_shown.track()));
    m_built.heat->setRows(std::move(heat.edges), std::move(heat.rows));
}

void TracksView::refreshAlarms() {
    std::vector<Mark> onFields;
    std::vector<Mark> onScore;
    for (const drift::Alarm& alarm : m_shown.alarms()) {
        auto& marks = isFieldAlarm(alarm) ? onFields : onScore;
        marks.push_back({static_cast<double>(alarm.raisedAt.value), alarmSubject(alarm)});
    }
    m_built.heat->setAlarms(std::move(onFields));
    m_built.score->setAlarms(std::move(onScore));
}

void TracksView::setSpan(qint64 ms) {
    m_spanMs = ms;
    m_followed.reset();
    follow();
}

bool TracksView::isZoomed() const { return m_built.chart != nullptr && m_built.chart->isZoomed(); }

void TracksView::setField(std::size_t input) {
    m_field = input;
    if (m_built.chart && m_built.model == m_shown.model()) { // else refresh() makes other tracks
        showChosenField();
        refreshPrediction();
    }
    Q_EMIT fieldChanged();
}

/// Only where the upper track draws a field.
void TracksView::showChosenField() {
    const auto& fields = m_built.model->reference.fields;
    const bool drawn =
        m_built.model->objective().prediction == PredictionKind::Score && m_field < fields.size();
    m_built.heat->setChosenRow(drawn ? QString::fromStdString(fields[m_field].path) : QString());
}

Interval TracksView::span() const {
    const monitoring::Track& track = m_shown.track();
    if (track.points().empty())
        return {};
    // The visible stretch, which the user may have zoomed or moved. Before the first paint there is none.
    if (m_built.chart && m_followed)
        if (const Interval seen = m_built.chart->visibleRange(); seen.length() > 0.0)
            return seen;
    const auto end = static_cast<double>(track.end().value);
    return {std::max(static_cast<double>(track.points().front().begin.value),
                     end - static_cast<double>(m_spanMs)),
            end};
}

/// Sets the followed length only if it changes, so that a user's zoom is kept.
void TracksView::follow() {
    const monitoring::Track& track = m_shown.track();
    if (!m_built.chart || track.points().empty())
        return;
    const std::int64_t known = track.end() - track.points().front().begin;
    const std::int64_t length = known < kShortestSpanMs ? kShortestSpanMs : known < m_spanMs ? 0 : m_spanMs;
    if (m_followed == static_cast<double>(length))
        return;
    m_followed = static_cast<double>(length);
    m_built.chart->followEnd(*m_followed);
}

void TracksView::setRange(std::optional<Interval> range, qint64 records) {
    m_exact.reset();
    if (range && records >= 0)
        m_exact.emplace(*range, records);
    if (!m_built.chart)
        return;
    m_built.chart->setRanges(range ? std::vector<BrushRange>{{tr("retrain range"), *range}}
                                   : std::vector<BrushRange>{});
}

std::optional<Interval> TracksView::range() const {
    if (!m_built.chart || m_built.chart->ranges().empty())
        return std::nullopt;
    return m_built.chart->ranges().front().span;
}

void TracksView::openNearestOutlier(double x) {
    const monitoring::Outlier* nearest = nullptr;
    const auto distance = [x](const monitoring::Outlier& outlier) {
        return std::abs(static_cast<double>(outlier.time.value) - x);
    };
    for (const monitoring::TrackPoint& point : m_shown.track().points())
        for (const monitoring::Outlier& outlier : point.outliers)
            if (nearest == nullptr || distance(outlier) < distance(*nearest))
                nearest = &outlier;
    if (nearest != nullptr)
        Q_EMIT recordActivated(nearest->position);
}

} // namespace driftwood::ui

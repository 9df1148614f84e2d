#include "ui/monitor/wall_window.h"

#include "ui/format/format.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/wall_drift.h"
#include "ui/monitor/wall_figure.h"
#include "ui/monitor/wall_plot.h"
#include "ui/page/preferences.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kHeader = 92;
constexpr int kTickMs = 500;
constexpr int kPillPadding = 22;

QWidget* padded(QLayout* layout) {
    auto* box = new QWidget;
    layout->setContentsMargins(metrics::kGap36, metrics::kGap16, metrics::kGap36, metrics::kGap12);
    box->setLayout(layout);
    return box;
}

double lastValue(const LinePoints& line) { return line.y.empty() ? std::nan("") : line.y.back(); }

} // namespace

WallWindow::WallWindow(const ShownMonitor& shown, const Preferences& preferences, std::size_t field,
                       qint64 spanMs)
    : m_shown(shown)
    , m_preferences(preferences)
    , m_field(field)
    , m_spanMs(spanMs)
    , m_header(new QWidget)
    , m_name(textLabel({}, TextStyle::WallLabel))
    , m_about(textLabel({}, TextStyle::WallLabel, Token::Ink2))
    , m_drift(textLabel({}, TextStyle::WallLabel, Token::OnAccent))
    , m_clock(textLabel({}, TextStyle::WallValue))
    , m_scored(new WallFigure)
    , m_latency(new WallFigure)
    , m_lag(new WallFigure)
    , m_quality(new WallFigure)
    , m_predictionTitle(textLabel({}, TextStyle::WallLabel))
    , m_predictionNow(textLabel({}, TextStyle::WallValue, Token::Ink2))
    , m_scoreTitle(textLabel({}, TextStyle::WallLabel))
    , m_prediction(new WallPlot)
    , m_score(new WallPlot)
    , m_fields(new WallDrift) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Monitor on the wall"));
    setGround(*this, Token::Window);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header());
    column->addWidget(horizontalLine());
    column->addWidget(body(), 1);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &WallWindow::refresh);
    m_tick.start();
    refresh();
}

QWidget* WallWindow::header() {
    m_header->setFixedHeight(kHeader);
    setGround(*m_header, Token::Window);
    setGround(*m_drift, Token::Ember);
    m_drift->setContentsMargins(kPillPadding, metrics::kGap12, kPillPadding, metrics::kGap12);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(metrics::kGap36, 0, metrics::kGap36, 0);
    row->setSpacing(metrics::kGap24);
    row->addWidget(m_name);
    row->addWidget(m_about);
    row->addStretch();
    row->addWidget(m_drift);
    row->addWidget(m_clock);
    return m_header;
}

QWidget* WallWindow::body() {
    auto* left = new QVBoxLayout;
    auto* predictionTop = new QHBoxLayout;
    predictionTop->addWidget(m_predictionTitle);
    predictionTop->addStretch();
    predictionTop->addWidget(m_predictionNow);
    left->addLayout(predictionTop);
    left->addWidget(m_prediction, 5);
    left->addWidget(m_scoreTitle);
    left->addWidget(m_score, 3);
    m_score->setTimeTicks(true);
    auto* right = new QVBoxLayout;
    auto* fieldsTop = new QHBoxLayout;
    fieldsTop->addWidget(textLabel(tr("Drift per field"), TextStyle::WallLabel));
    fieldsTop->addStretch();
    fieldsTop->addWidget(textLabel(tr("PSI"), TextStyle::WallLabel, Token::Ink3));
    right->addLayout(fieldsTop);
    right->addWidget(m_fields, 1);

    auto* field = new QWidget;
    auto* grid = new QGridLayout(field);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    int place = 0;
    for (WallFigure* figure : {m_scored, m_latency, m_lag, m_quality}) {
        grid->addWidget(figure, 0, place);
        grid->setColumnStretch(place, place < 2 ? 11 : 9);
        ++place;
    }
    grid->addWidget(horizontalLine(), 1, 0, 1, 4);
    grid->addWidget(padded(left), 2, 0, 1, 2);
    grid->addWidget(padded(right), 2, 2, 1, 2);
    grid->setRowStretch(2, 1);
    return field;
}

Interval WallWindow::span() const {
    const session::Track& track = m_shown.track();
    if (track.points().empty())
        return {};
    const auto end = static_cast<double>(track.end().value);
    return {std::max(static_cast<double>(track.points().front().begin.value),
                     end - static_cast<double>(m_spanMs)),
            end};
}

void WallWindow::refresh() {
    const Interval shown = span();
    const FigureTexts texts =
        FigureTexts::of(m_shown, m_preferences.zone(), TimestampMs(static_cast<std::int64_t>(shown.begin)),
                        TimestampMs(static_cast<std::int64_t>(shown.end)));
    refreshHeader(texts);
    m_scored->setFigure(texts.scored, {});
    m_latency->setFigure(texts.latencyP99, {});
    m_lag->setFigure(texts.lag, {});
    m_quality->setFigure(texts.quality, {});
    refreshTracks(shown, !texts.noAnswer.isEmpty());
}

QString WallWindow::driftInWords() const {
    std::vector<const drift::Alarm*> open;
    const auto alarms = m_shown.alarms();
    for (const drift::Alarm& alarm : alarms)
        if (!alarm.clearedAt)
            open.push_back(&alarm);
    if (open.empty())
        return {};
    const auto& first =
        **std::ranges::min_element(open, {}, [](const drift::Alarm* a) { return a->raisedAt; });
    const QString since =
        clockText(first.from.value >= 0 ? first.from : first.raisedAt, m_preferences.zone());
    const auto fields =
        static_cast<int>(std::ranges::count_if(open, [](const drift::Alarm* a) { return isFieldAlarm(*a); }));
    if (fields == 0)
        return tr("%1 changed, since %2").arg(alarmSubject(first), since);
    return fields == 1 ? tr("Drift in 1 field since %1").arg(since)
                       : tr("Drift in %1 fields since %2").arg(fields).arg(since);
}

void WallWindow::refreshHeader(const FigureTexts& texts) {
    const MonitorEntry entry = m_shown.entry();
    const bool away = !texts.noAnswer.isEmpty();
    setGround(*m_header, away ? Token::Error : Token::Window);
    for (QLabel* label : {m_name, m_clock})
        setInk(*label, away ? Token::OnAccent : Token::Ink);
    setInk(*m_about, away ? Token::OnAccent : Token::Ink2);
    m_name->setText(entry.model);
    const QString on = tr("on %1").arg(entry.source);
    m_about->setText(away ? on + QStringLiteral(" · ") + texts.noAnswer
                     : m_shown.figures() == nullptr
                         ? on + QStringLiteral(" · ") + monitorStateText(entry.state)
                         : on);
    const QString drift = driftInWords();
    m_drift->setText(drift);
    m_drift->setVisible(!drift.isEmpty() && !away);
    m_clock->setText(
        QDateTime::currentDateTime().toTimeZone(m_preferences.zone()).toString(QStringLiteral("HH:mm")));
}

void WallWindow::refreshTracks(const Interval& span, bool stale) {
    const auto& model = m_shown.model();
    if (!model)
        return;
    const session::Track& track = m_shown.track();
    WallPlot::Picture prediction{{}, {}, {}, false, span};
    WallPlot::Picture score{{}, {}, {}, false, span};
    if (model->task == training::Task::AnomalyDetection) {
        const auto field = linePoints(track, [this](const session::TrackPoint& point) {
            return m_field < point.fields.size() ? point.fields[m_field].value() : std::nan("");
        });
        m_predictionTitle->setText(QString::fromStdString(model->reference.fields[m_field].path));
        m_predictionNow->setText(
            tr("%1, in training %2")
                .arg(formatNumber(lastValue(field)), formatNumber(referenceMean(*model, m_field))));
        prediction.lines = {{field, Token::Actual, 3.0}};
        prediction.limit = referenceMean(*model, m_field);
        m_scoreTitle->setText(tr("Anomaly score"));
        score.lines = {{scorePoints(track), Token::Measure, 2.0}};
        score.outliers = outlierPoints(track).points;
        score.limit = model->threshold;
        score.logarithmic = true;
    } else {
        const auto predicted = meanPoints(track, &session::TrackPoint::prediction);
        const auto actual =
            linePoints(track, [](const session::TrackPoint& point) { return point.actual.value(); });
        m_predictionTitle->setText(QString::fromStdString(model->features.spec().labelPath));
        m_predictionNow->setText(
            tr("actual %1, predicted %2")
                .arg(formatNumber(lastValue(actual)), formatNumber(lastValue(predicted))));
        prediction.lines = {{predicted, Token::Predicted, 3.0}, {actual, Token::Actual, 2.0}};
        const bool wrong = model->task == training::Task::Classification;
        m_scoreTitle->setText(wrong ? tr("Share that was wrong") : tr("Absolute error"));
        score.lines = {{wrong
                            ? linePoints(track, [](const session::TrackPoint& p) { return p.error.value(); })
                            : scorePoints(track),
                        Token::Measure, 2.0}};
    }
    m_prediction->setPicture(std::move(prediction), m_preferences.zone());
    m_score->setPicture(std::move(score), m_preferences.zone());
    m_fields->setRows(heatRows(*model, m_shown.drift(), referenceBins(*model)), m_shown.config().psiThreshold,
                      span);
    m_prediction->setStale(stale);
    m_score->setStale(stale);
    m_fields->setStale(stale);
}

void WallWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_F11 || event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void WallWindow::closeEvent(QCloseEvent* event) {
    Q_EMIT left();
    QWidget::closeEvent(event);
}

} // namespace driftwood::ui

#include "ui/monitor/wall/wall_window.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/wall/wall_drift.h"
#include "ui/monitor/wall/wall_figure.h"
#include "ui/monitor/wall/wall_plot.h"
#include "ui/page/preferences.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/wall_text.h"
#include "ui/widgets/text/text_label.h"

#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

constexpr int kHeader = 92;
constexpr int kTickMs = 500;
constexpr int kPillPadding = 22;
constexpr int kPillRadius = 6;
constexpr double kLeastSpanMs = 10'000; ///< a shorter track is not stretched over the whole width

/// States the drift in words that can be read from afar.
class Pill : public QLabel {
  public:
    Pill() {
        setTextStyle(*this, TextStyle::WallHeading);
        setInk(*this, Token::OnAccent);
        setContentsMargins(kPillPadding, metrics::kGap8, kPillPadding, metrics::kGap8);
    }

  protected:
    void paintEvent(QPaintEvent* event) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Ember));
        painter.drawRoundedRect(rect(), kPillRadius, kPillRadius);
        QLabel::paintEvent(event);
    }
};

/// Adds a line at the left side.
QWidget* ruled(QWidget* content) {
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(verticalLine());
    row->addWidget(content, 1);
    return box;
}

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
    , m_name(textLabel({}, TextStyle::WallTitle))
    , m_about(textLabel({}, TextStyle::WallLabel, Token::Ink2))
    , m_drift(new Pill)
    , m_clock(textLabel({}, TextStyle::WallClock))
    , m_scored(new WallFigure)
    , m_latency(new WallFigure)
    , m_lag(new WallFigure)
    , m_quality(new WallFigure)
    , m_predictionTitle(textLabel({}, TextStyle::WallHeading))
    , m_predictionNow(textLabel({}, TextStyle::WallValue, Token::Ink2))
    , m_scoreTitle(textLabel({}, TextStyle::WallHeading))
    , m_prediction(new WallPlot)
    , m_score(new WallPlot)
    , m_fields(new WallDrift) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Wall display of the monitor"));
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
    setGround(*m_header, Token::Window);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(metrics::kGap36, 0, metrics::kGap36, 0);
    row->setSpacing(metrics::kGap24);
    row->addWidget(m_name);
    row->addWidget(m_about);
    row->addStretch();
    row->addWidget(m_drift, 0, Qt::AlignVCenter);
    row->addWidget(m_clock);
    return m_header;
}

QWidget* WallWindow::body() {
    auto* prediction = new QVBoxLayout;
    auto* predictionTop = new QHBoxLayout;
    predictionTop->addWidget(m_predictionTitle);
    predictionTop->addSpacing(metrics::kGap24);
    predictionTop->addStretch();
    predictionTop->addWidget(m_predictionNow);
    prediction->addLayout(predictionTop);
    prediction->addWidget(m_prediction, 1);
    auto* score = new QVBoxLayout;
    score->addWidget(m_scoreTitle);
    score->addWidget(m_score, 1);
    m_score->setTimeTicks(true);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(padded(prediction), 5);
    left->addWidget(horizontalLine());
    left->addWidget(padded(score), 3);
    auto* right = new QVBoxLayout;
    auto* fieldsTop = new QHBoxLayout;
    fieldsTop->addWidget(textLabel(tr("Drift per field"), TextStyle::WallHeading));
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
        grid->addWidget(place == 0 ? figure : ruled(figure), 0, place);
        grid->setColumnStretch(place, place < 2 ? 11 : 9);
        ++place;
    }
    grid->addWidget(horizontalLine(), 1, 0, 1, 4);
    grid->addLayout(left, 2, 0, 1, 2);
    grid->addWidget(ruled(padded(right)), 2, 2, 1, 2);
    grid->setRowStretch(2, 1);
    return field;
}

Interval WallWindow::span() const {
    const monitoring::Track& track = m_shown.track();
    if (track.points().empty())
        return {};
    const auto end = static_cast<double>(track.end().value);
    const double from = std::max(static_cast<double>(track.points().front().begin.value),
                                 end - static_cast<double>(m_spanMs));
    return {std::min(from, end - kLeastSpanMs), end};
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
    std::vector<drift::Alarm> open;
    for (const drift::Alarm& alarm : m_shown.alarms())
        if (m_shown.wantsAttention(alarm))
            open.push_back(alarm);
    return driftText(open, m_preferences.zone());
}

void WallWindow::refreshHeader(const FigureTexts& texts) {
    const MonitorEntry entry = m_shown.entry();
    const bool away = !texts.noAnswer.isEmpty();
    setGround(*m_header, away ? Token::Error : Token::Window); // a silent topic is not an error
    for (QLabel* label : {m_name, m_clock})
        setInk(*label, away ? Token::OnAccent : Token::Ink);
    setInk(*m_about, away ? Token::OnAccent : Token::Ink2);
    m_name->setText(entry.model);
    const QString on = tr("on %1").arg(entry.source);
    m_about->setText(away                           ? on + QStringLiteral(" · ") + texts.noAnswer
                     : !texts.silence.isEmpty()     ? on + QStringLiteral(" · ") + texts.silence
                     : m_shown.figures() == nullptr ? on + QStringLiteral(" · ") + monitorStateText(entry)
                                                    : on);
    const QString drift = driftInWords();
    m_drift->setText(drift);
    m_drift->setVisible(!drift.isEmpty() && !away);
    m_clock->setText(
        QDateTime::currentDateTime().toTimeZone(m_preferences.zone()).toString(QStringLiteral("HH:mm")));
}

void WallWindow::refreshTracks(const Interval& span, bool stale) {
    const auto& model = m_shown.model();
    if (!model) { // the model of another monitor is being loaded; the old tracks do not belong to it
        for (WallPlot* plot : {m_prediction, m_score})
            plot->setPicture({{}, {}, {}, false, span}, m_preferences.zone());
        m_fields->setRows({}, m_shown.config().psiThreshold, span, m_preferences.zone());
        for (QLabel* label : {m_predictionTitle, m_predictionNow, m_scoreTitle})
            label->clear();
        return;
    }
    const monitoring::Track& track = m_shown.track();
    WallPlot::Picture prediction{{}, {}, {}, false, span};
    WallPlot::Picture score{{}, {}, {}, false, span};
    if (model->objective().prediction == training::PredictionKind::Score) {
        const std::size_t drawn = drawnInput(*model, m_field);
        const auto field = linePoints(track, [drawn](const monitoring::TrackPoint& point) {
            return drawn < point.fields.size() ? point.fields[drawn].value() : std::nan("");
        });
        m_predictionTitle->setText(drawn < model->reference.fields.size()
                                       ? QString::fromStdString(model->reference.fields[drawn].path)
                                       : QString());
        m_predictionNow->setText(
            tr("%1, in training %2")
                .arg(formatNumber(lastValue(field)), formatNumber(referenceMean(*model, drawn))));
        prediction.lines = {{field, Token::Actual, 3.0}};
        prediction.limit = referenceMean(*model, drawn);
        m_scoreTitle->setText(tr("Anomaly score"));
        score.lines = {{scorePoints(track), Token::Measure, 2.0}};
        score.outliers = outlierPoints(track).points;
        score.limit = model->threshold;
        score.logarithmic = true;
    } else {
        const bool classes = model->objective().prediction == training::PredictionKind::Class;
        const auto predicted = predictedPoints(*model, track);
        const auto actual = actualPoints(*model, track);
        const QString unit = classes ? QStringLiteral("\u202F%") : QString();
        const auto now = [&unit](const LinePoints& line) { return formatNumber(lastValue(line)) + unit; };
        m_predictionTitle->setText(
            classes ? QStringLiteral("%1: %2").arg(predictionTitle(*model), predictionDetail(*model))
                    : predictionDetail(*model));
        m_predictionNow->setText(actual.x.empty()
                                     ? tr("%1 in the predicted class").arg(now(predicted))
                                     : tr("actual %1, predicted %2").arg(now(actual), now(predicted)));
        prediction.lines = {{predicted, Token::Predicted, 3.0}, {actual, Token::Actual, 2.0}};
        prediction.unit = score.unit = classes ? QStringLiteral("%") : QString();
        m_scoreTitle->setText(classes ? tr("Share of wrong predictions") : tr("Absolute error"));
        score.lines = {{classes ? wrongPoints(track) : scorePoints(track), Token::Measure, 2.0}};
    }
    m_prediction->setPicture(std::move(prediction), m_preferences.zone());
    m_score->setPicture(std::move(score), m_preferences.zone());
    m_fields->setRows(heatRows(*model, m_shown.drift(), referenceBins(*model), gapsOf(track)),
                      m_shown.config().psiThreshold, span, m_preferences.zone());
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

void WallWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWallText(size());
    m_header->setFixedHeight(wallScaled(kHeader));
}

void WallWindow::closeEvent(QCloseEvent* event) {
    Q_EMIT left();
    fitWallText(kWallSize);
    QWidget::closeEvent(event);
}

} // namespace driftwood::ui

#include "ui/training/side_charts.h"

#include "ui/charts/series_chart.h"
#include "ui/format/format.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

constexpr double kPlannedFromShare = 0.2;
constexpr double kRateWindow = 0.02; ///< in seconds; at least this long
constexpr double kRateParts = 200.0; ///< of a long run

/// Sets the chart's only series, which is created on first use.
void setOnly(SeriesChart& chart, const QString& name, const runs::Curve& curve) {
    SeriesTrack& track = chart.track();
    if (track.seriesCount() != 1) {
        track.clear();
        track.setEndLabel(track.addSeries(name, SeriesRole::Measure), false);
    }
    track.setData(0, curve.step, curve.value);
}

} // namespace

runs::Curve recordRate(const runs::Curve& seconds, double recordsPerStep) {
    runs::Curve out;
    if (seconds.size() < 2)
        return out;
    const double window = std::max(kRateWindow, (seconds.value.back() - seconds.value.front()) / kRateParts);
    // The loop jumps from the end of one window to the next, so the number of steps in between does not
    // matter.
    const auto begin = seconds.value.begin();
    for (auto from = begin; from != seconds.value.end();) {
        auto to = std::lower_bound(from + 1, seconds.value.end(), *from + window);
        if (to == seconds.value.end()) {
            if (!out.empty())
                break;
            --to; // the whole run is shorter than a window
        }
        const double passed = *to - *from;
        if (passed <= 0.0)
            break;
        const auto stepAt = [&](auto place) { return seconds.step[static_cast<std::size_t>(place - begin)]; };
        out.append(stepAt(to), (stepAt(to) - stepAt(from)) * recordsPerStep / passed);
        from = to;
    }
    return out;
}

SideCharts::SideCharts(QWidget* parent)
    : QWidget(parent)
    , m_first(new SeriesChart(this))
    , m_rate(new SeriesChart(this))
    , m_norm(new SeriesChart(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 1, 0, 0);
    row->setSpacing(1);
    for (SeriesChart* chart : {m_first, m_rate, m_norm}) {
        row->addWidget(chart, 1);
        chart->setXAxis(XAxis::Step);
    }
    m_first->linkCrosshair(m_rate);
    m_rate->linkCrosshair(m_norm);
    clear();
}

void SideCharts::setCompared(std::vector<Compared> compared) {
    m_compared = std::move(compared);
    m_first->track().clear();
}

void SideCharts::clear() {
    m_compared.clear();
    m_first->setTitle(tr("Learning rate"));
    m_rate->setTitle(tr("Records"));
    m_norm->setTitle(tr("Gradient norm"));
    for (SeriesChart* chart : {m_first, m_rate, m_norm}) {
        chart->track().clear();
        chart->setFigure({});
    }
    m_normsShown = 0;
    m_first->setAccessibleName(tr("Learning rate"));
    m_rate->setAccessibleName(tr("Records per second"));
    m_norm->setAccessibleName(tr("Gradient norm"));
}

void SideCharts::showRun(const RunInfo& run, const runs::RunHistory& history, std::int64_t totalSteps) {
    if (run.row.learnerType().inOnePass)
        showPrequential(run, history);
    else
        showLearningRate(run, history, totalSteps);
    showRate(run, history);
    // The axis includes the planned part once some of the run is done; at the start of a very long run it
    // would leave the curves too narrow.
    const auto done = static_cast<double>(history.lastStep());
    const auto planned = static_cast<double>(totalSteps);
    const double last = done > kPlannedFromShare * planned ? std::max(planned, done) : done;
    for (SeriesChart* chart : {m_first, m_rate, m_norm})
        chart->setFullRange(last > 0 ? std::optional(Interval{0.0, last}) : std::nullopt);
    m_norm->setVisible(!run.row.learnerType().inOnePass);
    showNorm(history);
}

void SideCharts::showLearningRate(const RunInfo& run, const runs::RunHistory& history,
                                  std::int64_t totalSteps) {
    const double rate = run.spec.optimizer.learningRate;
    const auto last = static_cast<double>(history.lastStep());
    runs::Curve curve;
    if (last > 0) {
        curve.append(0.0, rate);
        curve.append(last, rate);
        if (static_cast<double>(totalSteps) > last)
            curve.append(static_cast<double>(totalSteps), rate);
    }
    m_first->setTitle(tr("Learning rate"), tr("constant"));
    m_first->setFigure(formatSetting(rate));
    setOnly(*m_first, tr("learning rate"), curve);
    m_first->track().setPlannedFrom(0, last);
    m_first->track().setZeroBased(true);
}

void SideCharts::showPrequential(const RunInfo& run, const runs::RunHistory& history) {
    const Headline headline = headlineOf(run.row);
    const std::string measure = headline.metric.substr(headline.metric.find('/') + 1);
    const runs::Curve& window = history.metric(run.row.learnerType().recentQualityName(measure));
    const runs::Curve& overall = history.metric(headline.metric);
    m_first->setTitle(tr("Tested before learned"), headline.title);
    m_first->setAccessibleName(tr("Prequential %1").arg(headline.title));
    m_first->setFigure(overall.empty() ? QString() : formatNumber(overall.value.back()));
    SeriesTrack& track = m_first->track();
    if (track.seriesCount() != 3 + static_cast<int>(m_compared.size())) {
        track.clear();
        track.addSeries(tr("last 1,000"), SeriesRole::Measure);
        track.addSeries(tr("no change"), SeriesRole::Compared);
        track.addSeries(tr("all"), SeriesRole::Validation);
        for (std::size_t i = 0; i < m_compared.size(); ++i) {
            const runs::Curve& quality = m_compared[i].quality;
            const SeriesId series =
                track.addSeries(m_compared[i].name, SeriesRole::Category, kFirstBeside + static_cast<int>(i));
            track.setData(series, quality.step, quality.value);
        }
    }
    track.setData(0, window.step, window.value);
    const runs::Curve& noChange = history.metric(run.row.learnerType().qualityName("no_change_" + measure));
    track.setData(1, noChange.step, noChange.value);
    track.setSeriesVisible(1, !noChange.empty());
    track.setData(2, overall.step, overall.value);
}

void SideCharts::showRate(const RunInfo& run, const runs::RunHistory& history) {
    const double recordsPerStep =
        run.row.learnerType().inOnePass ? 1.0 : static_cast<double>(run.spec.batchSize);
    const runs::Curve rate = recordRate(history.seconds(), recordsPerStep);
    setOnly(*m_rate, tr("records/s"), rate);
    m_rate->track().setZeroBased(true);
    if (rate.empty())
        m_rate->setFigure({});
    else
        m_rate->setFigure(formatCount(std::llround(rate.value.back())), tr("records/s"));
}

void SideCharts::showNorm(const runs::RunHistory& history) {
    const runs::Curve& norm = history.gradientNorm();
    if (m_normsShown == 0 || history.generation() != m_generation || norm.size() < m_normsShown) {
        setOnly(*m_norm, tr("gradient norm"), norm);
        m_norm->track().setLogarithmic(true);
        m_generation = history.generation();
    } else {
        m_norm->track().append(0, std::span(norm.step).subspan(m_normsShown),
                               std::span(norm.value).subspan(m_normsShown));
    }
    m_normsShown = norm.size();
    const auto last = history.lastGradientNorm();
    m_norm->setFigure(last ? formatNumber(*last) : QString());
}

void SideCharts::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    update();
}

void SideCharts::paintEvent(QPaintEvent* /*event*/) {
    // The background fills the gaps between the charts and so forms the lines.
    QPainter(this).fillRect(rect(), color(Token::Line));
}

} // namespace driftwood::ui

#include "ui/monitor/figures_row.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/monitor/monitor_words.h"

#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

const QString kUnknown = QStringLiteral("–");

QString rateFigure(double perSecond) {
    return perSecond >= 100.0 ? formatCount(std::llround(perSecond)) : formatFixed(perSecond, 1);
}

/// Milliseconds, or seconds for large values: the figure without its unit.
QString latencyFigure(double ms, bool seconds) {
    if (!std::isfinite(ms))
        return kUnknown;
    const double value = seconds ? ms / 1000.0 : ms;
    return formatFixed(value, value < 10.0 ? 1 : 0);
}

FigureTexts::Figure qualityOf(const ShownMonitor& shown, TimestampMs from, TimestampMs to) {
    std::int64_t records = 0;
    std::int64_t anomalous = 0;
    Moments error;
    for (const monitoring::TrackPoint& point : shown.track().between(from, to)) {
        records += point.records;
        anomalous += point.anomalous;
        error.add(point.error);
    }
    const auto& model = shown.model();
    const auto reference = [&](const char* name) {
        return model ? model->onNewRows().get(name).value_or(std::nan("")) : std::nan("");
    };
    // Adds the value at training time, and the number of records with a known label behind the figure. A
    // model that learned in one pass was measured on every row before it learned the row.
    const auto note = [&](std::int64_t over, const QString& validated, const QString& onePass,
                          const QString& figure) {
        const QString inView = FigureTexts::tr("%1 records in view").arg(formatCount(over));
        if (figure == kUnknown)
            return inView;
        return QStringLiteral("%1; %2").arg(
            (model && model->lineage.learnerType().inOnePass ? onePass : validated).arg(figure), inView);
    };
    if (model && model->objective().prediction == training::PredictionKind::Number)
        return {FigureTexts::tr("Mean absolute error"),
                formatNumber(error.value()),
                {},
                note(error.count, FigureTexts::tr("%1 in validation"), FigureTexts::tr("%1 before learning"),
                     formatNumber(reference("mae")))};
    if (model && model->objective().prediction == training::PredictionKind::Class)
        return {FigureTexts::tr("Wrong"), percentFigure(error.value()), QStringLiteral("%"),
                note(error.count, FigureTexts::tr("%1 % in validation"),
                     FigureTexts::tr("%1 % before learning"), percentFigure(1.0 - reference("accuracy")))};
    const double share =
        records > 0 ? static_cast<double>(anomalous) / static_cast<double>(records) : std::nan("");
    return {FigureTexts::tr("Anomalies"), percentFigure(share), QStringLiteral("%"),
            note(records, FigureTexts::tr("%1 % in validation"), FigureTexts::tr("%1 % before learning"),
                 percentFigure(reference("anomaly_rate")))};
}

FigureTexts::Figure driftedOf(const ShownMonitor& shown) {
    FigureTexts::Figure figure{
        FigureTexts::tr("Drifted fields"), kUnknown, {}, FigureTexts::tr("no window is full yet")};
    const auto& latest = shown.drift().latest();
    if (!latest)
        return figure;
    const auto drifted = std::ranges::count_if(latest->fields, &drift::FieldDrift::drifted);
    figure.value = formatCount(drifted);
    figure.unit = FigureTexts::tr("of %1").arg(formatCount(static_cast<qint64>(latest->fields.size())));
    const auto missing = std::ranges::count_if(latest->fields, &drift::FieldDrift::missingDrifted);
    figure.note =
        missing > 0
            ? FigureTexts::tr("in the last window; missing in %1").arg(formatCount(missing))
            : FigureTexts::tr("in the last window, PSI > %1").arg(psiText(shown.config().psiThreshold));
    figure.drift = drifted > 0;
    return figure;
}

/// Records that were scored but appear in no chart.
qint64 notDrawn(const ShownMonitor& shown) {
    const auto& points = shown.track().points();
    if (points.empty()) // not read yet, or nothing is stored
        return 0;
    qint64 drawn = 0;
    for (const monitoring::TrackPoint& point : points)
        drawn += point.records;
    return std::max<qint64>(0, shown.scored() - drawn);
}

/// The total, with the records that it does not include or the charts do not show: "5,529 in all, 4 skipped,
/// 76 not drawn".
QString totalOf(const ShownMonitor& shown) {
    QStringList parts{FigureTexts::tr("%1 in all").arg(formatCount(shown.scored()))};
    const auto* session = shown.session();
    if (session != nullptr && session->figures().undecodable > 0)
        parts << (session->request().resumeMonitorId != 0 ? FigureTexts::tr("%1 skipped since resumed")
                                                          : FigureTexts::tr("%1 skipped"))
                     .arg(formatCount(session->figures().undecodable));
    if (const qint64 missing = notDrawn(shown); missing > 0)
        parts << FigureTexts::tr("%1 not drawn").arg(formatCount(missing));
    return parts.join(QStringLiteral(", "));
}

} // namespace

FigureTexts FigureTexts::of(const ShownMonitor& shown, const QTimeZone& zone, TimestampMs from,
                            TimestampMs to) {
    FigureTexts texts;
    texts.scored = {tr("Scored"), kUnknown, tr("records/s"), totalOf(shown)};
    texts.latency = {tr("Latency p50/p99"), kUnknown, QStringLiteral("ms"), tr("produce → prediction")};
    texts.latencyP99 = {tr("Latency p99"), kUnknown, QStringLiteral("ms"), {}};
    texts.lag = {tr("Lag"), kUnknown, tr("records"), {}};
    texts.quality = qualityOf(shown, from, to);
    texts.drifted = driftedOf(shown);
    const auto* figures = shown.figures();
    if (figures == nullptr)
        return texts;
    if (!figures->connected) {
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
            figures->connectionSince.time_since_epoch());
        texts.noAnswer = tr("no answer since %1").arg(clockText(TimestampMs(since.count()), zone));
        texts.lag.note = texts.noAnswer;
        texts.latency.note = texts.noAnswer;
        texts.scored.note = tr("waiting, %1 in all").arg(formatCount(shown.scored()));
        for (Figure* figure :
             {&texts.scored, &texts.latency, &texts.latencyP99, &texts.lag, &texts.quality, &texts.drifted})
            figure->stale = true;
        return texts;
    }
    texts.scored.value = rateFigure(figures->recordsPerSec);
    if (figures->silence) {
        texts.silence = tr("no record for %1").arg(formatDuration(figures->silence->since));
        texts.scored.note =
            tr("silent; the longest pause was %1").arg(formatDuration(figures->silence->usual));
        texts.latency.stale = texts.latencyP99.stale = texts.quality.stale = true;
    }
    const bool seconds = figures->latencyP99Ms >= 10'000.0;
    const QString p99 = latencyFigure(figures->latencyP99Ms, seconds);
    texts.latency.value = latencyFigure(figures->latencyP50Ms, seconds) + '/' + p99;
    texts.latencyP99.value = p99;
    texts.latency.unit = texts.latencyP99.unit = seconds ? QStringLiteral("s") : QStringLiteral("ms");
    texts.lag.value = formatCount(figures->lag);
    if (figures->lag == 0)
        texts.lag.note = tr("up to date");
    else if (figures->lag > 0 && figures->recordsPerSec > 0.0)
        texts.lag.note = tr("%1 behind")
                             .arg(formatDuration(std::chrono::milliseconds(std::llround(
                                 1000.0 * static_cast<double>(figures->lag) / figures->recordsPerSec))));
    return texts;
}

FiguresRow::FiguresRow(QWidget* parent)
    : TileRow(parent)
    , m_scored(addTile(tr("Scored")))
    , m_latency(addTile(tr("Latency p50/p99")))
    , m_lag(addTile(tr("Lag")))
    , m_quality(addTile(tr("Anomalies")))
    , m_drifted(addTile(tr("Drifted fields"))) {
    m_scored->setToolTip(
        tr("Skipped: records that could not be decoded. Not drawn: records missing from the charts because "
           "they have no time, or because the program was killed before it saved their figures."));
    m_latency->setToolTip(
        tr("From a record's timestamp to its prediction being acknowledged, over the last 5 s; "
           "p99 is that of the worst tenth of a second."));
}

void FiguresRow::setTexts(const FigureTexts& texts) {
    const auto fill = [](Tile* tile, const FigureTexts::Figure& figure) {
        tile->setLabel(figure.label);
        tile->setFigure(figure.value, figure.unit,
                        figure.stale   ? Token::Ink3
                        : figure.drift ? Token::Ember
                                       : Token::Ink);
        tile->setNote(RichText(figure.note));
    };
    fill(m_scored, texts.scored);
    fill(m_latency, texts.latency);
    fill(m_lag, texts.lag);
    fill(m_quality, texts.quality);
    fill(m_drifted, texts.drifted);
}

} // namespace driftwood::ui

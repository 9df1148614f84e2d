#include "ui/monitor/monitor_words.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <cmath>

namespace driftwood::ui {
namespace {

struct MonitorWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::MonitorWords)
};

QDateTime at(TimestampMs time, const QTimeZone& zone) {
    return QDateTime::fromMSecsSinceEpoch(time.value, zone);
}

QString percent(double share) { return percentFigure(share) + QStringLiteral("\u202F%"); }

} // namespace

bool isFieldAlarm(const drift::Alarm& alarm) { return !alarm.path.starts_with('@'); }

QString alarmSubject(const drift::Alarm& alarm) {
    if (alarm.path == "@prediction")
        return MonitorWords::tr("predictions");
    if (alarm.path == "@anomalies")
        return MonitorWords::tr("anomaly rate");
    if (alarm.path == "@error")
        return MonitorWords::tr("mean error");
    return QString::fromStdString(alarm.path);
}

RichText alarmSentence(const drift::Alarm& alarm, const QTimeZone& zone) {
    const Span since = mono(alarm.from.value >= 0 ? at(alarm.from, zone).toString(QStringLiteral("HH:mm:ss"))
                                                  : clockText(alarm.raisedAt, zone));
    switch (alarm.kind) {
    case drift::AlarmKind::FieldDrift:
    case drift::AlarmKind::PredictionDrift:
        return {MonitorWords::tr("PSI %1 above %2 since %3."),
                {mono(psiText(alarm.value)), mono(psiText(alarm.threshold)), since}};
    case drift::AlarmKind::MissingValues:
        return {MonitorWords::tr("Missing in %1 of the records, limit %2, since %3."),
                {mono(percent(alarm.value)), mono(percent(alarm.threshold)), since}};
    case drift::AlarmKind::NotFitting:
        return {
            MonitorWords::tr("Values do not fit the model's type in %1 of the records, limit %2, since %3."),
            {mono(percent(alarm.value)), mono(percent(alarm.threshold)), since}};
    case drift::AlarmKind::ErrorChange:
        break;
    }
    if (alarm.path == "@anomalies")
        return {MonitorWords::tr("%1 of the records of a window are anomalous, before %2, since %3."),
                {mono(percent(alarm.value)), mono(percent(alarm.threshold)), since}};
    return {MonitorWords::tr("%1 in a window, before %2, since %3."),
            {mono(formatNumber(alarm.value)), mono(formatNumber(alarm.threshold)), since}};
}

QString alarmRecords(const drift::Alarm& alarm) {
    const auto& ranges = alarm.range.ranges;
    if (ranges.empty())
        return {};
    const int first = ranges.front().partition.value;
    const int last = ranges.back().partition.value;
    const QString partitions =
        first == last ? QStringLiteral("P%1").arg(first) : QStringLiteral("P%1–P%2").arg(first).arg(last);
    return MonitorWords::tr("%1, %2 records").arg(partitions, formatEstimate(alarm.range.span()));
}

QString clockText(TimestampMs time, const QTimeZone& zone) {
    const QDateTime moment = at(time, zone);
    const bool today = moment.date() == QDateTime::currentDateTime().toTimeZone(zone).date();
    return moment.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm"));
}

QString spanText(TimestampMs from, TimestampMs to, const QTimeZone& zone) {
    const bool seconds = to - from < 600'000;
    const QString format = seconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    return QStringLiteral("%1 – %2").arg(at(from, zone).toString(format), at(to, zone).toString(format));
}

QString psiText(double psi) { return std::isfinite(psi) ? formatFixed(psi, 2) : QStringLiteral("–"); }

QString percentFigure(double share) {
    return std::isfinite(share) ? formatFixed(100.0 * share, 2) : QStringLiteral("–");
}

} // namespace driftwood::ui

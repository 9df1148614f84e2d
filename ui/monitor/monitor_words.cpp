#include "ui/monitor/monitor_words.h"

#include "monitoring/unpublished_rows.h"
#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"
#include "ui/itemmodels/models/monitor_item_model.h"
#include "ui/widgets/messages/error_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <functional>

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

bool isFieldAlarm(const drift::Alarm& alarm) {
    return !alarm.path.starts_with('@') || alarm.path.starts_with(records::kKeyFieldPrefix);
}

QString alarmSubject(const drift::Alarm& alarm) {
    if (alarm.path == "@prediction")
        return MonitorWords::tr("predictions");
    if (alarm.path == "@anomalies")
        return MonitorWords::tr("anomaly rate");
    if (alarm.path == "@error")
        return MonitorWords::tr("mean error");
    return QString::fromStdString(alarm.path);
}

QString driftText(const std::vector<drift::Alarm>& open, const QTimeZone& zone) {
    const auto begin = [](const drift::Alarm& alarm) {
        return alarm.from.value >= 0 ? alarm.from : alarm.raisedAt;
    };
    const auto isFirst = [&](const drift::Alarm& a, const drift::Alarm& b) {
        return isFieldAlarm(a) != isFieldAlarm(b) ? isFieldAlarm(a) : begin(a) < begin(b);
    };
    const auto first = std::ranges::min_element(open, isFirst);
    if (first == open.end())
        return {};
    const QString since = clockText(begin(*first), zone);
    const auto fields = static_cast<int>(std::ranges::count_if(open, isFieldAlarm));
    if (fields == 0)
        return MonitorWords::tr("%1 changed, since %2").arg(alarmSubject(*first), since);
    return fields == 1 ? MonitorWords::tr("Drift in 1 field since %1").arg(since)
                       : MonitorWords::tr("Drift in %1 fields since %2").arg(fields).arg(since);
}

namespace {

/// A single window's value is written as such, and a mean with the number of windows.
RichText overWindows(const drift::Alarm& alarm, const std::function<QString(double)>& figure) {
    const Span worst = mono(figure(alarm.value));
    if (alarm.windows < 1)
        return {MonitorWords::tr("%1 in its worst window"), {worst}};
    if (alarm.windows == 1)
        return {MonitorWords::tr("%1 in one window"), {worst}};
    return {MonitorWords::tr("%1 in the worst of %2 windows, %3 on average"),
            {worst, mono(formatCount(alarm.windows)), mono(figure(alarm.mean))}};
}

RichText sentenceOf(const drift::Alarm& alarm, const QString& end,
                    const std::function<QString(double)>& figure, const Span& since) {
    RichText sentence = overWindows(alarm, figure);
    sentence.add(RichText(end, {mono(figure(alarm.threshold)), since}));
    return sentence;
}

} // namespace

RichText alarmSentence(const drift::Alarm& alarm, const QTimeZone& zone) {
    const Span since = mono(clockText(alarm.from.value >= 0 ? alarm.from : alarm.raisedAt, zone));
    const QString limit = MonitorWords::tr("; limit %1, since %2.");
    switch (alarm.kind) {
    case drift::AlarmKind::FieldDrift:
    case drift::AlarmKind::PredictionDrift: {
        RichText sentence(MonitorWords::tr("PSI "));
        sentence.add(sentenceOf(alarm, limit, psiText, since));
        return sentence;
    }
    case drift::AlarmKind::MissingValues: {
        RichText sentence(MonitorWords::tr("Missing: "));
        sentence.add(sentenceOf(alarm, limit, percent, since));
        return sentence;
    }
    case drift::AlarmKind::NotFitting: {
        RichText sentence(MonitorWords::tr("Not fitting the model's type: "));
        sentence.add(sentenceOf(alarm, limit, percent, since));
        return sentence;
    }
    case drift::AlarmKind::ErrorChange:
        break;
    }
    const QString from = alarm.riseFrom == drift::RiseFrom::Validation
                             ? MonitorWords::tr("; in validation %1, since %2.")
                             : MonitorWords::tr("; before %1, since %2.");
    return alarm.path == "@anomalies" ? sentenceOf(alarm, from, percent, since)
                                      : sentenceOf(alarm, from, formatNumber, since);
}

QString whyNotTrainAgain(const drift::Alarm& alarm) {
    if (alarm.windows == 0) // from an older version, without information on its rows
        return {};
    switch (drift::trainable(alarm.rows)) {
    case drift::Trainable::Yes:
        return {};
    case drift::Trainable::TooFewRecords:
        return MonitorWords::tr("%1 records so far, %2 are needed")
            .arg(formatCount(alarm.rows.records), formatCount(drift::kLeastToTrainOn));
    case drift::Trainable::TooFewLabels:
        return MonitorWords::tr("%1 records with a label so far, %2 are needed")
            .arg(formatCount(alarm.rows.labelled), formatCount(drift::kLeastToTrainOn));
    case drift::Trainable::OneClass:
        return MonitorWords::tr("Its records are of one class so far");
    }
    return {};
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

QString predictionTitle(const model::TrainedModel& model) {
    if (model.objective().prediction != training::PredictionKind::Class)
        return MonitorWords::tr("Prediction, actual");
    return model.classes() == 2 ? MonitorWords::tr("Probability") : MonitorWords::tr("Confidence");
}

QString predictionDetail(const model::TrainedModel& model) {
    const QString label = QString::fromStdString(model.features.spec().labelPath);
    if (model.objective().prediction != training::PredictionKind::Class || model.classes() != 2)
        return label;
    return QStringLiteral("%1 = %2").arg(label, QString::fromStdString(model.className(1)));
}

QString lossText(const session::MonitorFigures& figures, const TopicName& target) {
    QStringList sentences;
    if (figures.targetMadeAnew)
        sentences << MonitorWords::tr(
                         "The topic %1 was deleted and re-created: the predictions it held before are gone.")
                         .arg(QString::fromStdString(target.value));
    if (figures.firstUnpublished) {
        const Position& first = figures.firstUnpublished->source;
        sentences << MonitorWords::tr(
                         "%1 refused %2 prediction(s) since the monitor was attached, first %3: %4.", nullptr,
                         static_cast<int>(figures.unpublished))
                         .arg(QString::fromStdString(target.value), formatCount(figures.unpublished),
                              formatPosition(first.partition.value, first.offset.value),
                              refusalText(figures.firstUnpublished->reason));
    }
    if (figures.leftOut > 0)
        sentences << MonitorWords::tr("The topic dropped %1 record(s) before they could be read.", nullptr,
                                      static_cast<int>(figures.leftOut))
                         .arg(formatCount(figures.leftOut));
    return sentences.join(QLatin1Char(' '));
}

QString refusedText(const std::vector<scoring::UnpublishedRecord>& refused, const TopicName& target) {
    if (refused.empty())
        return {};
    const scoring::UnpublishedRecord& first = refused.front();
    static_assert(MonitorEntry::kMostRefusedKnown == monitoring::UnpublishedRows::kMostKept);
    const QString sentence = refused.size() >= monitoring::UnpublishedRows::kMostKept
                                 ? MonitorWords::tr("%1 refused %2 predictions or more, first %3: %4.")
                                 : MonitorWords::tr("%1 refused %2 prediction(s), first %3: %4.", nullptr,
                                                    static_cast<int>(refused.size()));
    return sentence.arg(
        QString::fromStdString(target.value), formatCount(static_cast<qint64>(refused.size())),
        formatPosition(first.source.partition.value, first.source.offset.value), refusalText(first.reason));
}

QString clockText(TimestampMs time, const QTimeZone& zone) {
    const QDateTime moment = at(time, zone);
    const bool today = moment.date() == QDateTime::currentDateTime().toTimeZone(zone).date();
    return formatDated(moment, today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm"));
}

QString psiText(double psi) { return std::isfinite(psi) ? formatFixed(psi, 2) : QStringLiteral("–"); }

} // namespace driftwood::ui

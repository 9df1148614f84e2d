#include "ui/format/format.h"
#include "ui/monitor/monitor_words.h"
#include "ui/page/model_versions.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::ui;

namespace {

/// 11:00:00 UTC of today, because today's date is not shown
std::int64_t elevenMs() {
    return QDateTime(QDateTime::currentDateTimeUtc().date(), QTime(11, 0), Qt::UTC).toMSecsSinceEpoch();
}

drift::Alarm alarmOf(drift::AlarmKind kind, const std::string& path, double value, double threshold) {
    drift::Alarm alarm;
    alarm.kind = kind;
    alarm.path = path;
    alarm.value = alarm.mean = value;
    alarm.threshold = threshold;
    alarm.windows = 1;
    alarm.from = TimestampMs(elevenMs());
    alarm.to = TimestampMs(elevenMs() + 1000);
    alarm.raisedAt = alarm.to;
    return alarm;
}

QString said(const drift::Alarm& alarm) { return alarmSentence(alarm, QTimeZone::utc()).plainText(); }

workspace::ModelRow modelRow(const std::string& id, const std::string& name) {
    workspace::ModelRow row;
    row.id = id;
    row.name = name;
    return row;
}

} // namespace

/// The window's texts about alarms and models.
class TestMonitorWords : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aValueIsSaidAsTheWindowsItIsOver() {
        drift::Alarm alarm = alarmOf(drift::AlarmKind::FieldDrift, "temperature", 0.83, 0.2);
        QCOMPARE(said(alarm), QString("PSI 0.83 in one window; limit 0.20, since 11:00:00."));
        alarm.windows = 4;
        alarm.mean = 0.75;
        QCOMPARE(said(alarm), QString("PSI 0.83 in the worst of 4 windows, 0.75 on average; limit 0.20, "
                                      "since 11:00:00."));
        alarm.windows = 0; // an earlier version did not count them
        QCOMPARE(said(alarm), QString("PSI 0.83 in its worst window; limit 0.20, since 11:00:00."));
    }

    void driftIsSinceTheFirstAlarmOfAField() {
        const auto at = [](const std::string& path, int minutes) {
            drift::Alarm alarm = alarmOf(drift::AlarmKind::FieldDrift, path, 0.83, 0.2);
            alarm.from = TimestampMs(elevenMs() + minutes * 60'000);
            alarm.raisedAt = TimestampMs(elevenMs() + 3'600'000 - minutes); // in another order
            return alarm;
        };
        const auto text = [](const std::vector<drift::Alarm>& open) {
            return driftText(open, QTimeZone::utc());
        };
        QCOMPARE(text({}), QString());
        QCOMPARE(text({at("@error", 7), at("@anomalies", 2)}),
                 QString("anomaly rate changed, since 11:02:00"));
        QCOMPARE(text({at("@anomalies", 2), at("load", 9)}), QString("Drift in 1 field since 11:09:00"));
        QCOMPARE(text({at("@anomalies", 2), at("load", 9), at("x1", 5), at("x2", 12)}),
                 QString("Drift in 3 fields since 11:05:00"));
    }

    void whatWasNotDeliveredOrReadIsSaid() {
        session::MonitorFigures figures;
        QVERIFY(lossText(figures, TopicName("predictions")).isEmpty());
        figures.unpublished = 2;
        figures.firstUnpublished = {{PartitionId(1), Offset(4211)}, "Broker: Message size too large"};
        const QString refused = lossText(figures, TopicName("predictions"));
        QVERIFY2(refused.startsWith("predictions refused 2 prediction"), qPrintable(refused));
        QVERIFY2(refused.contains("4,211") && refused.contains("Message size too large"),
                 qPrintable(refused));
        figures.leftOut = 300;
        const QString both = lossText(figures, TopicName("predictions"));
        QVERIFY2(both.startsWith(refused) && both.contains("dropped 300 record"), qPrintable(both));
        figures.targetMadeAnew = true;
        QCOMPARE(
            lossText(figures, TopicName("predictions")),
            QString("The topic predictions was deleted and re-created: the predictions it held before are "
                    "gone. ") +
                both);
    }

    void anotherDayIsSaid() {
        drift::Alarm alarm = alarmOf(drift::AlarmKind::FieldDrift, "temperature", 0.83, 0.2);
        alarm.from = TimestampMs(1'773'399'600'000); // 2026-03-13 11:00 UTC
        QVERIFY2(said(alarm).contains("since 13 Mar 11:00."), qPrintable(said(alarm)));
    }

    void everyKindHasASentence() {
        QCOMPARE(said(alarmOf(drift::AlarmKind::PredictionDrift, "@prediction", 0.5, 0.2)),
                 QString("PSI 0.50 in one window; limit 0.20, since 11:00:00."));
        QCOMPARE(
            said(alarmOf(drift::AlarmKind::MissingValues, "temperature", 0.25, 0.05)),
            QString::fromUtf8("Missing: 25.00\u202F% in one window; limit 5.00\u202F%, since 11:00:00."));
        QCOMPARE(said(alarmOf(drift::AlarmKind::NotFitting, "temperature", 0.25, 0.05)),
                 QString::fromUtf8("Not fitting the model's type: 25.00\u202F% in one window; limit "
                                   "5.00\u202F%, since 11:00:00."));
    }

    void anErrorIsSaidBesideWhereItRoseFrom() {
        drift::Alarm alarm = alarmOf(drift::AlarmKind::ErrorChange, "@error", 7.5, 2.5);
        QCOMPARE(said(alarm), QString("%1 in one window; before %2, since 11:00:00.")
                                  .arg(formatNumber(7.5), formatNumber(2.5)));
        alarm.riseFrom = drift::RiseFrom::Validation;
        QCOMPARE(said(alarm), QString("%1 in one window; in validation %2, since 11:00:00.")
                                  .arg(formatNumber(7.5), formatNumber(2.5)));
    }

    void aRangeThatNoModelCanBeTrainedOnSaysWhy() {
        drift::Alarm alarm = alarmOf(drift::AlarmKind::FieldDrift, "temperature", 0.83, 0.2);
        alarm.rows = {training::Task::Classification, drift::kLeastToTrainOn - 1, 0, {}};
        QVERIFY(whyNotTrainAgain(alarm).contains(formatCount(drift::kLeastToTrainOn - 1)));
        alarm.rows.records = 400;
        alarm.rows.labelled = 12;
        QVERIFY(whyNotTrainAgain(alarm).contains("label"));
        alarm.rows.labelled = 400;
        alarm.rows.perClass = {{0, 400}};
        QVERIFY(whyNotTrainAgain(alarm).contains("one class"));
        alarm.rows.perClass = {{0, 390}, {1, 10}};
        QVERIFY(whyNotTrainAgain(alarm).isEmpty());
        alarm.rows = {};
        alarm.windows = 0; // its rows are unknown, which does not prevent retraining
        QVERIFY(whyNotTrainAgain(alarm).isEmpty());
    }

    void modelsOfOneNameAreToldApartByTheirAge() {
        session::StoreSnapshot made;
        made.models = {modelRow("c", "day"), modelRow("b", "night"), modelRow("a", "day")}; // newest first
        QCOMPARE(versionedName(made, "a"), QString("day v1"));
        QCOMPARE(versionedName(made, "c"), QString("day v2"));
        QCOMPARE(versionedName(made, "b"), QString("night"));
        QCOMPARE(versionedName(made, "gone"), QString("gone"));
        QCOMPARE(versionsOf(made, "a", "c"), std::pair(QString("v1"), QString("v2")));
        QCOMPARE(versionsOf(made, "a", "b"), std::pair(QString("day v1"), QString("night")));
    }
};

QTEST_MAIN(TestMonitorWords)
#include "test_monitor_words.moc"

#include "monitoring/alarm_rows.h"
#include "monitoring/silence_watch.h"

#include <QtTest>

using namespace driftwood;
using namespace std::chrono_literals;
using monitoring::SilenceWatch;

namespace {

records::RecordBatch batchAt(const std::vector<std::int64_t>& times) {
    records::RecordBatch rows(std::make_shared<const records::Schema>());
    for (const std::int64_t time : times)
        rows.appendPosition(PartitionId(0), Offset(0), TimestampMs(time), nullptr);
    return rows;
}

const SilenceWatch::Clock::time_point kStart{1h};
constexpr TimestampMs kWall{1'000'000'000};

} // namespace

/// Detection of silent topics, and of alarms that need attention.
class TestSilenceWatch : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aSteadyTopicThatStopsIsSilent() {
        SilenceWatch watch;
        for (int i = 0; i < 100; ++i)
            watch.add(batchAt({1000LL * i}), kStart + 1s * i, kWall);
        const auto last = kStart + 99s;
        QVERIFY(!watch.at(last + 9s));
        const auto silence = watch.at(last + 12s);
        QVERIFY(silence.has_value());
        QCOMPARE(silence->since.count(), 12'000);
        QCOMPARE(silence->usual.count(), 1'000);
        watch.add(batchAt({200'000}), last + 20s, kWall);
        QVERIFY(!watch.at(last + 21s));
    }
    // Hourly records that are read all at once: their timestamps count.
    void aSlowTopicIsNotSilentAfterSeconds() {
        SilenceWatch watch;
        std::vector<std::int64_t> times;
        for (int i = 0; i < 20; ++i)
            times.push_back(3'600'000LL * i);
        watch.add(batchAt(times), kStart, kWall);
        QVERIFY(!watch.at(kStart + 2h));
        QVERIFY(watch.at(kStart + 4h).has_value());
    }
    void ofATopicThatNothingCameFromNothingIsSaid() {
        SilenceWatch watch;
        QVERIFY(!watch.at(kStart + 100h));
        watch.add(batchAt({1}), kStart, kWall);
        QVERIFY(!watch.at(kStart + 100h));
    }
    // A wrong clock does not change which pauses are usual.
    void theFutureIsNotBelieved() {
        SilenceWatch watch;
        for (int i = 0; i < 20; ++i)
            watch.add(batchAt({1000LL * i, kWall.value * 50, -1}), kStart + 1s * i, kWall);
        QVERIFY(watch.at(kStart + 60s).has_value());
    }

    void whatIsKnownOrMutedWantsNoAttention() {
        workspace::AlarmRow alarm{"one", 1, "field-drift", "a", 1.0, 0.2, {}, 1000, 0};
        std::vector<workspace::AlarmRow> all{alarm};
        QVERIFY(monitoring::wantsAttention(alarm, all, 5000));
        alarm.acknowledged.at = "then";
        QVERIFY(!monitoring::wantsAttention(alarm, all, 5000));
        alarm.acknowledged.at.clear();
        alarm.clearedAtMs = 2000;
        QVERIFY(!monitoring::wantsAttention(alarm, all, 5000));
        alarm.clearedAtMs = 0;
        // An earlier alarm on the same subject was muted; one of another monitor or field would not count.
        all.push_back({"before", 1, "field-drift", "a", 1.0, 0.2, {}, 10, 20});
        all.back().mutedUntilMs = 9000;
        QVERIFY(!monitoring::wantsAttention(alarm, all, 5000));
        QCOMPARE(monitoring::mutedUntil(alarm, all, 5000), 9000);
        QVERIFY(monitoring::wantsAttention(alarm, all, 9000));
        all.back().path = "b";
        QVERIFY(monitoring::wantsAttention(alarm, all, 5000));
        all.back().path = "a";
        all.back().monitorId = 2;
        QVERIFY(monitoring::wantsAttention(alarm, all, 5000));
    }

    /// The window's badges and the command line's list use the same count.
    void oneCountOfAlarmsForAll() {
        workspace::MonitorRow monitor;
        monitor.id = 1;
        std::vector<workspace::AlarmRow> all;
        for (const char* id : {"open", "known", "over"})
            all.push_back({id, 1, "field-drift", id, 1.0, 0.2, {}, 1000, 0});
        all.push_back({"other", 2, "field-drift", "a", 1.0, 0.2, {}, 1000, 0});
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {}, 5000), 3);
        all[1].acknowledged.at = "then";
        all[2].clearedAtMs = 2000;
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {}, 5000), 1);
        workspace::PromotionRow away{7, 1, 2, workspace::PromotionState::Done};
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {away}, 5000), 0); // history
        monitor.running = true;
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {away}, 5000), 1);
        monitor.running = false;
        const workspace::PromotionRow back{8, 2, 1, workspace::PromotionState::Done};
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {back, away}, 5000), 1);
        away.state = workspace::PromotionState::Refused;
        QCOMPARE(monitoring::alarmsToLookAt(monitor, all, {away}, 5000), 1);
    }
};

QTEST_GUILESS_MAIN(TestSilenceWatch)
#include "test_silence_watch.moc"

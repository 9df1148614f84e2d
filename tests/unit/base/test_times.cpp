#include "base/clock.h"
#include "base/order_time.h"
#include "base/time_text.h"

#include <QtTest>
#include <random>

using namespace driftwood;

namespace {

using Times = std::vector<std::int64_t>;

Times ascending(std::size_t count) {
    Times out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(1'000'000 + static_cast<std::int64_t>(i) * 10);
    return out;
}

} // namespace

class TestTimes : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ascendingTimesStayAsTheyAre() {
        const Times times = ascending(2000);
        QCOMPARE(orderTimes(times), times);
        QCOMPARE(orderTimes({}), Times{});
        QCOMPARE(orderTimes(std::vector<std::int64_t>(500, 7)), Times(500, 7));
    }

    void aStampFromTheFutureTakesTheTimeOfWhatFollows() {
        Times times = ascending(2000);
        times[10] *= 1000;
        Times expected = times;
        expected[10] = times[11];
        QCOMPARE(orderTimes(times), expected);
        // A burst of fewer than half the followers, whatever the order of its timestamps.
        for (std::size_t i = 0; i < 100; ++i)
            times[500 + i] = 9'000'000'000 - static_cast<std::int64_t>(i);
        const Times placed = orderTimes(times);
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(placed[500 + i], times[600]);
        QCOMPARE(placed[499], times[499]);
    }

    void aLateStampMovesNoOther() {
        for (const std::size_t late : {5U, 1000U, 1998U}) {
            Times times = ascending(2000);
            times[late] = 3;
            QCOMPARE(orderTimes(times), times);
        }
        Times times = ascending(3001); // every tenth record is two hours late, the last one is not
        for (std::size_t i = 9; i < times.size(); i += 10)
            times[i] -= 720'000;
        QCOMPARE(orderTimes(times), times);
    }

    void noTimeCountsForNothing() {
        Times times = ascending(600);
        for (std::size_t i = 0; i < times.size(); ++i)
            if (i % 3 != 0)
                times[i] = -1;
        QCOMPARE(orderTimes(times), times);
    }

    void theRestOfThePartitionDoesNotMatter() {
        // Row by row, the order is the same as for all rows at once: an attachment looks no further ahead.
        std::mt19937 random(3);
        Times times = ascending(1500);
        for (auto& time : times)
            time += static_cast<std::int64_t>(random() % 5000) - (random() % 40 == 0 ? 900'000 : 0);
        const Times placed = orderTimes(times);
        for (std::size_t i = 0; i < times.size(); ++i)
            QCOMPARE(orderTime(times[i], std::span(times).subspan(
                                             i + 1, std::min(kOrderFollowers, times.size() - i - 1))),
                     placed[i]);
    }

    void anIsoTextIsATime_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("ms");
        QTest::addColumn<bool>("zone");
        QTest::newRow("utc") << "2026-05-01T14:30:00Z" << 1777645800000.0 << true;
        QTest::newRow("zone") << "2026-05-01T16:30:00.123+02:00" << 1777645800123.0 << true;
        QTest::newRow("zone without colon") << "2026-05-01T09:30:00-0500" << 1777645800000.0 << true;
        QTest::newRow("microseconds") << "2026-05-01T14:30:00.500250+00:00" << 1777645800500.25 << true;
        QTest::newRow("no zone") << "2026-05-01 14:30" << 1777645800000.0 << false;
        QTest::newRow("a day") << "2026-05-01" << 1777593600000.0 << false;
        QTest::newRow("leap day") << "2024-02-29T24:00Z" << 1709251200000.0 << true;
        QTest::newRow("year 58880") << "+58880-01-01T00:00:00Z" << 1795906166400000.0 << true;
        QTest::newRow("before 1970") << "1969-12-31T23:59:59.5Z" << -500.0 << true;
    }
    void anIsoTextIsATime() {
        QFETCH(QString, text);
        QFETCH(double, ms);
        QFETCH(bool, zone);
        const auto time = parseIso8601(text.toStdString());
        QVERIFY(time.has_value());
        QCOMPARE(time->ms, ms);
        QCOMPARE(time->hasZone, zone);
    }
    void whatIsNoIsoTextIsRefused() {
        for (const char* wrong :
             {"", "2026", "2026-05", "2026-13-01", "2026-02-30", "2026-05-01T", "2026-05-01T25:00",
              "2026-05-01T14:60", "2026-05-01T14", "2026-05-01T14:30:00.Z", "2026-05-01T14:30:00+2",
              "2026-05-01T14:30:00Zx", "26-05-01", "hello", "999999999999-01-01"})
            QVERIFY2(!parseIso8601(wrong), wrong);
    }
    void everyTimeIsReadBackAsItIsWritten() {
        for (const std::int64_t ms :
             {std::int64_t(0), std::int64_t(1777645800123), std::int64_t(253402300799999),
              std::int64_t(253402300800000), std::int64_t(1795960371000123)})
            QCOMPARE(parseIso8601(formatIso8601(TimestampMs(ms)))->ms, static_cast<double>(ms));
        QCOMPARE(formatIso8601(TimestampMs(253402300800000)), std::string("+10000-01-01T00:00:00.000Z"));
    }

    void theUnitOfANumberIsToldByItsSize() {
        const std::int64_t seconds = 1'795'950'000;
        QVERIFY(timeFromNumber(seconds) == TimestampMs(seconds * 1000));
        QVERIFY(timeFromNumber(seconds * 1000) == TimestampMs(seconds * 1000));
        QVERIFY(timeFromNumber(seconds * 1'000'000) == TimestampMs(seconds * 1000));
        QVERIFY(timeFromNumber(seconds * 1'000'000'000) == TimestampMs(seconds * 1000));
        QVERIFY(timeFromNumber(0) == TimestampMs(0));
        QVERIFY(!timeFromNumber(86'400));
        QVERIFY(timeUnitOf(1'795'950'000.403862) == TimeUnit::Seconds);
        QVERIFY(!timeUnitOf(std::nan("")));
        for (const TimeUnit unit :
             {TimeUnit::Seconds, TimeUnit::Milliseconds, TimeUnit::Microseconds, TimeUnit::Nanoseconds})
            QVERIFY(timeUnitFromName(timeUnitName(unit)) == unit);
    }
};

QTEST_GUILESS_MAIN(TestTimes)
#include "test_times.moc"

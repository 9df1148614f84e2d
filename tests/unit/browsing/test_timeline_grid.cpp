#include "browsing/timeline_grid.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::browsing;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kNow = 1'763'562'752'123; // an arbitrary afternoon

broker::TimelineBucket bucket(std::int64_t records0, std::int64_t records1) {
    return {
        TimestampMs(0),
        TimestampMs(1),
        {{PartitionId(0), Offset(5), Offset(5 + records0)}, {PartitionId(1), Offset(0), Offset(records1)}}};
}

} // namespace

class TestTimelineGrid : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void edgesAreClockTimesAndTheLastRecordIsInTheLastBucket_data() {
        QTest::addColumn<TimelineSpan>("span");
        QTest::addColumn<std::int64_t>("length");
        QTest::newRow("hour") << TimelineSpan::Hour << 30 * kHour;
        QTest::newRow("six hours") << TimelineSpan::SixHours << 30 * kHour;
        QTest::newRow("day") << TimelineSpan::Day << 30 * kHour;
        for (const std::int64_t length : {std::int64_t(0), std::int64_t(999), kMinute, 7 * kHour, 30 * kHour,
                                          24 * 400 * kHour, 24 * 365 * 200 * kHour})
            QTest::newRow(qPrintable(QString("all %1").arg(length))) << TimelineSpan::All << length;
    }

    void edgesAreClockTimesAndTheLastRecordIsInTheLastBucket() {
        QFETCH(TimelineSpan, span);
        QFETCH(std::int64_t, length);
        const TimelineGrid grid = chooseGrid({TimestampMs(kNow - length), TimestampMs(kNow)}, span);
        QVERIFY(grid.buckets >= 1 && grid.buckets <= 130);
        QCOMPARE(grid.begin.value % grid.widthMs, std::int64_t(0));
        QVERIFY(grid.end().value > kNow && grid.edge(grid.buckets - 1).value <= kNow);
        if (span == TimelineSpan::All)
            QVERIFY(grid.begin.value <= kNow - length);
        if (span == TimelineSpan::Day)
            QCOMPARE(grid.buckets, 96);
    }

    void coarseBucketsAreAveragesUntilTheyAreRefined() {
        const TimelineGrid grid{TimestampMs(0), 1000, 8};
        TimelineCounts counts;
        counts.resize(grid,
                      {{PartitionId(0), Offset(0), Offset(100)}, {PartitionId(1), Offset(0), Offset(100)}});
        counts.take(0, 8, {bucket(40, 4), bucket(80, 8)});
        QCOMPARE(counts.counts[0], (std::vector<double>{10, 10, 10, 10, 20, 20, 20, 20}));
        QCOMPARE(counts.refinedFrom, 8);
        counts.take(6, 2, {bucket(39, 1), bucket(1, 3)});
        QCOMPARE(counts.counts[0], (std::vector<double>{10, 10, 10, 10, 20, 20, 39, 1}));
        QCOMPARE(counts.counts[1][7], 3.0);
        QCOMPARE(counts.refinedFrom, 6);
    }
};

QTEST_GUILESS_MAIN(TestTimelineGrid)
#include "test_timeline_grid.moc"

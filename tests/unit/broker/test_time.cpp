#include "base/order_time.h"
#include "broker/late_records.h"
#include "broker/peek.h"
#include "broker/timeline.h"
#include "embedded_topic.h"
#include "support/result_check.h"

#include <algorithm>
#include <cstdint>

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;

namespace {

/// The expected answer of the look-up: the first offset whose order time is at or after the time, or the end.
/// With ascending times the order time is the record's own.
std::int64_t firstAtOrAfter(const std::function<std::int64_t(int)>& time, int count, std::int64_t wanted) {
    std::vector<std::int64_t> stamps;
    for (int i = 0; i < count; ++i)
        stamps.push_back(time(i));
    const auto times = orderTimes(stamps);
    return std::ranges::find_if(times, [&](std::int64_t at) { return at >= wanted; }) - times.begin();
}

std::int64_t rising(int i) { return 1'000'000 + 10 * i; }
std::int64_t inSteps(int i) { return 1'000'000 + 10 * (i / 700); }
/// Late by up to a hundred records' time, in a fixed pattern.
std::int64_t outOfOrder(int i) { return 1'000'000 + 10 * (i - (i * 37) % 101); }

struct Case {
    TopicName topic;
    int partitions;
    int count;
    std::int64_t (*time)(int);
};
const std::vector<Case> kCases{
    {TopicName("rising"), 3, 9000, rising},
    {TopicName("steps"), 2, 9000, inSteps},
    {TopicName("unordered"), 2, 9000, outOfOrder},
    {TopicName("short"), 1, 3, rising},
    {TopicName("empty"), 2, 0, rising},
};

std::vector<std::int64_t> offsetsOf(const RawBatchList& list) {
    std::vector<std::int64_t> offsets;
    for (std::size_t i = 0; i < list.size(); ++i)
        offsets.push_back(list[i].offset.value);
    return offsets;
}

} // namespace

class TestTime : public QObject {
    Q_OBJECT

    static constexpr std::int64_t kNow = 1'700'000'000'000;
    EmbeddedTopic m_embedded;
    int m_clocks = 0;

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
        for (const Case& c : kCases)
            VERIFY_OK(m_embedded.fill(c.topic, c.partitions, c.count, c.time));
    }

    void aTimeIsFoundWithoutATimeIndex_data() {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].topic.value.c_str()) << static_cast<int>(i);
    }
    void aTimeIsFoundWithoutATimeIndex() {
        QFETCH(int, which);
        const Case& c = kCases[static_cast<std::size_t>(which)];
        const std::int64_t last = c.time(std::max(c.count - 1, 0));
        const std::vector<std::int64_t> wanted{-5,           0,         999'999,
                                               1'000'000,    1'000'001, 1'000'005,
                                               1'000'010,    1'000'120, (1'000'000 + last) / 2,
                                               last - 1,     last,      last + 1,
                                               INT64_MAX / 2};
        for (const std::int64_t time : wanted) {
            auto offsets = m_embedded.connection->offsetsAtTime(c.topic, TimestampMs(time));
            VERIFY_OK(offsets);
            QCOMPARE(offsets->size(), static_cast<std::size_t>(c.partitions));
            for (const Position& position : *offsets)
                QVERIFY2(position.offset.value == firstAtOrAfter(c.time, c.count, time),
                         qPrintable(QString("time %1: offset %2, not %3")
                                        .arg(time)
                                        .arg(position.offset.value)
                                        .arg(firstAtOrAfter(c.time, c.count, time))));
        }
    }

    void aTimelineHoldsEveryRecordOnce_data() { aTimeIsFoundWithoutATimeIndex_data(); }
    void aTimelineHoldsEveryRecordOnce() {
        QFETCH(int, which);
        const Case& c = kCases[static_cast<std::size_t>(which)];
        auto found =
            timeline(*m_embedded.connection, c.topic, TimestampMs(900'000), TimestampMs(1'100'000), 40);
        VERIFY_OK(found);
        const auto& buckets = found->buckets;
        QCOMPARE(buckets.size(), 40U);
        std::int64_t sum = 0;
        for (const TimelineBucket& bucket : buckets) {
            QCOMPARE(bucket.end - bucket.begin, 5000);
            for (const OffsetRange& range : bucket.ranges)
                QCOMPARE(range.begin.value, firstAtOrAfter(c.time, c.count, bucket.begin.value));
            sum += bucket.records();
        }
        QCOMPARE(sum, std::int64_t(c.partitions) * c.count);
    }

    void aTimelineNeedsTimeAndBuckets() {
        VERIFY_FAILS(timeline(*m_embedded.connection, kCases[0].topic, TimestampMs(5), TimestampMs(5), 4),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(timeline(*m_embedded.connection, kCases[0].topic, TimestampMs(5), TimestampMs(6), 0),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(
            timeline(*m_embedded.connection, TopicName("nowhere"), TimestampMs(5), TimestampMs(6), 4),
            ErrorCode::NotFound);
    }

    void theTimeSpanIsFromTheFirstRecordToTheLast() {
        auto times = writtenTimes(*m_embedded.connection, kCases[0].topic);
        VERIFY_OK(times);
        QVERIFY(times->span.has_value());
        QCOMPARE(times->span->first.value, rising(0));
        QCOMPARE(times->span->last.value, rising(8999));
        QVERIFY(times->outside.empty());
        auto empty = writtenTimes(*m_embedded.connection, TopicName("empty"));
        VERIFY_OK(empty);
        QVERIFY(!empty->span && !empty->hasRecords);
        QCOMPARE(whyNoSpan(*empty), std::string("the topic has no records"));
    }

    void theSpanReachesBeyondALateLastRecord() {
        const TopicName topic("late-last");
        VERIFY_OK(m_embedded.fill(topic, 1, 600,
                                  [](int i) { return kNow + 1000 * std::int64_t{i == 599 ? 480 : i}; }));
        const auto times = writtenTimes(*m_embedded.connection, topic);
        VERIFY_OK(times);
        QVERIFY(times->span.has_value());
        QCOMPARE(times->span->last.value, kNow + 598'000);
    }

    void lateRecordsBehindTheEndOfARangeAreCounted() {
        // Every tenth record is late by half a minute.
        const TopicName topic("late-behind");
        VERIFY_OK(m_embedded.fill(
            topic, 1, 600, [](int i) { return kNow + 1000 * std::int64_t{i} - (i % 10 == 9 ? 30'000 : 0); }));
        const TimestampMs end(kNow + 300'000);
        const auto ends = m_embedded.connection->offsetsAtTime(topic, end);
        VERIFY_OK(ends);
        QCOMPARE(ends->front().offset, Offset(300));
        const auto late =
            lateRecords(*m_embedded.connection, {topic, {{PartitionId(0), Offset(0), Offset(300)}}}, end,
                        Isolation::ReadCommitted);
        VERIFY_OK(late);
        QCOMPARE(late->late, std::int64_t(3)); // of 309, 319 and 329
        QCOMPARE(late->lookedAt, std::int64_t(300));
        QVERIFY(late->text().find("3 of the first 300 records") == 0);
        QVERIFY(late->text().ends_with("partition 0 offset 309"));
        const auto none =
            lateRecords(*m_embedded.connection, {topic, {{PartitionId(0), Offset(0), Offset(600)}}},
                        TimestampMs(kNow + 700'000), Isolation::ReadCommitted);
        VERIFY_OK(none);
        QVERIFY(none->text().empty());
    }

    void oneWrongClockHidesNoRecords_data() {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<qint64>("stamp");
        QTest::newRow("future") << 10 << qint64(1'795'960'371'000'000);
        QTest::newRow("future, the first") << 0 << qint64(1'795'960'371'000'000);
        QTest::newRow("future, the last") << 2999 << qint64(1'795'960'371'000'000);
        QTest::newRow("future by hours") << 700 << qint64(kNow + 2500 * 10'000);
        QTest::newRow("far past, the first") << 0 << qint64(1000);
        QTest::newRow("far past") << 1500 << qint64(1000);
        QTest::newRow("far past, the last") << 2999 << qint64(1000);
    }
    void oneWrongClockHidesNoRecords() {
        QFETCH(int, wrong);
        QFETCH(qint64, stamp);
        const TopicName topic("clock-" + std::to_string(++m_clocks));
        VERIFY_OK(m_embedded.fill(
            topic, 2, 3000, [&](int i) { return i == wrong ? stamp : kNow + std::int64_t{i} * 10'000; }));
        const auto times = writtenTimes(*m_embedded.connection, topic);
        VERIFY_OK(times);
        QVERIFY(times->span.has_value());
        QVERIFY(times->span->first.value >= kNow && times->span->first.value <= kNow + 20'000);
        QVERIFY(times->span->last.value >= kNow + 2997 * 10'000);
        QVERIFY(times->span->last.value <= kNow + 2999 * 10'000);
        const auto found = timeline(*m_embedded.connection, topic, times->span->first,
                                    TimestampMs(times->span->last.value + 1), 30);
        VERIFY_OK(found);
        std::int64_t sum = 0;
        for (const TimelineBucket& bucket : found->buckets) {
            QVERIFY2(bucket.records() >= 190 && bucket.records() <= 206,
                     qPrintable(QString("%1 records").arg(bucket.records())));
            sum += bucket.records();
        }
        QVERIFY(sum >= 5998);
        // From two fifths to three fifths of the time: expects that many offsets in both partitions.
        const TimestampMs from(kNow + 1200 * 10'000);
        const TimestampMs to(kNow + 1800 * 10'000);
        const auto begins = m_embedded.connection->offsetsAtTime(topic, from);
        const auto ends = m_embedded.connection->offsetsAtTime(topic, to);
        VERIFY_OK(begins);
        VERIFY_OK(ends);
        for (std::size_t p = 0; p < 2; ++p) {
            QCOMPARE((*begins)[p].offset, Offset(1200));
            QCOMPARE((*ends)[p].offset, Offset(1800));
        }
    }

    void theNewestRecordsComeNewestFirst() {
        PeekRequest request;
        request.limit = 7;
        auto list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::Enough);
        QCOMPARE(offsetsOf(*list), (std::vector<std::int64_t>{8999, 8999, 8999, 8998, 8998, 8998, 8997}));
        QCOMPARE((*list)[0].partition.value, 2);
        QCOMPARE(std::string((*list)[0].value), "2:8999");
    }

    void theNewestOfEachPartition() {
        PeekRequest request;
        request.limit = 2;
        request.limitPerPartition = true;
        auto list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::Enough);
        QCOMPARE(offsetsOf(*list), (std::vector<std::int64_t>{8999, 8999, 8999, 8998, 8998, 8998}));
        request.limit = 5;
        list = peek(*m_embedded.connection, TopicName("short"), request, {});
        VERIFY_OK(list);
        QCOMPARE(list->size(), std::size_t(3));
        QCOMPARE(list->stop(), PeekStop::EndOfLog);
    }

    void theOldestRecordsComeOldestFirst() {
        PeekRequest request;
        request.from = PeekRequest::From::Oldest;
        request.limit = 3;
        request.partitions = {PartitionId(1)};
        auto list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(offsetsOf(*list), (std::vector<std::int64_t>{0, 1, 2}));
        QCOMPARE((*list)[0].partition.value, 1);
    }

    void aLargeRecordHidesNoNewerOne() {
        const TopicName topic("large");
        VERIFY_OK(m_embedded.fill(topic, 2, 20));
        auto publisher = m_embedded.connection->openPublisher(topic);
        VERIFY_OK(publisher);
        const std::string large(600'000, 'x');
        for (int i = 0; i < 3; ++i)
            VERIFY_OK((*publisher)
                          ->publish({.partition = PartitionId(0),
                                     .key = {},
                                     .value = i == 1 ? std::string_view("newest but one") : large,
                                     .timestamp = TimestampMs(5000 + i),
                                     .headers = {}}));
        VERIFY_OK((*publisher)
                      ->publish({.partition = PartitionId(0),
                                 .key = {},
                                 .value = "newest",
                                 .timestamp = TimestampMs(6000),
                                 .headers = {}}));
        VERIFY_OK((*publisher)->flush(std::chrono::seconds(20)));
        PeekRequest request;
        request.limit = 10;
        request.maxBytes = 100'000;
        auto list = peek(*m_embedded.connection, topic, request, {});
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::Budget);
        QVERIFY(!list->empty());
        QCOMPARE(std::string((*list)[0].value), "newest");
        std::int64_t expected = 23; // in partition 0; none is missing between those shown
        for (std::size_t i = 0; i < list->size(); ++i)
            if ((*list)[i].partition == PartitionId(0))
                QCOMPARE((*list)[i].offset.value, expected--);
        request.maxBytes = 8U << 20U;
        list = peek(*m_embedded.connection, topic, request, {});
        VERIFY_OK(list);
        QCOMPARE(list->size(), std::size_t(10));
        QCOMPARE((*list)[1].value.size(), large.size());
    }

    void recordsCanBeSeenFromAnOffsetOrATime() {
        PeekRequest request;
        request.partitions = {PartitionId(0)};
        request.limit = 2;
        request.from = PeekRequest::From::Offset;
        request.offset = Offset(4000);
        auto list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(offsetsOf(*list), (std::vector<std::int64_t>{4000, 4001}));
        request.from = PeekRequest::From::Time;
        request.time = TimestampMs(rising(8998));
        request.limit = 10;
        list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(offsetsOf(*list), (std::vector<std::int64_t>{8998, 8999}));
        QCOMPARE(list->stop(), PeekStop::EndOfLog);
    }

    void aLookSaysWhyItEnded() {
        PeekRequest request;
        request.limit = 5000;
        request.maxBytes = 100;
        auto list = peek(*m_embedded.connection, TopicName("rising"), request, {});
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::Budget);
        QVERIFY(!list->empty() && list->size() < 5000);
        request.maxBytes = 1U << 20U;
        std::stop_source source;
        source.request_stop();
        list = peek(*m_embedded.connection, TopicName("rising"), request, source.get_token());
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::Stopped);
        list = peek(*m_embedded.connection, TopicName("empty"), request, {});
        VERIFY_OK(list);
        QCOMPARE(list->stop(), PeekStop::EndOfLog);
        QVERIFY(list->empty());
        request.partitions = {PartitionId(9)};
        VERIFY_FAILS(peek(*m_embedded.connection, TopicName("rising"), request, {}), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestTime)
#include "test_time.moc"

// Looking up offsets by time on a broker that has a time index.

#include "broker/timeline.h"
#include "kafka/suite/suite.h"
#include "kafka/support/log_admin.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

class TestTimes : public QObject {
    Q_OBJECT

  public:
    explicit TestTimes(KafkaBed& bed)
        : m_bed(bed)
        , m_topic(freshTopic("times")) {}

  private Q_SLOTS:
    void initTestCase() {
        auto opened = broker::Connection::open(profileFor(m_bed));
        VERIFY_OK(opened);
        m_connection = *opened;
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(m_topic.value, kPartitions));
        // Partition 0 has a record every 1000 ms, partition 1 every 777 ms, partition 2 has unordered
        // timestamps, partition 3 is empty.
        LogWriter writer(m_bed.address(Listener::Plaintext));
        for (int i = 0; i < 1000; ++i) {
            VERIFY_OK(writer.write(m_topic.value, 0, TimestampMs(kStart + 1000 * i), "k", "v"));
            VERIFY_OK(writer.write(m_topic.value, 1, TimestampMs(kStart + 777 * i), "k", "v"));
            VERIFY_OK(
                writer.write(m_topic.value, 2, TimestampMs(kStart + 1000 * i + (i % 5) * 3300), "k", "v"));
        }
        VERIFY_OK(writer.flush());
        m_written = writer.acknowledged();
    }

    void cleanupTestCase() { m_connection.reset(); }

    void lookUpsGiveTheFirstRecordNotEarlier_data() {
        QTest::addColumn<qint64>("time");
        QTest::newRow("long before") << kStart - 1000000;
        QTest::newRow("the first record's") << kStart;
        QTest::newRow("just after it") << kStart + 1;
        QTest::newRow("between records") << kStart + 123456;
        QTest::newRow("a record's own") << kStart + 500000;
        QTest::newRow("after partition 1's end") << kStart + 900000;
        QTest::newRow("the last one's") << kStart + 999000;
        QTest::newRow("long after") << kStart + 100000000;
    }

    void lookUpsGiveTheFirstRecordNotEarlier() {
        QFETCH(qint64, time);
        const auto found = m_connection->offsetsAtTime(m_topic, TimestampMs(time));
        VERIFY_OK(found);
        std::vector<Position> expected;
        for (int partition = 0; partition < kPartitions; ++partition)
            expected.push_back({PartitionId(partition), firstNotEarlier(partition, TimestampMs(time))});
        QCOMPARE(*found, expected);
    }

    void theTimelineCountsEveryRecordOnce() {
        const auto times = broker::writtenTimes(*m_connection, m_topic);
        VERIFY_OK(times);
        QVERIFY(times->span.has_value());
        QCOMPARE(times->span->first, TimestampMs(kStart));
        const auto found = broker::timeline(*m_connection, m_topic, times->span->first,
                                            TimestampMs(times->span->last.value + 1), 25);
        VERIFY_OK(found);
        QCOMPARE(found->buckets.size(), std::size_t(25));
        std::int64_t total = 0;
        for (const broker::TimelineBucket& bucket : found->buckets)
            total += bucket.records();
        QCOMPARE(total, std::int64_t(m_written.size()));
    }

    void aWrongClockHidesNoRecords() {
        const TopicName topic(freshTopic("clock"));
        LogAdmin admin(m_bed.address(Listener::Plaintext));
        VERIFY_OK(admin.createTopic(
            topic.value, 2,
            {{"message.timestamp.after.max.ms", "9223372036854775807"}, {"retention.ms", "-1"}}));
        // Two partitions with a record every 20 s for ten hours; one record of partition 0 is stamped in the
        // year 48866, one of partition 1 three hours ahead.
        constexpr qint64 kStep = 20'000;
        LogWriter writer(m_bed.address(Listener::Plaintext));
        for (int i = 0; i < 1500; ++i) {
            VERIFY_OK(writer.write(topic.value, 0, TimestampMs((kStart + kStep * i) * (i == 10 ? 1000 : 1)),
                                   "k", "v"));
            VERIFY_OK(writer.write(
                topic.value, 1, TimestampMs(kStart + kStep * i + (i == 400 ? 3 * 3'600'000 : 0)), "k", "v"));
        }
        VERIFY_OK(writer.flush());
        const auto times = broker::writtenTimes(*m_connection, topic);
        VERIFY_OK(times);
        QVERIFY(times->span.has_value());
        QCOMPARE(times->span->last, TimestampMs(kStart + kStep * 1499));
        const auto found = broker::timeline(*m_connection, topic, times->span->first,
                                            TimestampMs(times->span->last.value + 1), 48);
        VERIFY_OK(found);
        std::int64_t total = 0;
        for (const broker::TimelineBucket& bucket : found->buckets) {
            QVERIFY2(bucket.records() >= 60 && bucket.records() <= 65,
                     qPrintable(QString::number(bucket.records())));
            total += bucket.records();
        }
        QCOMPARE(total, std::int64_t(3000));
        QCOMPARE(found->strays.size(), std::size_t(2));
        for (const qint64 at : {500, 900, 1400}) {
            const auto positions = m_connection->offsetsAtTime(topic, TimestampMs(kStart + kStep * at));
            VERIFY_OK(positions);
            for (const Position& position : *positions)
                QCOMPARE(position.offset, Offset(at));
        }
    }

    void watermarksAreOfAllPartitions() {
        const auto whole = wholeTopic(*m_connection, m_topic.value);
        VERIFY_OK(whole);
        QCOMPARE(whole->ranges.size(), std::size_t(kPartitions));
        QCOMPARE(whole->span(), std::int64_t(m_written.size()));
        QCOMPARE(whole->ranges[3].end, Offset(0));
    }

  private:
    static constexpr int kPartitions = 4;
    static constexpr qint64 kStart = 1'500'000'000'000; // 2017

    [[nodiscard]] Offset firstNotEarlier(int partition, TimestampMs time) const {
        Offset end(0);
        for (const WrittenRecord& record : m_written) {
            if (record.position.partition != PartitionId(partition))
                continue;
            if (record.timestamp >= time)
                return record.position.offset;
            end = record.position.offset.next();
        }
        return end;
    }

    KafkaBed& m_bed;
    TopicName m_topic;
    std::vector<WrittenRecord> m_written; ///< by partition and offset
    std::shared_ptr<broker::Connection> m_connection;
};

std::unique_ptr<QObject> makeTimesTest(KafkaBed& bed) { return std::make_unique<TestTimes>(bed); }

} // namespace driftwood::test

#include "test_times.moc"

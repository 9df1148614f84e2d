#include "embedded_topic.h"
#include "support/result_check.h"

#include <thread>

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;
using namespace std::chrono_literals;

namespace {

const TopicName kTopic("readings");
constexpr int kPartitions = 3;
constexpr int kRecords = 2000;

void verifyRows(const Rows& rows, const TopicRanges& ranges) {
    for (const OffsetRange& wanted : ranges.ranges) {
        const int partition = wanted.partition.value;
        const auto found = rows.find(partition);
        const std::size_t count = found == rows.end() ? 0 : found->second.size();
        QCOMPARE(count, static_cast<std::size_t>(wanted.span()));
        for (std::size_t i = 0; i < count; ++i) {
            const auto offset = wanted.begin.value + static_cast<std::int64_t>(i);
            QCOMPARE(found->second[i].first, offset);
            QCOMPARE(found->second[i].second, std::to_string(partition) + ":" + std::to_string(offset));
        }
    }
}

} // namespace

class TestRangeReader : public QObject {
    Q_OBJECT

    EmbeddedTopic m_embedded;

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
        VERIFY_OK(m_embedded.fill(kTopic, kPartitions, kRecords));
    }

    void everyRecordOfTheRangesComesOnceAndInOrder_data() {
        QTest::addColumn<QList<qint64>>("bounds");
        QTest::newRow("whole log") << QList<qint64>{0, kRecords, 0, kRecords, 0, kRecords};
        QTest::newRow("in the middle of batches") << QList<qint64>{1, 999, 500, 501, 1234, kRecords};
        QTest::newRow("with an empty range") << QList<qint64>{0, 10, 700, 700, 1990, kRecords};
        QTest::newRow("all empty") << QList<qint64>{0, 0, 5, 5, kRecords, kRecords};
    }
    void everyRecordOfTheRangesComesOnceAndInOrder() {
        QFETCH(QList<qint64>, bounds);
        TopicRanges ranges{kTopic, {}};
        for (int p = 0; p < kPartitions; ++p)
            ranges.ranges.push_back(range(p, bounds[2 * p], bounds[2 * p + 1]));
        auto rows = readAll(*m_embedded.connection, ranges);
        VERIFY_OK(rows);
        verifyRows(*rows, ranges);
    }

    void onePartitionIsReadWhileTheOthersWait() {
        const TopicRanges ranges{kTopic, {range(0, 0, kRecords), range(1, 100, 1900), range(2, 7, 7)}};
        ReadOptions options;
        options.apart = true;
        options.maxBatch = 128;
        auto reader = m_embedded.connection->openRangeReader(ranges, options);
        VERIFY_OK(reader);
        Rows rows;
        // Two batches of partition 0, then all of 1, then the rest.
        for (const auto& [partition, most] : {std::pair(0, 2), {1, 1000}, {2, 1000}, {0, 1000}}) {
            for (int i = 0; i < most; ++i) {
                const auto batch = (*reader)->nextOf(PartitionId(partition), {});
                VERIFY_OK(batch);
                if (batch->empty())
                    break;
                for (const RawRecord& record : batch->records()) {
                    QCOMPARE(record.partition.value, partition);
                    rows[partition].emplace_back(record.offset.value, std::string(record.value));
                }
            }
        }
        QVERIFY((*reader)->finished());
        verifyRows(rows, ranges);
        VERIFY_FAILS((*reader)->nextOf(PartitionId(9), {}), ErrorCode::InvalidArgument);
        auto nothingToRead = m_embedded.connection->openRangeReader({kTopic, {range(1, 5, 5)}}, options);
        VERIFY_OK(nothingToRead);
        const auto none = (*nothingToRead)->nextOf(PartitionId(1), {});
        VERIFY_OK(none);
        QVERIFY(none->empty());
    }

    void aRecordHasAllItsParts() {
        const TopicName topic("parts");
        VERIFY_OK(m_embedded.broker->createTopic(topic, 1));
        auto publisher = m_embedded.connection->openPublisher(topic);
        VERIFY_OK(publisher);
        const std::string binary("\x00\xff\n", 3);
        VERIFY_OK((*publisher)
                      ->publish({.key = "k",
                                 .value = binary,
                                 .timestamp = TimestampMs(42),
                                 .headers = {{"model", "m1"}, {"empty", ""}}}));
        VERIFY_OK((*publisher)->publish({.key = "", .value = "", .headers = {}}));
        VERIFY_OK((*publisher)->publish({.key = {}, .value = {}, .headers = {}}));
        VERIFY_OK((*publisher)->flush(10s));
        QCOMPARE((*publisher)->delivered(), 3);

        auto reader = m_embedded.connection->openRangeReader({topic, {range(0, 0, 3)}});
        VERIFY_OK(reader);
        std::vector<RawBatch> batches;
        std::vector<RawRecord> records;
        while (!(*reader)->finished()) {
            auto batch = (*reader)->next({});
            VERIFY_OK(batch);
            records.insert(records.end(), batch->records().begin(), batch->records().end());
            batches.push_back(std::move(*batch));
        }
        reader->reset(); // batches stay valid after their reader is destroyed
        QCOMPARE(records.size(), 3U);
        QVERIFY(records[0].hasKey && records[0].hasValue);
        QCOMPARE(std::string(records[0].key), "k");
        QCOMPARE(std::string(records[0].value), binary);
        QCOMPARE(records[0].timestamp.value, 42);
        QVERIFY(records[1].hasKey && records[1].hasValue && records[1].key.empty() &&
                records[1].value.empty());
        QVERIFY(!records[2].hasKey && !records[2].hasValue);
        QCOMPARE(batches[0].headers(0), (Headers{{"model", "m1"}, {"empty", ""}}));
        QVERIFY(batches.back().headers(batches.back().size() - 1).empty());
    }

    void whatIsLeftCanBeReadByAnotherReader() {
        const TopicRanges ranges{kTopic, {range(0, 0, kRecords), range(1, 100, 1900), range(2, 7, 8)}};
        ReadOptions options;
        options.maxBatch = 100;
        auto first = m_embedded.connection->openRangeReader(ranges, options);
        VERIFY_OK(first);
        Rows rows;
        for (int i = 0; i < 7; ++i) {
            auto batch = (*first)->next({});
            VERIFY_OK(batch);
            for (const RawRecord& record : batch->records())
                rows[record.partition.value].emplace_back(record.offset.value, std::string(record.value));
        }
        QVERIFY(!(*first)->finished());
        const TopicRanges rest = (*first)->remaining();
        QVERIFY(rest.span() > 0 && rest.span() < ranges.span());
        first->reset();
        auto others = readAll(*m_embedded.connection, rest);
        VERIFY_OK(others);
        for (auto& [partition, more] : *others)
            rows[partition].insert(rows[partition].end(), more.begin(), more.end());
        verifyRows(rows, ranges);
    }

    void aStopIsHeardWhileWaiting() {
        ReadOptions options;
        options.stallBudget = 60s;
        auto reader =
            m_embedded.connection->openRangeReader({kTopic, {range(0, kRecords, kRecords + 5)}}, options);
        VERIFY_OK(reader);
        std::stop_source source;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(100ms);
            source.request_stop();
        });
        VERIFY_FAILS((*reader)->next(source.get_token()), ErrorCode::Cancelled);
        QCOMPARE((*reader)->remaining().span(), 5);
    }

    void anEndBeyondTheLogStallsAndSaysWhereTheLogEnds() {
        const TopicRanges ranges{kTopic, {range(0, kRecords - 2, kRecords + 5), range(1, 0, 10)}};
        auto rows = readAll(*m_embedded.connection, ranges);
        VERIFY_FAILS(rows, ErrorCode::Stalled);
        QVERIFY2(rows.error().where.find("readings/0 @ 2000 of 2005 (readable up to 2000)") !=
                     std::string::npos,
                 rows.error().text().c_str());
        QVERIFY(rows.error().where.find("readings/1") == std::string::npos);
    }

    void aBeginBeyondTheLogIsRefused() {
        auto rows = readAll(*m_embedded.connection, {kTopic, {range(0, kRecords + 100, kRecords + 200)}});
        VERIFY_FAILS(rows, ErrorCode::RangeGone);
        QVERIFY2(rows.error().what.find("ends at offset 2000") != std::string::npos,
                 rows.error().text().c_str());
    }

    void aBeginThatRetentionHasEatenIsRefused() {
        const TopicName topic("short-lived");
        VERIFY_OK(m_embedded.broker->createTopic(topic, 1));
        PublishOptions options;
        options.compression = "none"; // the embedded broker keeps 5 MiB per partition
        auto publisher = m_embedded.connection->openPublisher(topic, options);
        VERIFY_OK(publisher);
        const std::string value(100'000, 'x');
        for (int i = 0; i < 100; ++i)
            VERIFY_OK((*publisher)
                          ->publish({.partition = PartitionId(0), .key = {}, .value = value, .headers = {}}));
        VERIFY_OK((*publisher)->flush(10s));
        auto marks = m_embedded.connection->watermarks(topic);
        VERIFY_OK(marks);
        QVERIFY(marks->front().low.value > 0);
        QCOMPARE(marks->front().high.value, 100);
        auto rows = readAll(*m_embedded.connection, {topic, {range(0, 0, 100)}});
        VERIFY_FAILS(rows, ErrorCode::RangeGone);
        QVERIFY2(rows.error().what.find("begins at offset " + std::to_string(marks->front().low.value)) !=
                     std::string::npos,
                 rows.error().text().c_str());
        const TopicRanges kept{topic, {range(0, marks->front().low.value, 100)}};
        auto rest = readAll(*m_embedded.connection, kept);
        VERIFY_OK(rest);
        QCOMPARE((*rest)[0].size(), static_cast<std::size_t>(kept.span()));
    }

    void aTopicThatIsNotThereFailsAndIsNotMade() {
        VERIFY_FAILS(readAll(*m_embedded.connection, {TopicName("nowhere"), {range(0, 0, 10)}}),
                     ErrorCode::TopicGone);
        VERIFY_FAILS(readAll(*m_embedded.connection, {kTopic, {range(kPartitions, 0, 10)}}),
                     ErrorCode::TopicGone);
        TailReader::Start start{{{PartitionId(0), Offset(0)}}};
        VERIFY_FAILS(m_embedded.connection->openTail(TopicName("nowhere"), start, {}), ErrorCode::TopicGone);
        auto cluster = m_embedded.connection->cluster();
        VERIFY_OK(cluster);
        for (const TopicInfo& info : cluster->topics)
            QVERIFY(info.name.value != "nowhere");
    }

    void aBrokerThatComesBackIsUsedAgain() {
        const TopicRanges ranges{kTopic, {range(0, 0, kRecords), range(1, 0, kRecords)}};
        ReadOptions options;
        options.maxBatch = 10;
        options.interactive = true; // a small queue, so that not all has been fetched before the broker goes
        options.stallBudget = 30s;
        auto reader = m_embedded.connection->openRangeReader(ranges, options);
        VERIFY_OK(reader);
        auto first = (*reader)->next({});
        VERIFY_OK(first);
        Rows rows;
        for (const RawRecord& record : first->records())
            rows[record.partition.value].emplace_back(record.offset.value, std::string(record.value));
        VERIFY_OK(m_embedded.broker->setUp(false));
        std::jthread restart([&] {
            std::this_thread::sleep_for(700ms);
            static_cast<void>(m_embedded.broker->setUp(true));
        });
        auto rest = readAll(**reader);
        VERIFY_OK(rest);
        for (auto& [partition, more] : *rest)
            rows[partition].insert(rows[partition].end(), more.begin(), more.end());
        verifyRows(rows, ranges);
    }

    void aBrokerThatStaysAwayStallsAndTheRestCanBeReadLater() {
        const TopicRanges ranges{kTopic, {range(0, 0, kRecords)}};
        VERIFY_OK(m_embedded.broker->setUp(false));
        auto rows = readAll(*m_embedded.connection, ranges);
        VERIFY_OK(m_embedded.broker->setUp(true));
        VERIFY_FAILS(rows, ErrorCode::Stalled);
        QVERIFY2(rows.error().what.find("refused") != std::string::npos, rows.error().text().c_str());
        auto again = readAll(*m_embedded.connection, ranges);
        VERIFY_OK(again);
        verifyRows(*again, ranges);
    }

    void aRangeWithoutAPartitionIsRefused() {
        VERIFY_FAILS(readAll(*m_embedded.connection, {kTopic, {range(-1, 0, 10)}}),
                     ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestRangeReader)
#include "test_range_reader.moc"

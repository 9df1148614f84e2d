// Exactly bounded reading of logs with holes: compaction, transactions, empty partitions.

#include "dataset/dataset.h"
#include "kafka/suite/connected_suite.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <thread>

namespace driftwood::test {

using broker::Isolation;
using namespace std::chrono_literals;

class TestReading : public ConnectedSuite {
    Q_OBJECT

  public:
    explicit TestReading(KafkaBed& bed)
        : ConnectedSuite(bed) {}

  private Q_SLOTS:
    void everyRecordOnceInOrder() {
        const std::string topic = freshTopic("plain");
        VERIFY_OK(m_admin.createTopic(topic, 3));
        LogWriter writer = newWriter();
        for (int i = 0; i < 30000; ++i)
            VERIFY_OK(writer.write(topic, i % 3, TimestampMs(1000 + i), numbered("k", i % 7), value(i)));
        VERIFY_OK(writer.flush());

        const auto whole = wholeTopic(*m_connection, topic);
        VERIFY_OK(whole);
        QCOMPARE(whole->span(), 30000);
        const auto read = readAll(*m_connection, *whole);
        VERIFY_OK(read);
        QCOMPARE(byPartition(*read), std::optional(writer.acknowledged()));
    }

    void aRangeInTheMiddleIsExact() {
        const std::string topic = freshTopic("middle");
        VERIFY_OK(m_admin.createTopic(topic, 1));
        LogWriter writer = newWriter();
        for (int i = 0; i < 1000; ++i)
            VERIFY_OK(writer.write(topic, 0, TimestampMs(i), "k", value(i)));
        VERIFY_OK(writer.flush());
        const auto all = writer.acknowledged();
        for (const auto& [begin, end] : {std::pair(0, 1), {123, 456}, {999, 1000}, {500, 500}}) {
            const auto read =
                readAll(*m_connection, {TopicName(topic), {{PartitionId(0), Offset(begin), Offset(end)}}});
            VERIFY_OK(read);
            QCOMPARE(*read, std::vector(all.begin() + begin, all.begin() + end));
        }
    }

    void emptyPartitionsAreFinishedAtOnce() {
        const std::string topic = freshTopic("mostly-empty");
        VERIFY_OK(m_admin.createTopic(topic, 4));
        LogWriter writer = newWriter();
        VERIFY_OK(writer.write(topic, 2, TimestampMs(5), "k", "only one"));
        VERIFY_OK(writer.flush());
        const auto whole = wholeTopic(*m_connection, topic);
        VERIFY_OK(whole);
        QCOMPARE(whole->ranges.size(), std::size_t(4));
        const auto read = readAll(*m_connection, *whole);
        VERIFY_OK(read);
        QCOMPARE(*read, writer.acknowledged());
    }

    void compactionLeavesHolesThatAreNotWaitedFor() {
        const std::string topic = freshTopic("compacted");
        VERIFY_OK(m_admin.createTopic(topic, 1,
                                      {{"cleanup.policy", "compact"},
                                       {"segment.ms", "1000"},
                                       {"min.cleanable.dirty.ratio", "0.001"},
                                       {"delete.retention.ms", "86400000"}}));
        // A record one second after a segment's first one starts the next segment; the last segment is never
        // compacted.
        LogWriter writer = newWriter();
        for (int i = 0; i < 300; ++i)
            VERIFY_OK(writer.write(topic, 0, TimestampMs(1 + i), numbered("k", i % 10), value(i)));
        VERIFY_OK(writer.write(topic, 0, TimestampMs(301), "k3", std::nullopt));
        VERIFY_OK(writer.flush());
        VERIFY_OK(writer.write(topic, 0, TimestampMs(60000), "last", "in the active segment"));
        VERIFY_OK(writer.flush());
        const std::vector<WrittenRecord> survivors = lastOfEveryKey(writer.acknowledged());
        QCOMPARE(survivors.size(), std::size_t(11));

        const broker::TopicRanges whole{TopicName(topic), {{PartitionId(0), Offset(0), Offset(302)}}};
        VERIFY_OK(untilCompactedTo(whole, survivors.size()));
        const auto read = readAll(*m_connection, whole);
        VERIFY_OK(read);
        QCOMPARE(*read, survivors);

        // A range that consists of one hole, and one that ends within it.
        for (const auto& [begin, end] : {std::pair(10, 20), {0, 290}}) {
            const auto hole =
                readAll(*m_connection, {TopicName(topic), {{PartitionId(0), Offset(begin), Offset(end)}}});
            VERIFY_OK(hole);
            QVERIFY(hole->empty());
        }
    }

    void abortedTransactionsAreInvisibleUnlessAskedFor() {
        const std::string topic = freshTopic("aborted");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext), "writer-of-" + topic);
        for (const bool commits : {true, false, true, false}) { // the log ends in an abort marker
            VERIFY_OK(writer.begin());
            for (int i = 0; i < 50; ++i)
                VERIFY_OK(
                    writer.write(topic, i % 2, TimestampMs(1 + i), "k", commits ? "committed" : "aborted"));
            VERIFY_OK(writer.flush());
            VERIFY_OK(commits ? writer.commit() : writer.abort());
        }
        std::vector<WrittenRecord> committed = writer.acknowledged();
        std::erase_if(committed, [](const WrittenRecord& record) { return record.value == "aborted"; });

        // Each transaction writes one marker per partition; the broker answers before the last ones are in
        // the log.
        const auto spanNow = [&] {
            const auto now = wholeTopic(*m_connection, topic);
            return now ? now->span() : -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(spanNow(), 4 * (50 + 2), 20000);
        const auto whole = wholeTopic(*m_connection, topic);
        VERIFY_OK(whole);
        const auto read = readAll(*m_connection, *whole);
        VERIFY_OK(read);
        QCOMPARE(byPartition(*read), std::optional(committed));

        const auto everything = readAll(*m_connection, *whole, {.isolation = Isolation::ReadUncommitted});
        VERIFY_OK(everything);
        QCOMPARE(everything->size(), std::size_t(200));
    }

    void whatAnOpenTransactionHoldsBackIsSaid() {
        const std::string topic = freshTopic("waiting");
        VERIFY_OK(m_admin.createTopic(topic, 1));
        LogWriter before = newWriter();
        for (int i = 0; i < 10; ++i)
            VERIFY_OK(before.write(topic, 0, TimestampMs(1000 + i), "k", R"({"x": 1})"));
        VERIFY_OK(before.flush());
        LogWriter writer(m_bed.address(Listener::Plaintext), topic);
        VERIFY_OK(writeTransaction(writer, topic)); // offsets 10 to 19, open
        LogWriter after = newWriter();
        for (int i = 0; i < 5; ++i)
            VERIFY_OK(after.write(topic, 0, TimestampMs(2000 + i), "k", R"({"x": 2})"));
        VERIFY_OK(after.flush());

        dataset::DatasetRequest request;
        request.name = "waiting";
        request.ranges = {TopicName(topic), {{PartitionId(0), Offset(0), Offset(1000)}}};
        request.decoder.format = decoder::PayloadFormat::Json;
        request.decoder.schema.fields = {{"x", records::FieldType::Int64}};
        const auto committed = dataset::createDataset(*m_connection, request, {}, {});
        VERIFY_OK(committed);
        QCOMPARE(committed->manifest.records(), std::int64_t(10));
        QCOMPARE(committed->notices.size(), std::size_t(1));
        QVERIFY2(committed->notices[0].find("15 offsets (10 to 24)") != std::string::npos,
                 committed->notices[0].c_str());
        request.isolation = Isolation::ReadUncommitted;
        const auto all = dataset::createDataset(*m_connection, request, {}, {});
        VERIFY_OK(all);
        QCOMPARE(all->manifest.records(), std::int64_t(25));
        QVERIFY(all->notices.empty());
        const auto later =
            m_connection->offsetsAtTime(TopicName(topic), TimestampMs(2000), Isolation::ReadUncommitted);
        VERIFY_OK(later);
        QCOMPARE(later->front().offset, Offset(20));
        VERIFY_OK(writer.abort());
    }

    void aCompactedTopicIsTold() {
        const std::string topic = freshTopic("compacted");
        VERIFY_OK(m_admin.createTopic(topic, 1, {{"cleanup.policy", "compact"}}));
        LogWriter writer = newWriter();
        for (int i = 0; i < 20; ++i)
            VERIFY_OK(writer.write(topic, 0, TimestampMs(1000 + i), "k", R"({"x": 1})"));
        VERIFY_OK(writer.flush());
        dataset::DatasetRequest request;
        request.name = "compacted";
        request.ranges = {TopicName(topic), {{PartitionId(0), Offset(0), Offset(20)}}};
        const auto made = dataset::createDataset(*m_connection, request, {}, {});
        VERIFY_OK(made);
        QCOMPARE(made->notices.size(), std::size_t(1));
        QVERIFY(made->notices[0].find("compacted") != std::string::npos);
        const auto check = dataset::checkReplayable(*m_connection, made->manifest);
        VERIFY_OK(check);
        QCOMPARE(check->warnings, made->notices);
    }

    void anEndInsideAnOpenTransactionStallsAndNamesIt() {
        const std::string topic = freshTopic("open");
        VERIFY_OK(m_admin.createTopic(topic, 1));
        LogWriter writer(m_bed.address(Listener::Plaintext), "writer-of-" + topic);
        VERIFY_OK(writeTransaction(writer, topic));
        VERIFY_OK(writer.commit());
        VERIFY_OK(writeTransaction(writer, topic)); // offsets 11 to 20, neither committed nor aborted

        const auto committed = wholeTopic(*m_connection, topic);
        VERIFY_OK(committed);
        QCOMPARE(committed->ranges.front().end, Offset(11));
        const auto written = wholeTopic(*m_connection, topic, Isolation::ReadUncommitted);
        VERIFY_OK(written);
        QCOMPARE(written->ranges.front().end, Offset(21));

        auto reader = m_connection->openRangeReader(*written, {.stallBudget = 1500ms});
        VERIFY_OK(reader);
        std::vector<WrittenRecord> read;
        auto batch = (*reader)->next({});
        for (; batch.has_value() && !(*reader)->finished(); batch = (*reader)->next({}))
            append(*batch, read);
        VERIFY_FAILS(batch, ErrorCode::Stalled);
        QVERIFY2(batch.error().text().find("11") != std::string::npos, batch.error().text().c_str());
        QVERIFY2(batch.error().text().find("transaction") != std::string::npos, batch.error().text().c_str());
        QCOMPARE(read.size(), std::size_t(10));

        VERIFY_OK(writer.commit());
        const auto rest = readAll(*m_connection, (*reader)->remaining());
        VERIFY_OK(rest);
        std::ranges::copy(*rest, std::back_inserter(read));
        QCOMPARE(read, writer.acknowledged());
    }

    void cancellingStopsAWaitingReader() {
        const std::string topic = freshTopic("cancelled");
        VERIFY_OK(m_admin.createTopic(topic, 1));
        LogWriter writer(m_bed.address(Listener::Plaintext), "writer-of-" + topic);
        VERIFY_OK(writeTransaction(writer, topic)); // open: the reader waits
        auto reader =
            m_connection->openRangeReader({TopicName(topic), {{PartitionId(0), Offset(0), Offset(10)}}});
        VERIFY_OK(reader);
        std::stop_source stop;
        std::jthread canceller([&stop] {
            std::this_thread::sleep_for(300ms);
            stop.request_stop();
        });
        VERIFY_FAILS((*reader)->next(stop.get_token()), ErrorCode::Cancelled);
        VERIFY_OK(writer.abort());
    }

  private:
    [[nodiscard]] LogWriter newWriter() const { return LogWriter(m_bed.address(Listener::Plaintext)); }

    /// Reads repeatedly until only `records` records are left, for at most a minute.
    [[nodiscard]] Status untilCompactedTo(const broker::TopicRanges& ranges, std::size_t records) const {
        for (const QDeadlineTimer deadline(60000); !deadline.hasExpired(); std::this_thread::sleep_for(200ms))
            if (auto read = readAll(*m_connection, ranges); !read)
                return forward(read);
            else if (read->size() == records)
                return {};
        return fail(ErrorCode::Stalled, "the broker did not compact the topic", ranges.topic.value);
    }

    static std::string numbered(const char* word, int i) {
        return std::string(word).append(std::to_string(i));
    }
    static std::string value(int i) { return numbered("value ", i); }

    /// Writes ten acknowledged records in a new transaction, which stays open.
    static Status writeTransaction(LogWriter& writer, const std::string& topic) {
        if (auto begun = writer.begin(); !begun)
            return begun;
        for (int i = 0; i < 10; ++i)
            if (auto written = writer.write(topic, 0, TimestampMs(i), "k", value(i)); !written)
                return written;
        return writer.flush();
    }

    static std::vector<WrittenRecord> lastOfEveryKey(const std::vector<WrittenRecord>& records) {
        std::map<std::string, WrittenRecord> last;
        for (const WrittenRecord& record : records)
            last.insert_or_assign(record.key, record);
        std::vector<WrittenRecord> survivors;
        for (auto& [key, record] : last)
            survivors.push_back(std::move(record));
        std::ranges::sort(survivors, {}, &WrittenRecord::position);
        return survivors;
    }
};

std::unique_ptr<QObject> makeReadingTest(KafkaBed& bed) { return std::make_unique<TestReading>(bed); }

} // namespace driftwood::test

#include "test_reading.moc"

// Things that no longer exist: expired records, deleted topics, topics recreated under the same name.

#include "kafka/suite/connected_suite.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestGone : public ConnectedSuite {
    Q_OBJECT

  public:
    explicit TestGone(KafkaBed& bed)
        : ConnectedSuite(bed) {}

  private Q_SLOTS:
    void anExpiredBeginIsRangeGone() {
        const broker::TopicRanges ranges = topicWithRecords("expired", 100, 100);
        VERIFY_OK(m_admin.deleteRecordsBefore(ranges.topic.value, {PartitionId(0), Offset(40)}));
        const auto read = readAll(*m_connection, ranges);
        VERIFY_FAILS(read, ErrorCode::RangeGone);
        QVERIFY2(read.error().text().find(ranges.topic.value) != std::string::npos,
                 read.error().text().c_str());

        const auto rest = readAll(*m_connection, {ranges.topic, {{PartitionId(0), Offset(40), Offset(100)}}});
        VERIFY_OK(rest);
        QCOMPARE(rest->size(), std::size_t(60));
    }

    void retentionOvertakingTheReaderIsRangeGone() {
        const broker::TopicRanges ranges = topicWithRecords("overtaken", kManyRecords, kLargeRecord);
        auto reader = m_connection->openRangeReader(ranges);
        VERIFY_OK(reader);
        auto batch = (*reader)->next({});
        VERIFY_OK(batch);
        VERIFY_OK(
            m_admin.deleteRecordsBefore(ranges.topic.value, {PartitionId(0), Offset(kManyRecords - 1)}));
        VERIFY_FAILS(untilTheEnd(**reader), ErrorCode::RangeGone);
    }

    void aTopicThatNeverWasIsTopicGoneOrNotFound() {
        const TopicName never(freshTopic("never"));
        VERIFY_FAILS(m_connection->topic(never), ErrorCode::NotFound);
        const auto read =
            readAll(*m_connection, {never, {{PartitionId(0), Offset(0), Offset(1)}}}, {.stallBudget = 15s});
        QVERIFY(!read.has_value());
        QVERIFY2(read.error().code == ErrorCode::TopicGone || read.error().code == ErrorCode::NotFound,
                 read.error().text().c_str());
    }

    void aTopicDeletedWhileItIsReadIsTopicGone() {
        const broker::TopicRanges ranges = topicWithRecords("deleted", kManyRecords, kLargeRecord);
        auto reader = m_connection->openRangeReader(ranges, {.stallBudget = 15s});
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->next({}));
        VERIFY_OK(m_admin.deleteTopic(ranges.topic.value));
        VERIFY_FAILS(untilTheEnd(**reader), ErrorCode::TopicGone);
        // Closing a client whose topic was deleted must not hang.
        within(20s, [&reader] { return (*reader).reset(), true; });
    }

    void theSameNameIsNotTheSameTopic() {
        const broker::TopicRanges ranges = topicWithRecords("recreated", kManyRecords, kLargeRecord);
        const auto before = m_connection->topic(ranges.topic);
        VERIFY_OK(before);
        QVERIFY(!before->topicId.empty());
        auto reader = m_connection->openRangeReader(ranges, {.stallBudget = 15s});
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->next({}));

        // The new topic is longer, so every offset of the range exists again, with other records.
        VERIFY_OK(m_admin.deleteTopic(ranges.topic.value));
        VERIFY_OK(m_admin.createTopic(ranges.topic.value, 1));
        VERIFY_OK(fill(ranges.topic.value, kManyRecords + 1000, kLargeRecord, "impostor"));
        const auto after = m_connection->topic(ranges.topic);
        VERIFY_OK(after);
        QVERIFY(after->topicId != before->topicId);
        // Whether the client notices depends on when it next requests the topic's metadata. Otherwise it
        // continues in the new topic, and only the id reveals that; this is why code that stores ranges
        // compares ids. A fetch from the new topic while it is still short fails because its offset is
        // missing.
        if (const auto outcome = untilTheEnd(**reader); !outcome)
            QVERIFY2(outcome.error().code == ErrorCode::TopicGone ||
                         outcome.error().code == ErrorCode::RangeGone,
                     outcome.error().text().c_str());
    }

  private:
    /// More than a reader's queue holds, so that it cannot have fetched everything when the topic is deleted.
    static constexpr int kManyRecords = 12000;
    static constexpr int kLargeRecord = 6000;

    Status fill(const std::string& topic, int records, int bytes, const std::string& key) {
        LogWriter writer(m_bed.address(Listener::Plaintext));
        const std::string value(static_cast<std::size_t>(bytes), 'x');
        for (int i = 0; i < records; ++i)
            if (auto written = writer.write(topic, 0, TimestampMs(i), key, value); !written)
                return written;
        return writer.flush();
    }

    /// A new topic of one partition with this many records; no ranges if it could not be created.
    broker::TopicRanges topicWithRecords(const char* name, int records, int bytes) {
        const std::string topic = freshTopic(name);
        if (!m_admin.createTopic(topic, 1) || !fill(topic, records, bytes, "original")) {
            QTest::qFail("the topic could not be filled", __FILE__, __LINE__);
            return {};
        }
        return {TopicName(topic), {{PartitionId(0), Offset(0), Offset(records)}}};
    }

    static Status untilTheEnd(broker::RangeReader& reader) {
        while (!reader.finished())
            if (auto batch = reader.next({}); !batch)
                return forward(batch);
        return {};
    }
};

std::unique_ptr<QObject> makeGoneTest(KafkaBed& bed) { return std::make_unique<TestGone>(bed); }

} // namespace driftwood::test

#include "test_gone.moc"

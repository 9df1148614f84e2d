// Following a live topic, and positions committed under a group's name.

#include "kafka/suite/connected_suite.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

using broker::TailReader;
using namespace std::chrono_literals;

class TestFollowing : public ConnectedSuite {
    Q_OBJECT

  public:
    explicit TestFollowing(KafkaBed& bed)
        : ConnectedSuite(bed) {}

  private Q_SLOTS:
    void newRecordsArriveAndTheLagFallsToNothing() {
        const std::string topic = freshTopic("followed");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeSome(writer, topic));
        auto reader = follow(topic, {});
        VERIFY_OK(reader);
        std::vector<WrittenRecord> read;
        VERIFY_OK(readUntil(**reader, 10, read));
        VERIFY_OK(writeSome(writer, topic));
        VERIFY_OK(readUntil(**reader, 20, read));
        QCOMPARE(byPartition(read), std::optional(writer.acknowledged()));
        QVERIFY((*reader)->connected());
        QCOMPARE((*reader)->positions(), (std::vector{at(0, 10), at(1, 10)}));
        // The end of the log is known after the broker's next answer.
        QTRY_VERIFY(((void)(*reader)->next({}, 50ms), (*reader)->lag() == 0));
    }

    void commitsAreVisibleUnderTheGroupsName() {
        const std::string topic = freshTopic("committed");
        const std::string group = "group-of-" + topic;
        VERIFY_OK(m_admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeSome(writer, topic));
        const auto none = m_connection->committed(group, TopicName(topic));
        VERIFY_OK(none);
        QVERIFY(none->empty());

        auto reader = follow(topic, group);
        VERIFY_OK(reader);
        std::vector<WrittenRecord> read;
        VERIFY_OK(readUntil(**reader, 10, read));
        const auto untouched = m_connection->committed(group, TopicName(topic));
        VERIFY_OK(untouched);
        QVERIFY(untouched->empty()); // reading alone commits nothing

        VERIFY_OK((*reader)->commit({at(0, 3), at(1, 5)}));
        auto committed = m_connection->committed(group, TopicName(topic));
        VERIFY_OK(committed);
        QCOMPARE(*committed, (std::vector{at(0, 3), at(1, 5)}));
        VERIFY_OK((*reader)->commit({at(1, 2)})); // committing backwards sets where to read next, too
        committed = m_connection->committed(group, TopicName(topic));
        VERIFY_OK(committed);
        QCOMPARE(*committed, (std::vector{at(0, 3), at(1, 2)}));
    }

    void withoutAGroupNothingCanBeCommitted() {
        const std::string topic = freshTopic("anonymous");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        auto reader = follow(topic, {});
        VERIFY_OK(reader);
        QVERIFY(!(*reader)->commit({at(0, 0)}).has_value());
    }

    void aDeletedTopicEndsTheFollowing() {
        const std::string topic = freshTopic("deleted-under-tail");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        auto reader = follow(topic, {});
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->next({}, 100ms));
        VERIFY_OK(m_admin.deleteTopic(topic));
        std::vector<WrittenRecord> none;
        VERIFY_FAILS(readUntil(**reader, 1, none), ErrorCode::TopicGone);
    }

    void anExpiredPositionIsRangeGone() {
        const std::string topic = freshTopic("expired-under-tail");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        VERIFY_OK(writeSome(writer, topic));
        VERIFY_OK(m_admin.deleteRecordsBefore(topic, at(0, 4)));
        auto reader = follow(topic, {});
        VERIFY_OK(reader);
        std::vector<WrittenRecord> read;
        VERIFY_FAILS(readUntil(**reader, 10, read), ErrorCode::RangeGone);
    }

  private:
    static Position at(int partition, std::int64_t offset) {
        return {PartitionId(partition), Offset(offset)};
    }

    static Status writeSome(LogWriter& writer, const std::string& topic) {
        for (int i = 0; i < 10; ++i)
            if (auto written = writer.write(topic, i % 2, TimestampMs(i), "k", std::to_string(i)); !written)
                return written;
        return writer.flush();
    }

    [[nodiscard]] Result<std::unique_ptr<TailReader>> follow(const std::string& topic,
                                                             const std::string& group) const {
        return m_connection->openTail(TopicName(topic), {{at(0, 0), at(1, 0)}}, group);
    }

    /// Reads until there are `records` records, for at most 20 s.
    static Status readUntil(TailReader& reader, std::size_t records, std::vector<WrittenRecord>& read) {
        for (const QDeadlineTimer deadline(20000); read.size() < records;) {
            if (deadline.hasExpired())
                return fail(ErrorCode::Stalled, "the tail gave too few records", std::to_string(read.size()));
            auto batch = reader.next({}, 200ms);
            if (!batch)
                return forward(batch);
            append(*batch, read);
        }
        return {};
    }
};

std::unique_ptr<QObject> makeFollowingTest(KafkaBed& bed) { return std::make_unique<TestFollowing>(bed); }

} // namespace driftwood::test

#include "test_following.moc"

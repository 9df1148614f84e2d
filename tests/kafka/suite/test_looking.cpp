// Looking at a cluster leaves nothing there. Runs before anything that uses a group.

#include "kafka/suite/connected_suite.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

#include <algorithm>

namespace driftwood::test {

using namespace std::chrono_literals;

class TestLooking : public ConnectedSuite {
    Q_OBJECT

  public:
    explicit TestLooking(KafkaBed& bed)
        : ConnectedSuite(bed) {}

  private Q_SLOTS:
    /// A client that looks for the coordinator of a group makes a new cluster create its topic of groups.
    void readingMakesNoTopicOfGroups() {
        const std::string topic = freshTopic("looked-at");
        VERIFY_OK(m_admin.createTopic(topic, 2));
        LogWriter writer(m_bed.address(Listener::Plaintext));
        for (int i = 0; i < 10; ++i)
            VERIFY_OK(writer.write(topic, i % 2, TimestampMs(1000 + i), "k", "v"));
        VERIFY_OK(writer.flush());
        const auto before = topics();
        VERIFY_OK(before);
        const auto whole = wholeTopic(*m_connection, topic);
        VERIFY_OK(whole);
        for (const bool interactive : {false, true}) {
            broker::ReadOptions options;
            options.interactive = interactive;
            const auto read = readAll(*m_connection, *whole, options);
            VERIFY_OK(read);
            QCOMPARE(byPartition(*read), std::optional(writer.acknowledged()));
        }
        VERIFY_OK(m_connection->groups(TopicName(topic), {}));
        VERIFY_OK(m_connection->offsetsAtTimes(TopicName(topic), {TimestampMs(1005)}));
        auto tail = m_connection->openTail(
            TopicName(topic), {{{PartitionId(0), Offset(0)}, {PartitionId(1), Offset(0)}}, {}}, {});
        VERIFY_OK(tail);
        std::size_t followed = 0;
        QTRY_VERIFY([&] {
            const auto batch = (*tail)->next({}, 50ms);
            followed += batch ? batch->size() : 0;
            return followed == 10;
        }());
        const auto after = topics();
        VERIFY_OK(after);
        QCOMPARE(*after, *before);
        QVERIFY(!std::ranges::count(*after, "__consumer_offsets"));
    }

  private:
    [[nodiscard]] Result<std::vector<std::string>> topics() {
        auto cluster = m_connection->cluster();
        if (!cluster)
            return forward(cluster);
        std::vector<std::string> names;
        for (const broker::TopicInfo& topic : cluster->topics)
            names.push_back(topic.name.value);
        return names;
    }
};

std::unique_ptr<QObject> makeLookingTest(KafkaBed& bed) { return std::make_unique<TestLooking>(bed); }

} // namespace driftwood::test

#include "test_looking.moc"

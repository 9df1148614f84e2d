// The answers of a broker about a topic besides its records: the groups that read it, and its settings.

#include "broker/connection.h"
#include "broker/range_reader.h"
#include "kafka/suite/connected_suite.h"
#include "kafka/support/group_member.h"
#include "kafka/support/reading.h"
#include "support/result_check.h"

#include <QtTest>

namespace driftwood::test {

using broker::ConsumerGroup;
using broker::GroupState;
using broker::TailReader;
using broker::TopicSetting;

namespace {

constexpr int kRecordsEach = 5; ///< in each of the two partitions

Position at(int partition, std::int64_t offset) { return {PartitionId(partition), Offset(offset)}; }

broker::GroupProgress progress(int partition, std::int64_t committed, std::int64_t end) {
    return {PartitionId(partition), Offset(committed), Offset(end)};
}

} // namespace

class TestGroups : public ConnectedSuite {
    Q_OBJECT

  public:
    explicit TestGroups(KafkaBed& bed)
        : ConnectedSuite(bed) {}

  private Q_SLOTS:
    void aGroupWithAMemberIsToldWithLagAndLeftAlone() {
        const std::string topic = makeTopic("joined");
        const std::string group = "group-of-" + topic;
        GroupMember member(m_bed.address(Listener::Plaintext), group, "member-of-" + group, topic);
        QTRY_COMPARE_WITH_TIMEOUT(member.assigned(), 2, 20000);
        VERIFY_OK(member.commit(topic, at(0, 3)));

        for (int look = 0; look < 2; ++look) {
            const auto found = m_connection->groups(TopicName(topic), {});
            VERIFY_OK(found);
            QVERIFY(!found->incomplete);
            QCOMPARE(found->groups.size(), std::size_t(1));
            const ConsumerGroup& told = found->groups[0];
            QCOMPARE(told.name, group);
            QVERIFY(told.state == GroupState::Stable); // the query caused no rebalance
            QCOMPARE(told.partitions, (std::vector{progress(0, 3, kRecordsEach)}));
            QCOMPARE(told.lag(), std::int64_t(kRecordsEach - 3));
            QVERIFY(told.members && told.members->size() == 1);
            QCOMPARE(told.members->front().clientId, "member-of-" + group);
            QCOMPARE(told.members->front().partitions, (std::vector{PartitionId(0), PartitionId(1)}));
            QCOMPARE(told.members->front().host, std::string("127.0.0.1"));
        }
        QCOMPARE(member.assigned(), 2);
    }

    void aGroupWithoutMembersIsEmpty() {
        const std::string topic = makeTopic("assigned");
        const std::string group = "group-of-" + topic;
        auto reader = m_connection->openTail(TopicName(topic), {{at(0, 0), at(1, 0)}}, group);
        VERIFY_OK(reader);
        VERIFY_OK((*reader)->commit({at(0, kRecordsEach), at(1, 1)}));
        const auto found = m_connection->groups(TopicName(topic), {});
        VERIFY_OK(found);
        QCOMPARE(found->groups.size(), std::size_t(1));
        QVERIFY(found->groups[0].state == GroupState::Empty);
        QVERIFY(found->groups[0].members && found->groups[0].members->empty());
        QCOMPARE(found->groups[0].partitions,
                 (std::vector{progress(0, kRecordsEach, kRecordsEach), progress(1, 1, kRecordsEach)}));
        QCOMPARE(found->groups[0].lag(), std::int64_t(kRecordsEach - 1));
    }

    void manyGroupsAreAllAskedAndOtherTopicsStayOut() {
        const std::string topic = makeTopic("many");
        const std::string other = makeTopic("other");
        for (int i = 0; i < 20; ++i) { // more than are queried concurrently
            const std::string& read = i % 2 == 0 ? topic : other;
            auto reader = m_connection->openTail(TopicName(read), {{at(0, 0), at(1, 0)}},
                                                 "many-" + std::to_string(10 + i));
            VERIFY_OK(reader);
            VERIFY_OK((*reader)->commit({at(1, i % kRecordsEach)}));
        }
        const auto found = m_connection->groups(TopicName(topic), {});
        VERIFY_OK(found);
        QCOMPARE(found->groups.size(), std::size_t(10));
        for (std::size_t i = 0; i < found->groups.size(); ++i) {
            QCOMPARE(found->groups[i].name, "many-" + std::to_string(10 + 2 * i));
            QCOMPARE(found->groups[i].partitions,
                     (std::vector{progress(1, static_cast<int>(2 * i) % kRecordsEach, kRecordsEach)}));
        }
        const auto nowhere = m_connection->groups(TopicName("no-such-topic"), {});
        VERIFY_FAILS(nowhere, ErrorCode::NotFound);
        std::stop_source stopped;
        stopped.request_stop();
        VERIFY_FAILS(m_connection->groups(TopicName(topic), stopped.get_token()), ErrorCode::Cancelled);
    }

    void whatIsSetOnTheTopicIsToldFromWhatIsNot() {
        const std::string topic = freshTopic("configured");
        VERIFY_OK(m_admin.createTopic(
            topic, 1, {{"retention.bytes", "1048576"}, {"cleanup.policy", "compact,delete"}}));
        const auto settings = m_connection->settings(TopicName(topic));
        VERIFY_OK(settings);
        QVERIFY(settings->size() > 20);
        QVERIFY(std::ranges::is_sorted(*settings, {}, &TopicSetting::name));
        using Source = TopicSetting::Source;
        QCOMPARE(find(*settings, "retention.bytes"),
                 (TopicSetting{"retention.bytes", "1048576", "-1", Source::Topic, false}));
        QCOMPARE(find(*settings, "cleanup.policy"),
                 (TopicSetting{"cleanup.policy", "compact,delete", "delete", Source::Topic, false}));
        // The test broker's own properties keep records for ever.
        QCOMPARE(find(*settings, "retention.ms"),
                 (TopicSetting{"retention.ms", "-1", std::nullopt, Source::Broker, false}));
        QCOMPARE(find(*settings, "compression.type"),
                 (TopicSetting{"compression.type", "producer", std::nullopt, Source::Default, false}));
    }

    void settingsOfATopicThatIsNotThereAreNotFound() {
        VERIFY_FAILS(m_connection->settings(TopicName("no-such-topic")), ErrorCode::NotFound);
    }

  private:
    static TopicSetting find(const std::vector<TopicSetting>& settings, const std::string& name) {
        const auto found = std::ranges::find(settings, name, &TopicSetting::name);
        return found == settings.end() ? TopicSetting{} : *found;
    }

    /// Two partitions with kRecordsEach records.
    [[nodiscard]] std::string makeTopic(const std::string& what) {
        const std::string topic = freshTopic(what);
        LogWriter writer(m_bed.address(Listener::Plaintext));
        Status made = m_admin.createTopic(topic, 2);
        for (int i = 0; made && i < 2 * kRecordsEach; ++i)
            made = writer.write(topic, i % 2, TimestampMs(1 + i), "k", std::to_string(i));
        if (made)
            made = writer.flush();
        if (!made)
            qFatal("%s", made.error().text().c_str());
        return topic;
    }
};

std::unique_ptr<QObject> makeGroupsTest(KafkaBed& bed) { return std::make_unique<TestGroups>(bed); }

} // namespace driftwood::test

#include "test_groups.moc"

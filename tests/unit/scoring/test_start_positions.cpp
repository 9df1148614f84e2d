#include "scoring/start_positions.h"
#include "support/fake_connection.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::scoring;

namespace {

/// Two partitions, [100, 200) and [0, 50), and a group that stands wherever the test says.
class Topic final : public test::FakeConnection {
  public:
    std::vector<Position> group;
    std::int64_t uncommitted = 0; ///< offsets of an open transaction behind partition 0
    [[nodiscard]] Result<std::vector<broker::Watermarks>> watermarks(const TopicName&,
                                                                     broker::Isolation isolation) override {
        const bool all = isolation == broker::Isolation::ReadUncommitted;
        return std::vector{
            broker::Watermarks{PartitionId(0), Offset(100), Offset(200 + (all ? uncommitted : 0))},
            broker::Watermarks{PartitionId(1), Offset(0), Offset(50)}};
    }
    [[nodiscard]] Result<std::vector<Position>> committed(const std::string&, const TopicName&) override {
        return group;
    }
};

AttachmentConfig from(StartAt start) {
    AttachmentConfig config;
    config.source = TopicName("plant");
    config.group = "scorers";
    config.startAt = start;
    return config;
}

} // namespace

class TestStartPositions : public QObject {
    Q_OBJECT

  private:
    Topic m_topic;

  private Q_SLOTS:
    void init() { m_topic = Topic(); }

    void beginsWhereTheGroupStandsAndElsewhereAtTheEnd() {
        m_topic.group = {{PartitionId(0), Offset(150)}};
        const auto start = startRanges(m_topic, from(StartAt::Committed));
        VERIFY_OK(start);
        QVERIFY(start->positions() ==
                (std::vector<Position>{{PartitionId(0), Offset(150)}, {PartitionId(1), Offset(50)}}));
    }

    void bothEdgesOfTheLogArePlacesToStand() {
        m_topic.group = {{PartitionId(0), Offset(100)}, {PartitionId(1), Offset(50)}};
        VERIFY_OK(startRanges(m_topic, from(StartAt::Committed)));
    }

    void aGroupWhoseRecordsHaveExpiredIsNotMovedSilently() {
        m_topic.group = {{PartitionId(0), Offset(99)}};
        const auto start = startRanges(m_topic, from(StartAt::Committed));
        VERIFY_FAILS(start, ErrorCode::RangeGone);
        QVERIFY2(start.error().what.find("100") != std::string::npos, start.error().what.c_str());
        QCOMPARE(start.error().where, std::string("plant/0 @ 99"));
        QVERIFY(start.error().hint.find("-o beginning") != std::string::npos);
    }

    void aGroupBeyondTheEndHasSeenAnotherTopic() {
        m_topic.group = {{PartitionId(1), Offset(51)}};
        VERIFY_FAILS(startRanges(m_topic, from(StartAt::Committed)), ErrorCode::TopicGone);
    }

    void anOpenTransactionIsNoEndOfTheLog() {
        m_topic.group = {{PartitionId(0), Offset(210)}};
        m_topic.uncommitted = 10;
        VERIFY_OK(startRanges(m_topic, from(StartAt::Committed)));
        m_topic.uncommitted = 9;
        VERIFY_FAILS(startRanges(m_topic, from(StartAt::Committed)), ErrorCode::TopicGone);
    }

    void whoBeginsElsewhereDoesNotAskTheGroup() {
        m_topic.group = {{PartitionId(0), Offset(1)}};
        const auto oldest = startRanges(m_topic, from(StartAt::Earliest));
        VERIFY_OK(oldest);
        QVERIFY(oldest->positions() ==
                (std::vector<Position>{{PartitionId(0), Offset(100)}, {PartitionId(1), Offset(0)}}));
        VERIFY_OK(startRanges(m_topic, from(StartAt::Latest)));
    }
};

QTEST_GUILESS_MAIN(TestStartPositions)
#include "test_start_positions.moc"

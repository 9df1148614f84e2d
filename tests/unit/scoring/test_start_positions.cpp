#include "scoring/start_positions.h"
#include "support/fake_connection.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::scoring;

namespace {

/// Two partitions, [100, 200) and [0, 50), and a group with positions that the test sets.
class Topic final : public test::FakeConnection {
  public:
    std::vector<Position> group;
    std::string id;
    [[nodiscard]] Result<broker::TopicInfo> topic(const TopicName& name) override {
        return broker::TopicInfo{.name = name, .topicId = id};
    }
    std::int64_t uncommitted = 0; ///< offsets of an open transaction at the end of partition 0
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

    void aNewGroupBeginsAtTheEnd() {
        const auto start = startRanges(m_topic, from(StartAt::Committed));
        VERIFY_OK(start);
        QVERIFY(start->positions() ==
                (std::vector<Position>{{PartitionId(0), Offset(200)}, {PartitionId(1), Offset(50)}}));
        QVERIFY(start->added.empty());
    }

    void aPartitionThatTheGroupDoesNotKnowIsNewAndReadFromItsBeginning() {
        m_topic.group = {{PartitionId(0), Offset(150)}};
        auto config = from(StartAt::Committed);
        for (const bool remembered : {false, true}) {
            if (remembered)
                config.remembered = Remembered{"first", {{PartitionId(0), Offset(140)}}};
            const auto start = startRanges(m_topic, config);
            VERIFY_OK(start);
            QVERIFY(start->positions() ==
                    (std::vector<Position>{{PartitionId(0), Offset(150)}, {PartitionId(1), Offset(0)}}));
            QVERIFY(start->added == std::vector{PartitionId(1)});
            QVERIFY(start->fromBeginning == std::vector{PartitionId(1)});
        }
    }

    void aGroupThatIsNotWhereItIsRememberedIsRefusedUntilSomebodyDecides_data() {
        QTest::addColumn<qint64>("stands"); // in partition 0; -1: no position
        QTest::addColumn<QString>("topicId");
        QTest::addColumn<int>("code");
        QTest::newRow("there") << qint64(150) << "first" << -1;
        QTest::newRow("further on") << qint64(160) << "first" << -1;
        QTest::newRow("an earlier version's memory") << qint64(150) << "" << -1;
        QTest::newRow("no position") << qint64(-1) << "first" << int(ErrorCode::Mismatch);
        QTest::newRow("moved back") << qint64(149) << "first" << int(ErrorCode::Mismatch);
        QTest::newRow("another topic") << qint64(150) << "second" << int(ErrorCode::TopicGone);
    }
    void aGroupThatIsNotWhereItIsRememberedIsRefusedUntilSomebodyDecides() {
        QFETCH(qint64, stands);
        QFETCH(QString, topicId);
        QFETCH(int, code);
        m_topic.id = "first";
        m_topic.group = {{PartitionId(1), Offset(50)}};
        if (stands >= 0)
            m_topic.group.push_back({PartitionId(0), Offset(stands)});
        auto config = from(StartAt::Committed);
        config.remembered =
            Remembered{topicId.toStdString(), {{PartitionId(0), Offset(150)}, {PartitionId(1), Offset(50)}}};
        const auto start = startRanges(m_topic, config);
        if (code < 0) {
            VERIFY_OK(start);
            return;
        }
        VERIFY_FAILS(start, static_cast<ErrorCode>(code));
        QVERIFY(start.error().hint.starts_with(kSayWhereToBegin));
        // The error states what each choice would skip or repeat, with positions in the form that -o accepts.
        const bool anew = start.error().code == ErrorCode::TopicGone;
        const std::string says =
            anew ? "has 150 offsets: -o beginning scores them all"
                 : "-o 0:150,1:50 continues there; -o beginning scores again what was scored "
                   "of the 100 offsets before it, -o end leaves out 50 offsets.";
        QVERIFY2(start.error().hint.find(says) != std::string::npos, start.error().hint.c_str());
        config.startPositions = {{PartitionId(0), Offset(120)}, {PartitionId(1), Offset(50)}};
        VERIFY_OK(startRanges(m_topic, config));
        config.startPositions.clear();
        config.startAt = StartAt::Latest;
        VERIFY_OK(startRanges(m_topic, config));
    }

    void aGroupThatLostAllItsPositionsIsNotANewOne() {
        auto config = from(StartAt::Committed);
        config.remembered = Remembered{}; // from an older version, which stored nothing
        VERIFY_FAILS(startRanges(m_topic, config), ErrorCode::Mismatch);
    }

    void anOffsetThatIsNotInTheLogIsNoPlaceToBegin() {
        auto config = from(StartAt::Latest);
        config.startPositions = {{PartitionId(0), Offset(99)}};
        VERIFY_FAILS(startRanges(m_topic, config), ErrorCode::RangeGone);
        config.startPositions = {{PartitionId(0), Offset(201)}};
        VERIFY_FAILS(startRanges(m_topic, config), ErrorCode::TopicGone);
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

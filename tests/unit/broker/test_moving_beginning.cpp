#include "broker/moving_beginning.h"
#include "broker/peek.h"
#include "broker/range_reader.h"
#include "broker/timeline.h"
#include "support/memory_cluster.h"
#include "support/moving_topic.h"
#include "support/result_check.h"

using namespace driftwood;
using namespace driftwood::broker;
using driftwood::test::MovingTopic;

namespace {

const TopicName kTopic("moving");
constexpr int kPartitions = 4;
/// A single try may succeed by chance.
constexpr int kTries = 12;

} // namespace

/// Requests that mean "from the beginning" are answered while retention moves the beginning.
class TestMovingBeginning : public QObject {
    Q_OBJECT

    std::unique_ptr<MovingTopic> m_topic;
    Connection& connection() { return m_topic->connection(); }

  private Q_SLOTS:
    void initTestCase() {
        auto topic = MovingTopic::start(kTopic, kPartitions);
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
    }

    void theTimeSpanIsTold() {
        for (int i = 0; i < kTries; ++i) {
            const auto times = writtenTimes(connection(), kTopic);
            VERIFY_OK(times);
            QVERIFY(times->span.has_value());
            QVERIFY(times->span->first.value > MovingTopic::kFirstTime);
            QVERIFY(times->span->last > times->span->first);
        }
    }

    void aTimeBeforeTheBeginningIsTheBeginning() {
        for (int i = 0; i < kTries; ++i) {
            const auto before = connection().watermarks(kTopic);
            VERIFY_OK(before);
            const auto offsets = connection().offsetsAtTime(kTopic, TimestampMs(MovingTopic::kFirstTime));
            VERIFY_OK(offsets);
            QCOMPARE(offsets->size(), std::size_t(kPartitions));
            for (std::size_t p = 0; p < offsets->size(); ++p)
                QVERIFY((*offsets)[p].offset >= (*before)[p].low);
        }
    }

    void aTimelineHasItsBuckets() {
        for (int i = 0; i < 3; ++i) {
            const auto times = writtenTimes(connection(), kTopic);
            VERIFY_OK(times);
            QVERIFY(times->span.has_value());
            // Up to a later time: the records of the span are gone when the last edge has been looked up.
            const TimestampMs later(times->span->last.value + 60'000);
            const auto found = timeline(connection(), kTopic, times->span->first, later, 6);
            VERIFY_OK(found);
            QCOMPARE(found->buckets.size(), 6U);
            std::int64_t records = 0;
            for (const TimelineBucket& bucket : found->buckets)
                records += bucket.records();
            QVERIFY(records > 0);
        }
    }

    void theOldestRecordsAreShown() {
        for (int i = 0; i < kTries; ++i) {
            PeekRequest request;
            request.from = PeekRequest::From::Oldest;
            request.limit = 20;
            const auto list = peek(connection(), kTopic, request, {});
            VERIFY_OK(list);
            QCOMPARE(list->size(), 20U);
            for (std::size_t r = 0; r < list->size(); ++r) // record n of a partition has offset n
                QCOMPARE((*list)[r].timestamp.value, MovingTopic::kFirstTime + (*list)[r].offset.value);
        }
    }

    void theTopicIsFollowedFromTheBeginning() {
        for (int i = 0; i < kTries; ++i) {
            const auto marks = connection().watermarks(kTopic);
            VERIFY_OK(marks);
            TailReader::Start start;
            for (const Watermarks& mark : *marks) {
                start.positions.push_back({mark.partition, mark.low});
                start.fromBeginning.push_back(mark.partition);
            }
            auto tail = connection().openTail(kTopic, start, {});
            VERIFY_OK(tail);
            const auto batch = (*tail)->next({}, std::chrono::seconds(10));
            VERIFY_OK(batch);
            QVERIFY(!batch->empty());
        }
    }

    void exactOffsetsThatAreGoneStayGone() {
        const TopicRanges first{kTopic, {{PartitionId(0), Offset(0), Offset(5)}}};
        auto reader = connection().openRangeReader(first);
        VERIFY_OK(reader);
        VERIFY_FAILS((*reader)->next({}), ErrorCode::RangeGone);
        auto tail = connection().openTail(kTopic, {{{PartitionId(0), Offset(0)}}, {}}, {});
        VERIFY_OK(tail);
        VERIFY_FAILS((*tail)->next({}, std::chrono::seconds(10)), ErrorCode::RangeGone);
    }

    /// Each try takes twice as long as the one before, as on a machine that gets busier.
    void aSlowingReaderOvertakesTheBeginning() {
        const auto cluster = test::MemoryCluster::create();
        QVERIFY(cluster->createTopic(kTopic, 1));
        for (int i = 0; i < 4000; ++i)
            QVERIFY(cluster->append(kTopic, PartitionId(0), {TimestampMs(i), {}, "x", {}}));
        const auto memory = cluster->connect();
        int tried = 0;
        std::int64_t low = 0;
        const Status result = readFromBeginning(
            *memory, kTopic, Isolation::ReadCommitted, [&](const std::vector<Watermarks>& marks) -> Status {
                low += 50LL << tried++;
                cluster->dropBefore(kTopic, {PartitionId(0), Offset(low)});
                if (marks.front().low.value < low)
                    return fail(ErrorCode::RangeGone, "gone");
                return {};
            });
        VERIFY_OK(result);
        QCOMPARE(tried, 3);
    }

    void workThatNeverSucceedsEnds() {
        int tried = 0;
        const Status result =
            readFromBeginning(connection(), kTopic, Isolation::ReadCommitted, [&](const auto&) -> Status {
                ++tried;
                return fail(ErrorCode::RangeGone, "gone");
            });
        VERIFY_FAILS(result, ErrorCode::RangeGone);
        QCOMPARE(tried, MovingBeginning::kMostLooks);
    }
};

QTEST_GUILESS_MAIN(TestMovingBeginning)
#include "test_moving_beginning.moc"

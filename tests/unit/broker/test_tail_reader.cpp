#include "embedded_topic.h"
#include "support/result_check.h"

using namespace driftwood;
using namespace driftwood::broker;
using namespace driftwood::test;
using namespace std::chrono_literals;

namespace {

const std::string kGroup("scorers");

/// Reads until `count` records have arrived; gives up after ten seconds without one.
Result<Rows> follow(TailReader& tail, std::size_t count) {
    Rows rows;
    std::size_t found = 0;
    while (found < count) {
        auto batch = tail.next({}, 10s);
        if (!batch)
            return forward(batch);
        if (batch->empty())
            return fail(ErrorCode::Stalled, "only " + std::to_string(found) + " records came");
        for (const RawRecord& record : batch->records())
            rows[record.partition.value].emplace_back(record.offset.value, std::string(record.value));
        found += batch->size();
    }
    return rows;
}

/// Polls until the condition holds, for at most twenty seconds.
template <class Condition>
bool eventually(TailReader& tail, Condition condition) {
    for (int i = 0; i < 200; ++i) {
        if (condition())
            return true;
        static_cast<void>(tail.next({}, 100ms));
    }
    return condition();
}

TailReader::Start from(std::vector<std::int64_t> offsets) {
    TailReader::Start start;
    for (std::size_t p = 0; p < offsets.size(); ++p)
        start.positions.push_back({PartitionId(static_cast<int>(p)), Offset(offsets[p])});
    return start;
}

} // namespace

class TestTailReader : public QObject {
    Q_OBJECT

    EmbeddedTopic m_embedded;

    Status append(const TopicName& topic, int partition, int count) {
        auto publisher = m_embedded.connection->openPublisher(topic);
        if (!publisher)
            return forward(publisher);
        for (int i = 0; i < count; ++i)
            if (Status status =
                    (*publisher)
                        ->publish(
                            {.partition = PartitionId(partition), .key = {}, .value = "new", .headers = {}});
                !status)
                return status;
        return (*publisher)->flush(10s);
    }

  private Q_SLOTS:
    void initTestCase() {
        auto embedded = EmbeddedTopic::start();
        VERIFY_OK(embedded);
        m_embedded = std::move(*embedded);
    }

    void whatArrivesIsReadFromThePositionsOn() {
        const TopicName topic("followed");
        VERIFY_OK(m_embedded.fill(topic, 2, 100));
        auto tail = m_embedded.connection->openTail(topic, from({90, 100}), {});
        VERIFY_OK(tail);
        // Unknown until the broker has answered, which may be before the next line runs on a busy machine.
        const std::int64_t lag = (*tail)->lag();
        QVERIFY2(lag == -1 || lag == 10, qPrintable(QString::number(lag)));
        auto rows = follow(**tail, 10);
        VERIFY_OK(rows);
        QCOMPARE((*rows)[0].front(), (std::pair<std::int64_t, std::string>{90, "0:90"}));
        QVERIFY((*rows)[1].empty());
        VERIFY_OK(append(topic, 1, 5));
        rows = follow(**tail, 5);
        VERIFY_OK(rows);
        QCOMPARE((*rows)[1].front().first, 100);
        const std::vector<Position> expected = from({100, 105}).positions;
        QVERIFY((*tail)->positions() == expected);
        auto nothing = (*tail)->next({}, 50ms);
        VERIFY_OK(nothing);
        QVERIFY(nothing->empty());
        QVERIFY(eventually(**tail, [&] { return (*tail)->lag() == 0; }));
    }

    void aHeldPartitionWaitsAndLosesNothing() {
        const TopicName topic("held");
        VERIFY_OK(m_embedded.fill(topic, 2, 3000));
        auto tail = m_embedded.connection->openTail(topic, from({0, 0}), {});
        VERIFY_OK(tail);
        auto batch = (*tail)->next({}, 10s); // records of the other partition are queued now
        VERIFY_OK(batch);
        std::map<int, std::vector<std::int64_t>> offsets;
        const auto take = [&](const RawBatch& taken) {
            for (const RawRecord& record : taken.records())
                offsets[record.partition.value].push_back(record.offset.value);
        };
        take(*batch);
        VERIFY_OK((*tail)->setHeld({PartitionId(0)}));
        const std::size_t before = offsets[0].size();
        for (int i = 0; i < 100 && offsets[1].size() < 3000; ++i) {
            auto more = (*tail)->next({}, 100ms);
            VERIFY_OK(more);
            take(*more);
        }
        QCOMPARE(offsets[0].size(), before);
        QVERIFY((*tail)->positions()[0].offset.value == static_cast<std::int64_t>(before));
        VERIFY_OK((*tail)->setHeld({}));
        for (int i = 0; i < 100 && offsets[0].size() < 3000; ++i) {
            auto more = (*tail)->next({}, 100ms);
            VERIFY_OK(more);
            take(*more);
        }
        for (const int partition : {0, 1}) {
            QCOMPARE(offsets[partition].size(), std::size_t(3000));
            for (std::int64_t i = 0; i < 3000; ++i)
                QCOMPARE(offsets[partition][static_cast<std::size_t>(i)], i);
        }
    }

    void lagCountsWhatIsNotReadYet() {
        const TopicName topic("behind");
        VERIFY_OK(m_embedded.fill(topic, 1, 3000));
        auto tail = m_embedded.connection->openTail(topic, from({0}), {});
        VERIFY_OK(tail);
        auto batch = (*tail)->next({}, 10s);
        VERIFY_OK(batch);
        QVERIFY(!batch->empty() && batch->size() < 3000);
        QCOMPARE((*tail)->lag(), 3000 - static_cast<std::int64_t>(batch->size()));
    }

    void positionsAreCommittedUnderTheGroupsName() {
        const TopicName topic("committed");
        VERIFY_OK(m_embedded.fill(topic, 3, 10));
        auto before = m_embedded.connection->committed(kGroup, topic);
        VERIFY_OK(before);
        QVERIFY(before->empty());
        auto tail = m_embedded.connection->openTail(topic, from({0, 0, 0}), kGroup);
        VERIFY_OK(tail);
        VERIFY_OK(follow(**tail, 30));
        const std::vector<Position> next{{PartitionId(0), Offset(10)}, {PartitionId(2), Offset(4)}};
        VERIFY_OK((*tail)->commit(next));
        auto after = m_embedded.connection->committed(kGroup, topic);
        VERIFY_OK(after);
        QVERIFY(*after == next);
        auto others = m_embedded.connection->committed("somebody-else", topic);
        VERIFY_OK(others);
        QVERIFY(others->empty());
    }

    void withoutAGroupNothingIsCommitted() {
        const TopicName topic("ungrouped");
        VERIFY_OK(m_embedded.fill(topic, 1, 10));
        auto tail = m_embedded.connection->openTail(topic, from({0}), {});
        VERIFY_OK(tail);
        VERIFY_OK(follow(**tail, 10));
        VERIFY_FAILS((*tail)->commit({{PartitionId(0), Offset(5)}}), ErrorCode::InvalidArgument);
        tail->reset();
        auto committed = m_embedded.connection->committed("driftwood-reader", topic);
        VERIFY_OK(committed);
        QVERIFY(committed->empty());
    }

    void aBrokerThatIsAwayIsNoErrorAndIsNoticed() {
        const TopicName topic("interrupted");
        VERIFY_OK(m_embedded.fill(topic, 1, 10));
        auto tail = m_embedded.connection->openTail(topic, from({0}), {});
        VERIFY_OK(tail);
        VERIFY_OK(follow(**tail, 10));
        QVERIFY(eventually(**tail, [&] { return (*tail)->connected(); }));
        VERIFY_OK(m_embedded.broker->setUp(false));
        QVERIFY(eventually(**tail, [&] { return !(*tail)->connected(); }));
        VERIFY_OK((*tail)->next({}, 0ms));
        VERIFY_OK(m_embedded.broker->setUp(true));
        QVERIFY(eventually(**tail, [&] { return (*tail)->connected(); }));
        VERIFY_OK(append(topic, 0, 3));
        auto rows = follow(**tail, 3);
        VERIFY_OK(rows);
        QCOMPARE((*rows)[0].front().first, 10);
    }

    void aPositionOutsideTheLogIsAnError() {
        const TopicName topic("expired");
        VERIFY_OK(m_embedded.fill(topic, 1, 10));
        auto tail = m_embedded.connection->openTail(topic, from({500}), {});
        VERIFY_OK(tail);
        VERIFY_FAILS((*tail)->next({}, 10s), ErrorCode::RangeGone);
    }

    void aStopIsHeard() {
        const TopicName topic("stopped");
        VERIFY_OK(m_embedded.fill(topic, 1, 0));
        auto tail = m_embedded.connection->openTail(topic, from({0}), {});
        VERIFY_OK(tail);
        std::stop_source source;
        source.request_stop();
        VERIFY_FAILS((*tail)->next(source.get_token(), 60s), ErrorCode::Cancelled);
        VERIFY_FAILS(m_embedded.connection->openTail(topic, {}, {}), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestTailReader)
#include "test_tail_reader.moc"

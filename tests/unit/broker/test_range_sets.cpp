#include "broker/range_sets.h"

#include <QtTest>
#include <random>
#include <set>

using namespace driftwood;
using namespace driftwood::broker;

namespace {

const TopicName kTopic("topic");

OffsetRange range(int partition, std::int64_t begin, std::int64_t end) {
    return {PartitionId(partition), Offset(begin), Offset(end)};
}

std::set<std::pair<int, std::int64_t>> members(const TopicRanges& ranges) {
    std::set<std::pair<int, std::int64_t>> out;
    for (const OffsetRange& r : ranges.ranges)
        for (std::int64_t offset = r.begin.value; offset < r.end.value; ++offset)
            out.emplace(r.partition.value, offset);
    return out;
}

} // namespace

class TestRangeSets : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void touchingRangesBecomeOne() {
        const TopicRanges all =
            united({kTopic, {range(1, 5, 9), range(0, 10, 20), range(0, 0, 10), range(1, 9, 9)}});
        QVERIFY((all == TopicRanges{kTopic, {range(0, 0, 20), range(1, 5, 9)}}));
        QVERIFY(areDisjointInOrder(all));
        QVERIFY(!areDisjointInOrder({kTopic, {range(0, 0, 10), range(0, 9, 12)}}));
        QVERIFY(!areDisjointInOrder({kTopic, {range(1, 0, 10), range(0, 0, 12)}}));
    }

    void aHoleSplitsARange() {
        const TopicRanges rest = without({kTopic, {range(0, 0, 100), range(1, 0, 100)}},
                                         {kTopic, {range(0, 30, 40), range(0, 90, 200), range(1, 0, 100)}});
        QVERIFY((rest == TopicRanges{kTopic, {range(0, 0, 30), range(0, 40, 90)}}));
        const auto parts = onePerPartition(rest);
        QCOMPARE(parts.size(), std::size_t(2));
        QVERIFY((parts[1] == TopicRanges{kTopic, {range(0, 40, 90)}}));
    }

    void setsOfOffsetsAreWhatTheSetsSay() {
        std::mt19937 random(7); // NOLINT: the same every time
        const auto some = [&] {
            TopicRanges out{kTopic, {}};
            for (int i = 0; i < 6; ++i) {
                const auto begin = std::int64_t(random() % 40);
                out.ranges.push_back(range(int(random() % 2), begin, begin + std::int64_t(random() % 15)));
            }
            return out;
        };
        for (int turn = 0; turn < 200; ++turn) {
            const TopicRanges a = some();
            const TopicRanges b = some();
            const TopicRanges left = without(a, b);
            QVERIFY(areDisjointInOrder(left));
            auto expected = members(a);
            QCOMPARE(std::int64_t(members(united(a)).size()), united(a).span());
            for (const auto& gone : members(b))
                expected.erase(gone);
            QVERIFY(members(left) == expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestRangeSets)
#include "test_range_sets.moc"

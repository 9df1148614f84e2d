#include "scoring/backlog.h"

#include "dataset/row_order.h"
#include "support/result_check.h"

#include <map>
#include <numeric>
#include <random>

using namespace driftwood;
using decoder::DecodeFailure;
using scoring::Backlog;

namespace {

std::shared_ptr<const records::Schema> schema() {
    static const auto none = std::make_shared<const records::Schema>();
    return none;
}

struct Written {
    Position position;
    std::int64_t timestamp;
    bool operator==(const Written&) const = default;
};

records::RecordBatch batchOf(const std::vector<Written>& rows) {
    records::RecordBatch batch(schema());
    for (const Written& row : rows)
        batch.appendPosition(row.position.partition, row.position.offset, TimestampMs(row.timestamp),
                             nullptr);
    return batch;
}

std::vector<Written> rowsOf(const records::RecordBatch& batch) {
    std::vector<Written> rows;
    for (std::size_t row = 0; row < batch.rows(); ++row)
        rows.push_back({batch.position(row).inOnlyTopic(), batch.timestampsMs()[row]});
    return rows;
}

Written at(int partition, std::int64_t offset, std::int64_t timestamp) {
    return {{PartitionId(partition), Offset(offset)}, timestamp};
}

broker::OffsetRange range(int partition, std::int64_t begin, std::int64_t end) {
    return {PartitionId(partition), Offset(begin), Offset(end)};
}

Position position(int partition, std::int64_t offset) { return {PartitionId(partition), Offset(offset)}; }

DecodeFailure failed(int partition, std::int64_t offset) { return {position(partition, offset), "not JSON"}; }

records::RecordBatch take(Backlog& backlog, std::size_t limit) {
    std::vector<DecodeFailure> failures;
    return backlog.take(limit, failures);
}

/// Logs of some partitions with different clocks that occasionally run backwards.
std::map<int, std::vector<Written>> someLog(int partitions, int perPartition) {
    std::mt19937 random(11);
    std::map<int, std::vector<Written>> log;
    for (int p = 0; p < partitions; ++p)
        for (int i = 0; i < perPartition; ++i)
            log[p].push_back(at(p, i, 1000 + i * 10 + static_cast<int>(random() % 40)));
    log[0][10].timestamp =
        1'000'000'000; // a clock that is ahead, a clock that is behind, a record without a time
    log[1][900].timestamp = 1;
    log[2][500].timestamp = -1;
    return log;
}

} // namespace

class TestBacklog : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatCannotBeDecodedIsNotKeptWithoutEnd() {
        constexpr std::int64_t kRecords = 1'000'000; // one decodable record, then only undecodable ones
        constexpr std::int64_t kChunk = 500;
        std::vector<broker::OffsetRange> ranges{range(0, 0, kRecords)};
        for (int p = 1; p < 64; ++p) // so many partitions that each may hold only few records
            ranges.push_back(range(p, 0, 0));
        Backlog backlog(ranges, schema());
        backlog.add(batchOf({at(0, 0, 1000)}), {}, {position(0, 1)});
        std::int64_t given = 0;
        std::int64_t most = 0;
        for (std::int64_t next = 1; next < kRecords || !backlog.finished();) {
            const auto held = backlog.held();
            if (next < kRecords && std::ranges::find(held, PartitionId(0)) == held.end()) {
                std::vector<DecodeFailure> failures;
                const std::int64_t end = std::min(next + kChunk, kRecords);
                for (; next < end; ++next)
                    failures.push_back(failed(0, next));
                backlog.add(batchOf({}), std::move(failures), {position(0, next)});
            }
            most = std::max(most, backlog.waiting());
            std::vector<DecodeFailure> failures;
            const auto rows = backlog.take(100'000, failures);
            const auto taken = static_cast<std::int64_t>(rows.rows() + failures.size());
            QVERIFY2(taken > 0 || backlog.waiting() < 4096, "neither read on nor given out");
            given += taken;
        }
        QCOMPARE(given, kRecords);
        QVERIFY2(most <= 4096, qPrintable(QString::number(most)));
    }

    void rowsComeAsAReplayHasThemHoweverTheyArrive_data() {
        QTest::addColumn<int>("chunk");
        for (const int chunk : {1, 7, 100, 5000})
            QTest::addRow("%d at a time", chunk) << chunk;
    }
    void rowsComeAsAReplayHasThemHoweverTheyArrive() {
        QFETCH(int, chunk);
        constexpr int kPartitions = 4;
        constexpr int kEach = 2000;
        const auto log = someLog(kPartitions, kEach);

        std::vector<Written> all;
        std::vector<broker::OffsetRange> ranges;
        for (const auto& [p, rows] : log) {
            all.insert(all.end(), rows.begin(), rows.end());
            ranges.push_back(range(p, 0, kEach));
        }
        const auto batch = batchOf(all);
        std::vector<Written> expected;
        for (const std::uint32_t row : dataset::mergeOrder(batch))
            expected.push_back(all[row]);

        Backlog backlog(ranges, schema());
        std::map<int, std::size_t> read;
        std::mt19937 random(5);
        std::vector<Written> got;
        while (!backlog.finished()) {
            // Reads a chunk of one random partition at a time, but never of a held one.
            const int p = static_cast<int>(random() % kPartitions);
            const auto held = backlog.held();
            const auto& rows = log.at(p);
            if (read[p] < rows.size() && std::ranges::find(held, PartitionId(p)) == held.end()) {
                const std::size_t end = std::min(rows.size(), read[p] + static_cast<std::size_t>(chunk));
                backlog.add(batchOf({rows.begin() + static_cast<std::ptrdiff_t>(read[p]),
                                     rows.begin() + static_cast<std::ptrdiff_t>(end)}),
                            {}, {position(p, static_cast<std::int64_t>(end))});
                read[p] = end;
            }
            const auto taken = rowsOf(take(backlog, 64));
            got.insert(got.end(), taken.begin(), taken.end());
        }
        QVERIFY(got == expected);
    }

    void nothingGoesOutThatSomethingEarlierMayPrecede() {
        Backlog backlog({range(0, 0, 2), range(1, 0, 2)}, schema());
        backlog.add(batchOf({at(0, 0, 10), at(0, 1, 30)}), {}, {position(0, 2)});
        QVERIFY(take(backlog, 10).empty());
        backlog.add(batchOf({at(1, 0, 20)}), {}, {position(1, 1)});
        QVERIFY(take(backlog, 10).empty()); // the next records may show that its time is ahead
        // The last record of partition 1 is a hole, so only its position shows the end.
        backlog.add(batchOf({}), {}, {position(1, 2)});
        QVERIFY((rowsOf(take(backlog, 10)) == std::vector{at(0, 0, 10), at(1, 0, 20), at(0, 1, 30)}));
        QVERIFY(backlog.finished());
    }

    void whatCameLaterWaitsForTheBacklog() {
        Backlog backlog({range(0, 0, 1), range(1, 0, 1)}, schema());
        backlog.add(batchOf({at(0, 0, 50), at(0, 1, 60)}), {},
                    {position(0, 2)}); // offset 1 was written after the start
        QVERIFY(take(backlog, 10).empty());
        backlog.add(batchOf({at(1, 0, 900)}), {}, {position(1, 1)});
        QVERIFY((rowsOf(take(backlog, 2)) == std::vector{at(0, 0, 50), at(1, 0, 900)}));
        QVERIFY(!backlog.finished());
        QVERIFY((rowsOf(take(backlog, 10)) == std::vector{at(0, 1, 60)}));
        QVERIFY(backlog.finished());
    }

    void whatMayBeCommittedIsWhatWasTaken() {
        Backlog backlog({range(0, 5, 8), range(1, 0, 1)}, schema());
        QVERIFY((backlog.next() == std::vector{position(0, 5), position(1, 0)}));
        backlog.add(batchOf({at(0, 5, 10), at(0, 7, 30)}), {}, {position(0, 8), position(1, 0)});
        QVERIFY((backlog.next() == std::vector{position(0, 5), position(1, 0)}));
        backlog.add(batchOf({at(1, 0, 20)}), {}, {position(1, 1)});
        QCOMPARE(take(backlog, 1).rows(), std::size_t(1));
        QVERIFY((backlog.next() == std::vector{position(0, 7), position(1, 0)}));
        QCOMPARE(take(backlog, 10).rows(), std::size_t(2));
        QVERIFY((backlog.next() == std::vector{position(0, 8), position(1, 1)}));
    }

    void whatCannotBeDecodedGoesOutInItsTurnAndCounts() {
        Backlog backlog({range(0, 0, 6), range(1, 0, 1)}, schema());
        std::vector<DecodeFailure> failures;
        backlog.add(batchOf({at(0, 1, 10), at(0, 3, 30)}),
                    {failed(0, 0), failed(0, 2), failed(0, 4), failed(0, 5)}, {position(0, 6)});
        QVERIFY(backlog.take(10, failures).empty()); // the time of its first row is not certain yet
        QCOMPARE(failures.size(), std::size_t(1));
        QVERIFY((backlog.next() == std::vector{position(0, 1), position(1, 0)}));
        backlog.add(batchOf({at(1, 0, 20)}), {}, {position(1, 1)});
        // Takes one row and the failures directly behind it.
        QVERIFY((rowsOf(backlog.take(2, failures)) == std::vector{at(0, 1, 10)}));
        QCOMPARE(failures.size(), std::size_t(2));
        QVERIFY((backlog.next() == std::vector{position(0, 3), position(1, 0)}));
        QCOMPARE(backlog.waiting(), 4);
        QVERIFY((rowsOf(backlog.take(3, failures)) == std::vector{at(1, 0, 20), at(0, 3, 30)}));
        QCOMPARE(failures.size(), std::size_t(3));
        QVERIFY((backlog.next() == std::vector{position(0, 5), position(1, 1)}));
        QVERIFY(!backlog.finished());
        QVERIFY(backlog.take(3, failures).empty());
        QCOMPARE(failures.size(), std::size_t(4));
        QVERIFY((backlog.next() == std::vector{position(0, 6), position(1, 1)}));
        QVERIFY(backlog.finished());
    }

    void aPartitionThatIsAheadIsHeld() {
        Backlog backlog({range(0, 0, 1'000'000), range(1, 0, 1'000'000)}, schema());
        QVERIFY(backlog.held().empty());
        std::vector<Written> many;
        for (int i = 0; i < 40'000; ++i)
            many.push_back(at(0, i, i));
        backlog.add(batchOf(many), {}, {position(0, 40'000)});
        QVERIFY(backlog.held() == std::vector{PartitionId(0)});
        std::vector<Written> few; // as many as must follow before the first one may be taken
        for (int i = 0; i <= 256; ++i)
            few.push_back(at(1, i, 39'000 + i));
        backlog.add(batchOf(few), {}, {position(1, 257)});
        QCOMPARE(take(backlog, 30'000).rows(), std::size_t(30'000));
        QVERIFY(backlog.held().empty());
    }
};

QTEST_GUILESS_MAIN(TestBacklog)
#include "test_backlog.moc"

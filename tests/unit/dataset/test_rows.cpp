#include "dataset/field_statistics.h"
#include "dataset/row_order.h"

#include <QtTest>
#include <cmath>

using namespace driftwood;
using namespace driftwood::dataset;
using records::FieldType;

namespace {

using Order = std::vector<std::uint32_t>;

records::RecordBatch rowsAt(const std::vector<std::array<std::int64_t, 3>>& partitionOffsetTime) {
    records::RecordBatch batch(
        std::make_shared<const records::Schema>(records::Schema{{{"v", FieldType::Int64}}}));
    for (const auto& [partition, offset, time] : partitionOffsetTime) {
        batch.appendPosition(PartitionId(static_cast<std::int32_t>(partition)), Offset(offset),
                             TimestampMs(time), nullptr);
        batch.column(0).appendInt(0);
    }
    return batch;
}

} // namespace

class TestRows : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void partitionsMergeByTheirHeads() {
        // Partition 1 runs backwards: its second record waits for its first, and then goes at once.
        const auto rows = rowsAt({{1, 0, 50}, {0, 0, 10}, {1, 1, 20}, {0, 1, 30}, {0, 2, 60}, {2, 5, 30}});
        QCOMPARE(mergeOrder(rows), (Order{1, 3, 5, 0, 2, 4}));
        QCOMPARE(mergeOrder(rowsAt({})), Order{});
    }

    void arrivalDoesNotChangeTheOrder() {
        const auto a = rowsAt({{0, 0, 10}, {0, 1, 10}, {1, 0, 10}, {1, 1, 9}});
        const auto b = rowsAt({{1, 0, 10}, {0, 0, 10}, {1, 1, 9}, {0, 1, 10}});
        const auto orderA = mergeOrder(a);
        const auto orderB = mergeOrder(b);
        for (std::size_t i = 0; i < orderA.size(); ++i)
            QVERIFY(a.position(orderA[i]) == b.position(orderB[i]));
    }

    void theLastRowsAreForValidationWithAGapBefore() {
        std::vector<std::array<std::int64_t, 3>> places;
        for (std::int64_t i = 0; i < 10; ++i)
            places.push_back({0, i, i * 100});
        const auto rows = rowsAt(places);
        const auto points = [&](double fraction, std::int64_t gapMs) {
            const SplitPoints split = splitPoints(rows, {fraction, gapMs});
            return std::pair(split.trainRows, split.validationBegin);
        };
        QCOMPARE(points(0.2, 0), (std::pair<std::int64_t, std::int64_t>(8, 8)));
        QCOMPARE(points(0.2, 250), (std::pair<std::int64_t, std::int64_t>(6, 8)));
        QCOMPARE(points(0.2, 200), (std::pair<std::int64_t, std::int64_t>(6, 8)));
        QCOMPARE(points(0.2, 100000), (std::pair<std::int64_t, std::int64_t>(0, 8)));
        QCOMPARE(points(0.0, 500), (std::pair<std::int64_t, std::int64_t>(10, 10)));
    }

    void statisticsEqualOnesWorkedOutElsewhere() {
        records::RecordBatch batch(std::make_shared<const records::Schema>(records::Schema{
            {{"x", FieldType::Float64}, {"none", FieldType::Int64}, {"zone", FieldType::Text}}}));
        const std::vector<double> values{3.5, -1.25, 8.0, 2.0, 2.0, 100.0, 0.5};
        for (std::size_t i = 0; i < values.size() + 1; ++i) {
            batch.appendPosition(PartitionId(0), Offset(static_cast<std::int64_t>(i)), TimestampMs(0),
                                 nullptr);
            if (i < values.size())
                batch.column(0).appendFloat(values[i]);
            else
                batch.column(0).appendMissing();
            batch.column(1).appendMissing();
            batch.column(2).appendText(i % 3 == 0 ? "b" : i == 1 ? "c" : "a");
        }
        const auto statistics = fieldStatistics(batch, 0, batch.rows());
        const FieldStatistics& x = statistics[0];
        QCOMPARE(x.rows, qint64(8));
        QCOMPARE(x.missing, qint64(1));
        // Mean and deviation from Python's statistics.pstdev. numpy's default quantile 0.05 of seven values
        // lies 0.3 of the way from the first to the second, 0.95 lies 0.7 of the way from the sixth to the
        // last.
        QCOMPARE(x.min, -1.25);
        QCOMPARE(x.max, 100.0);
        QCOMPARE(x.mean, 16.392857142857142);
        QCOMPARE(x.standardDeviation, 34.23653466871974);
        QCOMPARE(x.p05, -0.725);
        QCOMPARE(x.median, 2.0);
        QCOMPARE(x.p95, 72.4);
        QVERIFY(std::isnan(statistics[1].mean) && std::isnan(statistics[1].median));
        QCOMPARE(statistics[1].missing, qint64(8));
        QCOMPARE(statistics[2].distinct, qint64(3));
        const std::vector<std::pair<std::string, std::int64_t>> top{{"a", 4}, {"b", 3}, {"c", 1}};
        QVERIFY(statistics[2].topValues == top);
        QCOMPARE(fieldStatistics(batch, 2, 3)[0].mean, 8.0);
    }
};

QTEST_GUILESS_MAIN(TestRows)
#include "test_rows.moc"

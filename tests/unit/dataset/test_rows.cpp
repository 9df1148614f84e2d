#include "base/order_time.h"
#include "dataset/field_statistics.h"
#include "dataset/row_merge.h"
#include "dataset/row_order.h"

#include <QtTest>
#include <cmath>
#include <map>
#include <random>

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

/// The rule as its description has it: looks at all heads for every row.
std::vector<std::size_t> mergedSlowly(const std::map<std::size_t, std::vector<std::int64_t>>& partitions,
                                      std::string_view rule) {
    std::map<std::size_t, std::vector<std::int64_t>> times;
    for (const auto& [partition, stamps] : partitions)
        times[partition] = rule == kOrderRule ? orderTimes(stamps) : stamps;
    std::map<std::size_t, std::size_t> taken;
    std::vector<std::size_t> order;
    while (true) {
        std::optional<std::tuple<std::int64_t, std::size_t, std::size_t>> next;
        for (const auto& [partition, ofPartition] : times) {
            const std::size_t head = taken[partition];
            if (head == ofPartition.size())
                continue;
            const auto key = std::tuple(ofPartition[head], rule == kOrderRule ? head : 0, partition);
            next = next ? std::min(*next, key) : key;
        }
        if (!next)
            return order;
        order.push_back(std::get<2>(*next));
        ++taken[order.back()];
    }
}

} // namespace

class TestRows : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void olderDataSetsMergeByTheirHeads() {
        // Partition 1 runs backwards: its second record waits for its first and then follows at once.
        const auto rows = rowsAt({{1, 0, 50}, {0, 0, 10}, {1, 1, 20}, {0, 1, 30}, {0, 2, 60}, {2, 5, 30}});
        QCOMPARE(mergeOrder(rows, kHeadTimestampOrder), (Order{1, 3, 5, 0, 2, 4}));
        QCOMPARE(mergeOrder(rowsAt({}), kHeadTimestampOrder), Order{});
    }

    void aRowGoesByItsTimeAmongThoseThatFollow() {
        // The first row of partition 1 is ahead of its follower and is ordered by the follower's time.
        const auto rows = rowsAt({{1, 0, 50}, {0, 0, 10}, {1, 1, 20}, {0, 1, 30}, {0, 2, 60}, {2, 5, 30}});
        QCOMPARE(mergeOrder(rows), (Order{1, 0, 2, 5, 3, 4}));
        QCOMPARE(mergeOrder(rowsAt({})), Order{});
        QCOMPARE(mergeOrder(rowsAt({{4, 0, 9}, {4, 1, 3}})), (Order{0, 1}));
    }

    void partitionsOfTwoTopicsAreApart() {
        // Both topics have a partition 0, whose first rows have the same time: the first topic's goes first.
        records::RecordBatch rows = rowsAt({{0, 0, 10}, {0, 1, 30}});
        records::RecordBatch others(rows.sharedSchema(), SourceIndex(1));
        for (const std::int64_t time : {10, 20}) {
            others.appendPosition(PartitionId(0), Offset(others.rows()), TimestampMs(time), nullptr);
            others.column(0).appendInt(0);
        }
        others.append(rows); // rows 0 and 1 are those of the second topic
        QCOMPARE(mergeOrder(others), (Order{2, 0, 1, 3}));
        QCOMPARE(mergeOrder(others, kHeadTimestampOrder), (Order{2, 0, 1, 3}));
    }

    void oneWrongStampMovesNoOtherRow_data() {
        QTest::addColumn<int>("wrong");
        QTest::addColumn<qint64>("stamp");
        QTest::newRow("none") << 0 << qint64(1'000'000);
        QTest::newRow("far future") << 20 << qint64(1'795'960'371'000'000);
        QTest::newRow("future by hours") << 1200 << qint64(1'000'000 + 2900 * 10);
        QTest::newRow("far past") << 20 << qint64(1);
        QTest::newRow("late by hours") << 2400 << qint64(1'000'000 + 300 * 10);
        QTest::newRow("late, the last but one") << 2998 << qint64(1);
    }
    void oneWrongStampMovesNoOtherRow() {
        QFETCH(int, wrong);
        QFETCH(qint64, stamp);
        std::vector<std::array<std::int64_t, 3>> places; // two partitions written alternately
        for (std::int64_t i = 0; i < 3000; ++i)
            places.push_back({i % 2, i / 2, i == wrong ? stamp : 1'000'000 + i * 10});
        const auto rows = rowsAt(places);
        auto order = mergeOrder(rows);
        for (std::size_t i = 0; i < order.size(); ++i)
            QVERIFY2(std::abs(static_cast<std::int64_t>(i) - static_cast<std::int64_t>(order[i])) <= 2,
                     qPrintable(QString("row %1 is at %2").arg(order[i]).arg(i)));
        const auto split = splitRows(rows, order, {});
        std::array<int, 2> validation{};
        for (std::size_t i = static_cast<std::size_t>(split.validationBegin); i < order.size(); ++i)
            ++validation[static_cast<std::size_t>(rows.partitions()[order[i]])];
        QVERIFY(std::abs(validation[0] - 300) <= 1 && std::abs(validation[1] - 300) <= 1);
    }

    void rowsOfOneTimeComeFromTheirPartitionsInTurn() {
        for (const std::int64_t time : {std::int64_t(-1), std::int64_t(5000)}) {
            const auto rows = rowsAt({{0, 0, time}, {0, 1, time}, {0, 2, time}, {1, 0, time}, {1, 1, time}});
            QCOMPARE(mergeOrder(rows), (Order{0, 3, 1, 4, 2}));
        }
    }

    void rowsMayComeInAnyChunks_data() {
        QTest::addColumn<bool>("newer");
        QTest::addColumn<int>("chunk");
        for (const bool newer : {true, false})
            for (const int chunk : {1, 50, 1000, 100'000})
                QTest::addRow("%s rule, %d at a time", newer ? "newer" : "older", chunk) << newer << chunk;
    }
    void rowsMayComeInAnyChunks() {
        QFETCH(bool, newer);
        QFETCH(int, chunk);
        const auto rule = newer ? kOrderRule : kHeadTimestampOrder;
        constexpr std::size_t kPartitions = 6; // the last has no rows
        std::mt19937 random(17);
        std::map<std::size_t, std::vector<std::int64_t>> partitions;
        for (std::int64_t i = 0; i < 12'000; ++i) {
            const std::size_t partition = i % 3 == 0 ? 0 : random() % (kPartitions - 1);
            std::int64_t time = 1'000'000 + i / 4 * 10;                  // ties
            time -= random() % 50 == 0 ? 700 : 0;                        // late
            time = random() % 40 == 0 ? -1 : time;                       // without a time
            time += partition == 2 && i > 4000 && i < 4400 ? 90'000 : 0; // a clock that is ahead
            time = i == 6000 ? 1'795'960'371'000'000 : time;
            partitions[partition].push_back(time);
        }
        RowMerge merge(kPartitions, rule);
        merge.end(kPartitions - 1);
        std::map<std::size_t, std::size_t> added;
        std::vector<std::size_t> order;
        while (true) {
            if (const auto next = merge.take()) {
                order.push_back(*next);
                continue;
            }
            if (merge.undecided().empty())
                break;
            const std::size_t partition = merge.undecided()[random() % merge.undecided().size()];
            const auto& stamps = partitions.at(partition);
            for (int i = 0; i < chunk && added[partition] < stamps.size(); ++i)
                merge.add(partition, stamps[added[partition]++]);
            if (added[partition] == stamps.size())
                merge.end(partition);
        }
        QVERIFY(order == mergedSlowly(partitions, rule));
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
        for (const auto rule : {kOrderRule, kHeadTimestampOrder}) {
            const auto points = [&](double fraction, std::int64_t gapMs) {
                auto order = mergeOrder(rows, rule);
                const SplitPoints split = splitRows(rows, order, {fraction, gapMs}, rule);
                return std::pair(split.trainRows, split.validationBegin);
            };
            QCOMPARE(points(0.2, 0), (std::pair<std::int64_t, std::int64_t>(8, 8)));
            QCOMPARE(points(0.2, 250), (std::pair<std::int64_t, std::int64_t>(6, 8)));
            QCOMPARE(points(0.2, 200), (std::pair<std::int64_t, std::int64_t>(6, 8)));
            QCOMPARE(points(0.2, 100000), (std::pair<std::int64_t, std::int64_t>(0, 8)));
            QCOMPARE(points(0.0, 500), (std::pair<std::int64_t, std::int64_t>(10, 10)));
        }
    }

    void aGapLeavesOutEveryRowWithinIt() {
        // A record every ten seconds, every tenth two hours late: the gap of two hours spans 720 places, 648
        // of which have a time within it.
        constexpr std::int64_t kGap = 7'200'000;
        std::vector<std::array<std::int64_t, 3>> places;
        for (std::int64_t i = 0; i < 3000; ++i)
            places.push_back({i % 2, i / 2, 1'700'000'000'000 + i * 10'000 - (i % 10 == 9 ? kGap : 0)});
        const auto rows = rowsAt(places);
        auto order = mergeOrder(rows);
        const auto split = splitRows(rows, order, {0.2, kGap});
        QCOMPARE(split.validationBegin, std::int64_t(2400));
        QCOMPARE(split.validationBegin - split.trainRows, std::int64_t(648));
        const std::int64_t begin = 1'700'000'000'000 + 2400 * 10'000;
        for (std::int64_t i = 0; i < split.trainRows; ++i)
            QVERIFY(begin - rows.timestampsMs()[order[static_cast<std::size_t>(i)]] > kGap);
        auto sorted = order;
        std::ranges::sort(sorted);
        for (std::size_t i = 0; i < sorted.size(); ++i)
            QCOMPARE(sorted[i], static_cast<std::uint32_t>(i));
        // An older data set keeps its split: the gap ends at the first late row.
        auto older = mergeOrder(rows, kHeadTimestampOrder);
        const auto kept = splitRows(rows, older, {0.2, kGap}, kHeadTimestampOrder);
        QVERIFY(kept.validationBegin - kept.trainRows < 10);
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
        // Mean and deviation are from Python's statistics.pstdev.
        // With numpy's default, quantile 0.05 of seven values is 0.3 of the way from the first to the second,
        // and 0.95 is 0.7 of the way from the sixth to the last.
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

    void largeAndNearlyEqualNumbersKeepTheirDeviation() {
        const auto schema = std::make_shared<const records::Schema>(
            records::Schema{{{"id", records::FieldType::Int64},
                             {"near", records::FieldType::Float64},
                             {"constant", records::FieldType::Float64},
                             {"huge", records::FieldType::Float64},
                             {"ends", records::FieldType::Int64},
                             {"opposite", records::FieldType::Float64}}});
        records::RecordBatch batch(schema);
        for (int i = 0; i < 4000; ++i) {
            batch.appendPosition(PartitionId(0), Offset(i), TimestampMs(i), nullptr);
            batch.column(0).appendInt(7210194211959421000 + i % 200);
            batch.column(1).appendFloat(1e9 + (i % 9) * 0x1p-23); // steps of one unit in the last place
            batch.column(2).appendFloat(0.1);
            batch.column(3).appendFloat(1e300 * (i % 2));
            batch.column(4).appendInt(i % 2 == 0 ? INT64_MIN : INT64_MAX);
            batch.column(5).appendFloat(i % 2 == 0 ? -1.7e308 : 1.7e308);
        }
        const auto statistics = fieldStatistics(batch, 0, batch.rows());
        // For 0 … n-1, all equally often: sqrt((n² - 1) / 12).
        QCOMPARE(statistics[0].standardDeviation, std::sqrt(39999.0 / 12.0));
        QCOMPARE(statistics[0].distinct, qint64(200));
        QVERIFY(std::abs(statistics[1].standardDeviation / (0x1p-23 * std::sqrt(80.0 / 12.0)) - 1) < 1e-3);
        QCOMPARE(statistics[1].distinct, qint64(9));
        QCOMPARE(statistics[2].standardDeviation, 0.0);
        QCOMPARE(statistics[2].mean, 0.1);
        QCOMPARE(statistics[3].standardDeviation, 5e299);
        QCOMPARE(statistics[4].standardDeviation, 0x1p63);
        QCOMPARE(statistics[5].standardDeviation, 1.7e308);
        for (const FieldStatistics& field : statistics) {
            QVERIFY2(field.mean >= field.min && field.mean <= field.max, field.field.path.c_str());
            QVERIFY2(std::isfinite(field.p05) && std::isfinite(field.p95), field.field.path.c_str());
        }
    }

    void numbersWrittenAsTextAreCounted() {
        records::RecordBatch batch(
            std::make_shared<const records::Schema>(records::Schema{{{"price", records::FieldType::Text},
                                                                     {"code", records::FieldType::Text},
                                                                     {"id", records::FieldType::Text},
                                                                     {"huge", records::FieldType::Text}}}));
        for (const char* text : {"20.15", "3", "73.1%", "-1e5", ""}) {
            batch.appendPosition(PartitionId(0), Offset(0), TimestampMs(0), nullptr);
            if (*text == 0)
                batch.column(0).appendMissing();
            else
                batch.column(0).appendText(text);
            batch.column(1).appendText(batch.rows() == 2 ? "007" : "8"); // a number would lose the zeros
            batch.column(2).appendText("9007199254740993");              // no double holds it exactly
            batch.column(3).appendText("340282366920938463463374607431768211457"); // nor 2^128 + 1
        }
        const auto statistics = fieldStatistics(batch, 0, batch.rows());
        QCOMPARE(statistics[0].numericTexts, qint64(4));
        QVERIFY(statistics[0].holdsNumbersAsText());
        QCOMPARE(statistics[1].numericTexts, qint64(4));
        QVERIFY(!statistics[1].holdsNumbersAsText());
        QVERIFY(statistics[1].holdsMostlyNumbersAsText() && !statistics[0].holdsMostlyNumbersAsText());
        QCOMPARE(statistics[2].numericTexts, qint64(0));
        QCOMPARE(statistics[3].numericTexts, qint64(0)); // so it is not offered as a number
    }
};

QTEST_GUILESS_MAIN(TestRows)
#include "test_rows.moc"

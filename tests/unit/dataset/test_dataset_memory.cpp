#include "dataset/dataset.h"
#include "support/counted_memory.h"
#include "support/json_topic.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;

/// Memory for reading a data set, compared with that of its final rows.
class TestDatasetMemory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void readingTakesLittleMoreThanTheRows_data() {
        QTest::addColumn<int>("partitions");
        QTest::addColumn<QString>("filter");
        QTest::newRow("three partitions") << 3 << QString();
        QTest::newRow("filtered") << 3 << QStringLiteral("f0 >= 10");
    }
    void readingTakesLittleMoreThanTheRows() {
        QFETCH(int, partitions);
        QFETCH(QString, filter);
        constexpr int kRecords = 160'000; // several parts that are not a multiple of the batch size
        constexpr int kFields = 12;
        const auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        const TopicName name("wide");
        VERIFY_OK(topic->broker->createTopic(name, partitions));
        {
            std::vector<JsonRecord> records;
            for (int i = 0; i < kRecords; ++i) {
                std::string value = "{";
                for (int f = 0; f < kFields; ++f)
                    value +=
                        (f == 0 ? "\"f" : ",\"f") + std::to_string(f) + "\":" + std::to_string(i * 0.25 + f);
                records.push_back({i % partitions, JsonTopic::kBegin + i, "k", value + "}", {}});
            }
            VERIFY_OK(topic->write(name, records));
        }
        dataset::DatasetRequest request;
        request.name = "wide";
        request.ranges.topic = name;
        const auto marks = topic->connection->watermarks(name);
        VERIFY_OK(marks);
        for (const auto& mark : *marks)
            request.ranges.ranges.push_back({mark.partition, mark.low, mark.high});
        request.filter = dataset::Filter::parse(filter.toStdString()).value();

        resetPeak();
        const std::size_t before = heldBytes();
        const auto loaded = dataset::createDataset(*topic->connection, request, {}, {});
        VERIFY_OK(loaded);
        const std::size_t most = peakBytes() - before;
        const std::size_t kept = heldBytes() - before;
        QCOMPARE(loaded->rows.rows(), std::size_t(filter.isEmpty() ? kRecords : kRecords - 40));
        const double ratio = static_cast<double>(most) / static_cast<double>(kept);
        qInfo("rows %zu KiB, at most %zu KiB while they were read: %.2f", kept >> 10U, most >> 10U, ratio);
        QVERIFY2(ratio < 1.4, qPrintable(QString::number(ratio)));
        // The rows themselves have no spare capacity.
        QVERIFY(kept < static_cast<std::size_t>(kRecords) * (kFields * 9 + 20 + 10) * 11 / 10);
        for (std::size_t row = 1; row < loaded->rows.rows(); row += 997)
            QCOMPARE(loaded->rows.column(1).floats()[row] - loaded->rows.column(0).floats()[row], 1.0);
    }
};

QTEST_GUILESS_MAIN(TestDatasetMemory)
#include "test_dataset_memory.moc"

#include "dataset/stream_dataset.h"
#include "support/json_topic.h"
#include "support/result_check.h"

#include <QtTest>
#include <random>

using namespace driftwood;
using namespace driftwood::dataset;
using driftwood::test::JsonRecord;
using driftwood::test::JsonTopic;

namespace {

const TopicName kTopic("scattered");
constexpr int kPartitions = 5;
constexpr int kRecords = 30'000;

/// Partitions of very different lengths, with equal times, times that run backwards, a clock that is ahead
/// for a while, broken payloads and tombstones.
std::vector<JsonRecord> scattered() {
    std::mt19937 random(3);
    std::vector<JsonRecord> records;
    for (int i = 0; i < kRecords; ++i) {
        const int partition = i % 2 == 0 ? 0 : static_cast<int>(random() % kPartitions);
        std::int64_t time = JsonTopic::kBegin + i / 3 * 10 - static_cast<int>(random() % 4) * 500;
        if (partition == 1 && i > 9000 && i < 12'000)
            time += 3'600'000;
        JsonRecord record{partition, time, "k" + std::to_string(i % 7), std::nullopt, {}};
        const std::string fields = "{\"n\":" + std::to_string(i) +
                                   ",\"level\":" + (i % 31 == 0 ? "null" : std::to_string(i % 10 + 0.5)) +
                                   ",\"name\":\"" + (i % 2 == 0 ? "even" : "odd") + "\"";
        if (i % 101 != 0)
            record.value = i % 77 == 0 ? fields : fields + "}";
        records.push_back(std::move(record));
    }
    return records;
}

std::string textOf(const records::RecordBatch& rows, std::size_t row, const std::string& path) {
    const records::Column* column = rows.find(path);
    return column->valid(row) ? column->asText(row) : "none";
}

/// Everything of the rows, or of some fields, one line a row.
QStringList linesOf(const records::RecordBatch& rows, const std::vector<std::string>& paths) {
    QStringList lines;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        const RowPosition position = rows.position(row);
        std::string line = std::to_string(position.partition.value) + "/" +
                           std::to_string(position.offset.value) + " " +
                           std::to_string(rows.timestampsMs()[row]) + " " + textOf(rows, row, "@key");
        for (const std::string& path : paths)
            line += " " + textOf(rows, row, path);
        lines.append(QString::fromStdString(line));
    }
    return lines;
}

Result<QStringList> readAll(RowSource& source, std::size_t most, const std::vector<std::string>& paths) {
    QStringList lines;
    while (true) {
        const auto rows = source.next(most, {});
        if (!rows)
            return tl::unexpected<Error>(rows.error());
        lines += linesOf(*rows, paths);
        if (rows->rows() < most)
            return lines;
    }
}

} // namespace

/// Rows streamed from the log against the same rows in memory.
class TestRowSource : public QObject {
    Q_OBJECT

    std::optional<JsonTopic> m_topic;
    const std::vector<std::string> m_paths{"n", "level", "name"};

    static DatasetRequest request() {
        DatasetRequest request;
        request.name = "scattered";
        request.ranges.topic = kTopic;
        for (int p = 0; p < kPartitions; ++p)
            request.ranges.ranges.push_back({PartitionId(p), Offset(0), Offset(1'000'000)});
        return request;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_topic.emplace(JsonTopic::inMemory());
        VERIFY_OK(m_topic->createTopic(kTopic, kPartitions));
        VERIFY_OK(m_topic->write(kTopic, scattered()));
    }

    void streamedRowsAreThoseInMemory_data() {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("most");
        QTest::addColumn<bool>("several");
        const QString newer = QString::fromUtf8(kOrderRule.data(), static_cast<qsizetype>(kOrderRule.size()));
        const QString older =
            QString::fromUtf8(kHeadTimestampOrder.data(), static_cast<qsizetype>(kHeadTimestampOrder.size()));
        QTest::newRow("all") << newer << QString() << 4096 << false;
        QTest::newRow("in odd batches") << newer << QString() << 777 << false;
        QTest::newRow("filtered") << newer << QStringLiteral("name == \"odd\" and level > 3") << 4096
                                  << false;
        QTest::newRow("several ranges of a partition") << newer << QString() << 5000 << true;
        QTest::newRow("the older rule") << older << QString() << 4096 << false;
    }
    void streamedRowsAreThoseInMemory() {
        QFETCH(QString, rule);
        QFETCH(QString, filter);
        QFETCH(int, most);
        QFETCH(bool, several);
        DatasetRequest wanted = request();
        wanted.filter = Filter::parse(filter.toStdString()).value();
        if (several)
            wanted.ranges.ranges = {{PartitionId(0), Offset(100), Offset(4000)},
                                    {PartitionId(0), Offset(5000), Offset(9000)},
                                    {PartitionId(0), Offset(9000), Offset(9010)},
                                    {PartitionId(1), Offset(0), Offset(2000)},
                                    {PartitionId(2), Offset(7), Offset(7)}};
        auto made = createDataset(*m_topic->connection, wanted, {}, {});
        VERIFY_OK(made);
        made->manifest.orderRule = rule.toStdString();
        made->manifest.fingerprint = computeFingerprint(made->manifest);
        const auto loaded = loadDataset(*m_topic->connection, made->manifest, {}, {});
        VERIFY_OK(loaded);
        const QStringList expected = linesOf(loaded->rows, m_paths);
        int uses = 0;
        const auto streamed = streamDataset(
            *m_topic->connection, made->manifest, {},
            [&](RowSource& source) -> Status {
                ++uses;
                if (source.parts()->validationBegin != loaded->validationBegin)
                    return fail(ErrorCode::Internal, "another split");
                for (int pass = 0; pass < 2; ++pass) {
                    auto lines = readAll(source, static_cast<std::size_t>(most), m_paths);
                    if (!lines)
                        return forward(lines);
                    if (*lines != expected)
                        return fail(ErrorCode::Internal, "other rows in pass " + std::to_string(pass));
                    if (Status again = source.rewind(); !again)
                        return again;
                }
                return {};
            },
            {}, {});
        VERIFY_OK(streamed);
        QCOMPARE(uses, 1);
        QVERIFY(streamed->manifest == loaded->manifest);
        QCOMPARE(streamed->trainRows, loaded->trainRows);
        QCOMPARE(streamed->validationBegin, loaded->validationBegin);
        QCOMPARE(streamed->failures.size(), loaded->failures.size());
    }

    void newRangesAreStreamedLikeThoseMadeIntoADataSet() {
        DatasetRequest wanted = request();
        wanted.split.validationFraction = 0.0;
        wanted.decoder.schema.fields = {{"n", records::FieldType::Int64},
                                        {"level", records::FieldType::Float64},
                                        {"name", records::FieldType::Text}};
        const auto made = createDataset(*m_topic->connection, wanted, {}, {});
        VERIFY_OK(made);
        QStringList lines;
        const auto streamed =
            streamDataset(*m_topic->connection, wanted, {},
                          [&](RowSource& source) -> Status {
                              if (source.parts())
                                  return fail(ErrorCode::Internal, "nobody can know the split yet");
                              auto all = readAll(source, 4096, m_paths);
                              if (!all)
                                  return forward(all);
                              lines = std::move(*all);
                              return {};
                          },
                          {}, {});
        VERIFY_OK(streamed);
        QCOMPARE(lines, linesOf(made->rows, m_paths));
        QCOMPARE(streamed->manifest.fingerprint, made->manifest.fingerprint);
        QCOMPARE(streamed->manifest.rows, made->manifest.rows);
    }

    void onlyTheFieldsAskedForAreDecoded() {
        const auto made = createDataset(*m_topic->connection, request(), {}, {});
        VERIFY_OK(made);
        QStringList lines;
        const auto streamed =
            streamDataset(*m_topic->connection, made->manifest, {.fields = {"level", "@timestamp"}},
                          [&](RowSource& source) -> Status {
                              if (source.schema()->fields.size() != 1)
                                  return fail(ErrorCode::Internal, "other fields too");
                              auto all = readAll(source, 4096, {"level"});
                              if (!all)
                                  return forward(all);
                              lines = std::move(*all);
                              return {};
                          },
                          {}, {});
        VERIFY_OK(streamed);
        QCOMPARE(lines, linesOf(made->rows, {"level"}));
        QCOMPARE(streamed->manifest.fingerprint, made->manifest.fingerprint);
        QCOMPARE(streamed->manifest.undecodable, made->manifest.undecodable);
    }

    void whatIsLeftIsReadForTheDigests() {
        const auto made = createDataset(*m_topic->connection, request(), {}, {});
        VERIFY_OK(made);
        const auto first = [](RowSource& source) -> Status {
            auto rows = source.next(10, {});
            return rows ? Status() : Status(forward(rows));
        };
        VERIFY_OK(streamDataset(*m_topic->connection, made->manifest, {}, first, {}, {}));
        Manifest other = made->manifest;
        other.partitions[0].sha256.back() = other.partitions[0].sha256.back() == '0' ? '1' : '0';
        VERIFY_FAILS(streamDataset(*m_topic->connection, other, {}, first, {}, {}), ErrorCode::Mismatch);
    }

    void aGapIsSplitAsInMemory() {
        DatasetRequest wanted = request();
        wanted.split.gapMs = 20'000;
        const auto made = createDataset(*m_topic->connection, wanted, {}, {});
        VERIFY_OK(made);
        QVERIFY(made->trainRows < made->validationBegin);
        QStringList lines;
        const auto streamed = streamDataset(*m_topic->connection, made->manifest, {},
                                            [&](RowSource& source) -> Status {
                                                auto all = readAll(source, 1000, m_paths);
                                                if (!all)
                                                    return forward(all);
                                                lines = std::move(*all);
                                                return {};
                                            },
                                            {}, {});
        VERIFY_OK(streamed);
        QCOMPARE(lines, linesOf(made->rows, m_paths));
        QCOMPARE(streamed->trainRows, made->trainRows);
    }

    void aStopEndsIt() {
        const auto made = createDataset(*m_topic->connection, request(), {}, {});
        VERIFY_OK(made);
        std::stop_source source;
        const auto use = [&](RowSource& rows) -> Status {
            source.request_stop();
            auto next = rows.next(10, source.get_token());
            return next ? Status() : Status(forward(next));
        };
        VERIFY_FAILS(streamDataset(*m_topic->connection, made->manifest, {}, use, {}, source.get_token()),
                     ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRowSource)
#include "test_row_source.moc"

#include "broker/peek.h"
#include "broker/range_reader.h"
#include "browsing/read_request.h"
#include "browsing/record_text.h"
#include "browsing/whole_value.h"
#include "profiling/range_statistics.h"
#include "support/json_topic.h"
#include "support/result_check.h"

#include <QtTest>

// Searching a log gives the same records in the same order as reading it completely, for any request.

namespace driftwood {

using namespace browsing;
using test::JsonTopic;

namespace {

const TopicName kTopic("numbers");
constexpr int kPartitions = 3;
constexpr int kRecords = 3000;

std::vector<Position> positions(const std::vector<RecordRef>& records) {
    std::vector<Position> out;
    for (const RecordRef& record : records)
        out.push_back(record.position());
    return out;
}

} // namespace

class TestRecordScan : public QObject {
    Q_OBJECT

    JsonTopic m_topic = JsonTopic::inMemory();

    ReadRequest request(const char* filter = "", TopicName topic = kTopic) {
        ReadRequest request;
        request.topic = std::move(topic);
        request.filter = *dataset::Filter::parse(filter);
        return request;
    }

    Result<std::unique_ptr<RecordScan>> scan(const ReadRequest& request) {
        auto ranges = rangesOf(*m_topic.connection, request);
        if (!ranges)
            return forward(ranges);
        auto chosen = RecordReading::choose(*m_topic.connection, *ranges, request.decoding, {});
        if (!chosen)
            return forward(chosen);
        return RecordScan::create(m_topic.connection,
                                  {*ranges, request.newestFirst(), chosen->spec, request.filter});
    }

    /// Runs until it has found `limit` records, or as far as possible.
    Result<ScanEnd> run(RecordScan& scan, std::size_t limit, std::vector<RecordRef>& found,
                        const std::stop_token& stop = {}) {
        ScanBudget budget;
        budget.records = limit;
        return scan.run(
            budget,
            [&](RecordScan::Report&& report) {
                found.insert(found.end(), report.found.begin(), report.found.end());
                m_counts = report.counts;
            },
            stop);
    }
    ScanCounts m_counts;

    /// All records that pass the filter, found by reading and testing everything; newest first.
    std::vector<Position> bruteForce(const char* filter) {
        auto ranges = *rangesOf(*m_topic.connection, request());
        auto spec = RecordReading::choose(*m_topic.connection, ranges, Decoding{}, {})->spec;
        auto decoder = *decoder::Decoder::create(*spec);
        records::RecordBatch rows(std::make_shared<const records::Schema>(spec->schema));
        std::vector<decoder::DecodeFailure> failures;
        auto reader = *m_topic.connection->openRangeReader(ranges);
        while (!reader->finished())
            decoder->decode(*reader->next({}), rows, failures);
        std::vector<std::pair<std::int64_t, Position>> selected;
        for (const std::uint32_t row : dataset::Filter::parse(filter)->select(rows))
            selected.emplace_back(rows.timestampsMs()[row], rows.position(row).inOnlyTopic());
        std::ranges::sort(selected, std::greater());
        std::vector<Position> out;
        for (const auto& [time, position] : selected)
            out.push_back(position);
        return out;
    }

  private Q_SLOTS:
    void initTestCase() { VERIFY_OK(m_topic.makeNumbered(kTopic, kPartitions, kRecords)); }

    void theNewestPageIsWhatPeekGives() {
        broker::PeekRequest peekRequest;
        peekRequest.limit = 500;
        auto peeked = broker::peek(*m_topic.connection, kTopic, peekRequest, {});
        VERIFY_OK(peeked);
        auto newest = scan(request());
        VERIFY_OK(newest);
        std::vector<RecordRef> found;
        const auto end = run(**newest, 500, found);
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::Enough);
        QCOMPARE(found.size(), peeked->size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].position().offset.value, (*peeked)[i].offset.value);
            QCOMPARE(found[i].position().partition.value, (*peeked)[i].partition.value);
            QVERIFY(found[i].block->value(found[i].row) == (*peeked)[i].value);
        }
        QVERIFY2(m_counts.scanned < kRecords / 2, "a page must not cost the topic");
    }

    void oneValueIsReadWhole() {
        const TopicName topic("values");
        const std::string large(200'000, 'x');
        VERIFY_OK(m_topic.createTopic(topic, 1));
        VERIFY_OK(m_topic.write(topic, {{.time = JsonTopic::kBegin, .value = "first"},
                                        {.time = JsonTopic::kBegin + 5, .value = large},
                                        {.time = JsonTopic::kBegin + 9, .value = std::nullopt}}));
        const auto at = [&](std::int64_t offset) {
            return readWholeValue(*m_topic.connection, topic, {PartitionId(0), Offset(offset)}, {});
        };
        QCOMPARE(at(0)->value(), std::string("first"));
        QVERIFY(at(1)->value() == large);
        const auto tombstone = at(2);
        VERIFY_OK(tombstone);
        QVERIFY(!tombstone->has_value());
        // The first and last time of a range come from its records, too.
        const auto span = profiling::writtenSpan(*m_topic.connection,
                                                 {topic, {{PartitionId(0), Offset(1), Offset(3)}}}, {});
        VERIFY_OK(span);
        QCOMPARE(span->first.value, JsonTopic::kBegin + 5);
        QCOMPARE(span->last.value, JsonTopic::kBegin + 9);
    }

    // The sample for guessing the type contains only whole numbers.
    void aSearchFindsWhatItsTypeDoesNotHold() {
        const TopicName topic("tenths");
        std::vector<test::JsonRecord> records;
        for (int i = 0; i < 6000; ++i) {
            const bool odd = i >= 1500 && i < 1510;
            records.push_back({.time = JsonTopic::kBegin + i,
                               .value = R"({"v":)" + std::string(odd ? "12.5" : "12") + "}"});
        }
        VERIFY_OK(m_topic.createTopic(topic, 1));
        VERIFY_OK(m_topic.write(topic, records));
        auto search = scan(request("v > 12", topic));
        VERIFY_OK(search);
        std::vector<RecordRef> found;
        VERIFY_OK(run(**search, 100, found));
        QCOMPARE(found.size(), std::size_t(10));
        QCOMPARE(found.front().position().offset.value, qint64(1509));
        auto whole = scan(request("v == 12", topic));
        VERIFY_OK(whole);
        found.clear();
        VERIFY_OK(run(**whole, 10'000, found));
        QCOMPARE(found.size(), std::size_t(5990));
    }

    void aSearchFindsExactlyWhatTheFilterSelects_data() {
        QTest::addColumn<QByteArray>("filter");
        QTest::newRow("numbers") << QByteArray("level == 7 and n > 100");
        QTest::newRow("text") << QByteArray("name == \"odd\" and deep.half < 40");
        QTest::newRow("key") << QByteArray("@key == \"key-3\"");
        QTest::newRow("position") << QByteArray("@partition == 1 and @offset >= 990");
        QTest::newRow("none") << QByteArray("n < 0");
    }
    void aSearchFindsExactlyWhatTheFilterSelects() {
        QFETCH(QByteArray, filter);
        auto search = scan(request(filter.constData()));
        VERIFY_OK(search);
        std::vector<RecordRef> found;
        const auto end = run(**search, 1'000'000, found);
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::EndOfRange);
        QVERIFY(positions(found) == bruteForce(filter.constData()));
        QCOMPARE(m_counts.scanned, kRecords);
        QCOMPARE(m_counts.found, static_cast<std::int64_t>(found.size()));
        for (const ScanCounts::Part& part : m_counts.parts)
            QCOMPARE(part.done, part.total);
    }

    void goingOnFindsTheRestInOrder() {
        auto search = scan(request("level == 4"));
        VERIFY_OK(search);
        std::vector<RecordRef> found;
        for (int round = 0; round < 100; ++round) {
            const auto end = run(**search, 7, found);
            VERIFY_OK(end);
            if (*end == ScanEnd::EndOfRange)
                break;
            QCOMPARE(*end, ScanEnd::Enough);
            QCOMPARE(found.size(), 7U * static_cast<std::size_t>(round + 1));
        }
        QVERIFY(positions(found) == bruteForce("level == 4"));
    }

    void orderHoldsWherePartitionsDifferInPace() {
        const TopicName skewed("skewed");
        VERIFY_OK(m_topic.createTopic(skewed, 2));
        std::vector<test::JsonRecord> records;
        for (int i = 0; i < 400; ++i) // partition 0: one per second; partition 1: a burst at the end
            records.push_back({0, JsonTopic::kBegin + i * 1000, "slow", "{\"n\":1}", {}});
        for (int i = 0; i < 2000; ++i)
            records.push_back({1, JsonTopic::kBegin + 390'000 + i, "burst", "{\"n\":2}", {}});
        VERIFY_OK(m_topic.write(skewed, records));
        auto newest = scan(request("", skewed));
        VERIFY_OK(newest);
        std::vector<RecordRef> found;
        for (int page = 0; page < 5; ++page)
            VERIFY_OK(run(**newest, 450, found));
        QCOMPARE(found.size(), 2250U);
        for (std::size_t i = 1; i < found.size(); ++i)
            QVERIFY2(isOlder(found[i], found[i - 1]), "a record came after an older one");
    }

    void aStoppedSearchKeepsWhatItHasAndCanGoOn() {
        auto search = scan(request("n >= 0"));
        VERIFY_OK(search);
        std::stop_source stop;
        std::vector<RecordRef> found;
        ScanBudget budget;
        budget.records = 1'000'000;
        const auto stopped = (*search)->run(
            budget,
            [&](RecordScan::Report&& report) {
                found.insert(found.end(), report.found.begin(), report.found.end());
                if (report.counts.scanned > 0)
                    stop.request_stop();
            },
            stop.get_token());
        VERIFY_OK(stopped);
        QCOMPARE(*stopped, ScanEnd::Stopped);
        QVERIFY(found.size() < kRecords);
        const auto end = run(**search, 1'000'000, found);
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::EndOfRange);
        auto all = positions(found);
        std::ranges::sort(all);
        auto expected = bruteForce("n >= 0");
        std::ranges::sort(expected);
        QVERIFY2(all == expected, "records came twice, or not at all");
    }

    void aBudgetOfBytesEndsIt() {
        auto search = scan(request("n < 0"));
        VERIFY_OK(search);
        ScanBudget budget;
        budget.bytes = 2000;
        const auto end =
            (*search)->run(budget, [this](RecordScan::Report&& report) { m_counts = report.counts; }, {});
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::Budget);
        QVERIFY(m_counts.scanned < kRecords);
    }

    void fromAnOffsetItReadsForwards() {
        ReadRequest from = request();
        from.from = ReadPoint::at(Offset(120));
        from.partitions = {PartitionId(2)};
        auto look = scan(from);
        VERIFY_OK(look);
        std::vector<RecordRef> found;
        VERIFY_OK(run(**look, 3, found));
        QCOMPARE(found.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY((found[i].position() == Position{PartitionId(2), Offset(120 + static_cast<int>(i))}));
    }

    void fromATimeUntilATime() {
        ReadRequest between = request();
        between.from = ReadPoint::at(TimestampMs(JsonTopic::kBegin + 1000 * JsonTopic::kStep));
        between.until = ReadPoint::at(TimestampMs(JsonTopic::kBegin + 1010 * JsonTopic::kStep));
        auto look = scan(between);
        VERIFY_OK(look);
        std::vector<RecordRef> found;
        const auto end = run(**look, 100, found);
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::EndOfRange);
        QCOMPARE(found.size(), 10U);
        QCOMPARE(found.front().timestamp().value, JsonTopic::kBegin + 1000 * JsonTopic::kStep);
    }

    void whatCannotBeDecodedIsThereWithItsReason() {
        const TopicName mixed("mixed");
        VERIFY_OK(m_topic.createTopic(mixed, 1));
        VERIFY_OK(
            m_topic.write(mixed, {{0, 1000, "a", "{\"n\": 1, \"id\":12345678901234567890}", {{"trace", "x"}}},
                                  {0, 2000, "b", "<no json>", {}},
                                  {0, 3000, "c", std::nullopt, {}}}));
        auto look = scan(request("", mixed));
        VERIFY_OK(look);
        std::vector<RecordRef> found;
        VERIFY_OK(run(**look, 10, found));
        QCOMPARE(found.size(), 3U);
        QVERIFY(!found[0].block->value(found[0].row));
        QVERIFY(found[0].block->failure(found[0].row).empty());
        QVERIFY(found[1].block->failure(found[1].row).starts_with("not JSON"));
        QVERIFY(found[2].block->decodedRow(found[2].row));
        QCOMPARE(found[2].block->headers(found[2].row).size(), 1U);

        // Numbers are copied as written, even beyond double and int64.
        QCOMPARE(QByteArray::fromStdString(recordAsJson(mixed, found[2])),
                 QByteArray("{\"topic\":\"mixed\",\"partition\":0,\"offset\":0,\"timestamp\":\"1970-01-01T00:"
                            "00:01.000Z\","
                            "\"key\":\"a\",\"headers\":[{\"name\":\"trace\",\"value\":\"x\"}],"
                            "\"value\":{\"n\":1,\"id\":12345678901234567890}}"));
        QVERIFY(recordAsJson(mixed, found[0]).ends_with("\"value\":null}"));
        QVERIFY(recordAsJson(mixed, found[1]).ends_with("\"value\":\"<no json>\"}"));

        auto search = scan(request("n == 1", mixed));
        VERIFY_OK(search);
        found.clear();
        VERIFY_OK(run(**search, 10, found));
        QCOMPARE(found.size(), 1U);
        QCOMPARE(m_counts.unjudged, 2);
    }

    void anUnknownFieldIsRefused() { VERIFY_FAILS(scan(request("nosuch > 1")), ErrorCode::InvalidArgument); }

    void anEmptyTopicEndsAtOnce() {
        const TopicName empty("empty");
        VERIFY_OK(m_topic.createTopic(empty, 2));
        auto look = scan(request("", empty));
        VERIFY_OK(look);
        std::vector<RecordRef> found;
        const auto end = run(**look, 10, found);
        VERIFY_OK(end);
        QCOMPARE(*end, ScanEnd::EndOfRange);
        QVERIFY(found.empty());
    }
};

} // namespace driftwood

QTEST_GUILESS_MAIN(driftwood::TestRecordScan)
#include "test_record_scan.moc"

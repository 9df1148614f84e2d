#include "browsing/read_request.h"
#include "browsing/readable_record.h"
#include "browsing/record_text.h"
#include "browsing/schema_history.h"
#include "support/avro_topic.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::browsing;
using namespace driftwood::test;

namespace {

const TopicName kMachines("machines");

} // namespace

/// Records of a topic whose values and keys are Avro behind a schema registry.
class TestAvroRecords : public QObject {
    Q_OBJECT

    QTemporaryDir m_cache;
    JsonTopic m_topic;
    std::unique_ptr<HttpDouble> m_registry;
    std::shared_ptr<broker::Connection> m_connection; ///< with the registry

    Result<RecordReading::Chosen> choose(const Decodings& decodings,
                                         const std::shared_ptr<broker::Connection>& connection) {
        ReadRequest request;
        request.topic = kMachines;
        auto ranges = rangesOf(*connection, request);
        if (!ranges)
            return forward(ranges);
        return RecordReading::choose(*connection, *ranges, decodings, {});
    }
    /// Oldest first.
    Result<std::vector<RecordRef>> read(const RecordReading::Spec& spec, const char* filter = "") {
        ReadRequest request;
        request.topic = kMachines;
        auto ranges = rangesOf(*m_connection, request);
        if (!ranges)
            return forward(ranges);
        auto scan =
            RecordScan::create(m_connection, {*ranges, false, spec, dataset::Filter::parse(filter).value()});
        if (!scan)
            return forward(scan);
        std::vector<RecordRef> found;
        const auto end = (*scan)->run({},
                                      [&](RecordScan::Report&& report) {
                                          found.insert(found.end(), report.found.begin(), report.found.end());
                                      },
                                      {});
        if (!end)
            return tl::unexpected<Error>(end.error());
        return found;
    }

  private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
        auto topic = JsonTopic::start();
        VERIFY_OK(topic);
        m_topic = std::move(*topic);
        VERIFY_OK(m_topic.createTopic(kMachines, 1));
        VERIFY_OK(m_topic.write(kMachines, avroMachines()));
        m_registry = std::make_unique<HttpDouble>(answerForMachines);
        broker::ConnectionProfile profile = m_topic.broker->profile();
        profile.registry.addresses = {m_registry->address()};
        auto connection = broker::Connection::open(profile);
        VERIFY_OK(connection);
        m_connection = std::move(*connection);
    }

    void theConnectionsRegistryIsAsked() {
        const auto chosen = choose({}, m_connection);
        VERIFY_OK(chosen);
        QVERIFY(chosen->spec && chosen->spec->format == decoder::PayloadFormat::Avro);
        QVERIFY(chosen->spec->key && chosen->spec->key->format == decoder::PayloadFormat::Avro);
        QCOMPARE(chosen->values.schemas, (std::vector<std::string>{"id:1", "id:2", "id:9"}));
        QCOMPARE(chosen->values.framed, std::int64_t(1));
        QCOMPARE(chosen->values.missing, std::vector<std::string>{"id:9"});
        QCOMPARE(chosen->keys.schemas, std::vector<std::string>{"id:3"});
        const auto records = read(chosen->spec);
        VERIFY_OK(records);
        QCOMPARE(records->size(), static_cast<std::size_t>(kAvroRows) + 1);
        const RecordRef& late = (*records)[119];
        QCOMPARE(late.block->shownKey(late.row).value(), std::string_view(R"({"line":"a"})"));
        const std::string json = recordAsJson(kMachines, late);
        QVERIFY2(json.find(R"("key":{"line":"a"},"value":{"load":9.5,"fault":false,"unit":"F"})") !=
                     std::string::npos,
                 json.c_str());
        QVERIFY(schemaOf(late, false) ==
                (decoder::SchemaNaming{decoder::SchemaNaming::Way::Frame, "id:2", 5}));
        // A record that cannot be decoded is written as its bytes.
        const RecordRef& unknown = records->back();
        QVERIFY(unknown.block->failure(unknown.row).find("schema id 9") != std::string_view::npos);
        ReadableRecord readable;
        QVERIFY(!readable.value(unknown));
        QVERIFY(readable.value(late) && readable.value(records->front()));
    }

    void filtersReadWhatKeysSay() {
        const auto chosen = choose({}, m_connection);
        VERIFY_OK(chosen);
        for (const char* filter : {"@key.line == \"a\"", "@key == \"{\\\"line\\\":\\\"a\\\"}\""}) {
            const auto found = read(chosen->spec, filter);
            VERIFY_OK(found);
            QCOMPARE(found->size(), static_cast<std::size_t>(kAvroRows) / 2);
        }
    }

    void keyAndValueAreChosenApart() {
        const auto text = choose({Decoding(), {Decoding::Kind::Text}}, m_connection);
        VERIFY_OK(text);
        QVERIFY(text->spec && !text->spec->key);
        const auto wrong = choose({Decoding{Decoding::Kind::As, decoder::PayloadFormat::Json}}, m_connection);
        VERIFY_OK(wrong);
        QVERIFY(!wrong->spec && wrong->problem);
        QCOMPARE(wrong->values.formats.front().format,
                 decoder::PayloadFormat::Avro); // what it is all the same
        const auto wrongKey =
            choose({Decoding(), {Decoding::Kind::As, decoder::PayloadFormat::Json}}, m_connection);
        VERIFY_OK(wrongKey);
        QVERIFY(wrongKey->spec && !wrongKey->spec->key); // the values are decoded all the same
        const auto raw = choose({Decoding{Decoding::Kind::Raw}}, m_connection);
        VERIFY_OK(raw);
        QVERIFY(!raw->spec);
    }

    void withoutARegistryItIsNeverCsv() {
        const auto chosen = choose({}, m_topic.connection);
        VERIFY_OK(chosen);
        QVERIFY(!chosen->spec && chosen->problem);
        QVERIFY2(chosen->problem->text().find("registry") != std::string::npos,
                 chosen->problem->text().c_str());
        QVERIFY(chosen->values.formats.empty());
        QCOMPARE(chosen->values.framed, std::int64_t(kAvroRows) + 1);
    }

    void namesOfDecodingsComeBack() {
        for (const Decoding& decoding :
             {Decoding(), Decoding{Decoding::Kind::Text}, Decoding{Decoding::Kind::Raw},
              Decoding{Decoding::Kind::As, decoder::PayloadFormat::Avro},
              Decoding{Decoding::Kind::Auto, {}, true},
              Decoding{Decoding::Kind::As, decoder::PayloadFormat::Avro, true}})
            QVERIFY(decodingFromName(decodingName(decoding)) == decoding);
        QVERIFY(decodingFromName("a format of the future") == Decoding());
    }

    void schemasOverATopicsTimeAreFound() {
        const auto history = schemaHistory(*m_connection, kMachines, {});
        VERIFY_OK(history);
        const auto since = [](const char* key, int offset) {
            return SchemaSince{
                key, TimestampMs(JsonTopic::kBegin + offset), {PartitionId(0), Offset(offset)}};
        };
        QVERIFY((*history == std::vector<SchemaSince>{since("id:1", 0), since("id:2", kAvroRows / 2),
                                                      since("id:9", kAvroRows)}));
        QVERIFY(m_registry->requests().size() < 20);
    }

    /// One partition gets the new schema later than the other, and tombstones name none.
    void partitionsChangeAtTimesOfTheirOwn() {
        const TopicName topic("two");
        VERIFY_OK(m_topic.createTopic(topic, 3));
        std::vector<JsonRecord> records;
        for (int i = 0; i < 1000; ++i)
            for (const int partition : {0, 1}) {
                const bool isNew = i >= (partition == 0 ? 700 : 333);
                records.push_back({partition,
                                   JsonTopic::kBegin + i,
                                   "k",
                                   i % 5 == 4 ? std::nullopt : std::optional(framed(isNew ? 5 : 4, "x")),
                                   {}});
            }
        VERIFY_OK(m_topic.write(topic, records));
        const auto history = schemaHistory(*m_topic.connection, topic, {});
        VERIFY_OK(history);
        QCOMPARE(history->size(), std::size_t(2));
        QCOMPARE((*history)[0].key, std::string("id:4"));
        QCOMPARE((*history)[1].key, std::string("id:5"));
        QCOMPARE((*history)[1].at, (Position{PartitionId(1), Offset(333)}));
        const TopicName empty("empty");
        VERIFY_OK(m_topic.createTopic(empty, 2));
        QVERIFY(schemaHistory(*m_topic.connection, empty, {}).value().empty());
    }
};

QTEST_GUILESS_MAIN(TestAvroRecords)
#include "test_avro_records.moc"

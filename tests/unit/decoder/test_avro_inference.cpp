#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_registry.h"
#include "decoder/schema_inference.h"
#include "support/http_double.h"
#include "support/result_check.h"
#include "unit/decoder/avro_cases.h"

#include <QtTest>
#include <atomic>
#include <map>

using namespace driftwood;
using namespace driftwood::test;
using decoder::FailureKind;
using decoder::PayloadFormat;
using decoder::SchemaBook;
using decoder::SchemaInference;
using decoder::SchemaRegistry;
using records::FieldType;

namespace {

/// A registry of the three versions as ids 1 to 3, a Protobuf schema as 4, and one by GUID.
class VersionsDouble {
  public:
    /// `others`: as ids 11, 12 …
    explicit VersionsDouble(const std::vector<std::string>& others = {})
        : m_server([this](const HttpDouble::Request& request, QTcpSocket& socket) {
            const auto found = m_pages.find(request.path.toStdString());
            if (found != m_pages.end())
                return HttpDouble::reply(socket, QByteArray::fromStdString(found->second));
            HttpDouble::reply(socket, R"({"error_code":40403,"message":"Schema not found"})",
                              "404 Not Found");
        }) {
        for (std::size_t i = 0; i < others.size(); ++i)
            m_pages["/schemas/ids/" + std::to_string(11 + i)] = page(others[i]);
    }

    [[nodiscard]] std::shared_ptr<SchemaBook> book(const std::string& stated = {}) const {
        decoder::RegistrySettings settings;
        settings.addresses = {m_server.address()};
        return std::make_shared<SchemaBook>(SchemaRegistry::open(settings).value(),
                                            decoder::StatedSchema{stated});
    }
    [[nodiscard]] std::string address() const { return m_server.address(); }
    [[nodiscard]] std::size_t requests() const { return m_server.requests().size(); }

  private:
    static std::string page(const std::string& schema) { return nlohmann::json{{"schema", schema}}.dump(); }
    std::map<std::string, std::string> m_pages{
        {"/schemas/ids/1", page(avroCase("version 1").schema)},
        {"/schemas/ids/2", page(avroCase("version 2").schema)},
        {"/schemas/ids/3", page(avroCase("version 3").schema)},
        {"/schemas/ids/4", R"({"schema":"message M {}","schemaType":"PROTOBUF"})"},
        {"/schemas/ids/5", page("{}")},
        {"/schemas/guids/00112233-4455-6677-8899-aabbccddeeff", page(avroCase("version 2").schema)},
    };
    HttpDouble m_server;
};

std::string versionPayload(int version) {
    return avroCase("version " + std::to_string(version)).rows[0].payload;
}

FieldType typeIn(const decoder::InferredSchema& inferred, const std::string& path) {
    const auto index = inferred.spec.schema.indexOf(path);
    if (!index)
        throw std::runtime_error("no field " + path);
    return inferred.spec.schema.fields[*index].type;
}

} // namespace

/// From bytes to a spec: which schemas a sample names, and which columns they give together.
class TestAvroInference : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void versionsAreFoundThroughTheRegistry() {
        const VersionsDouble registry;
        const auto book = registry.book();
        SchemaInference inference({}, {}, {}, {}, book);
        const std::vector<std::optional<std::string>> payloads{
            framed(3, versionPayload(3)), framed(1, versionPayload(1)), framed(2, versionPayload(2)),
            std::string("not Avro"),      framed(9, versionPayload(1)), std::nullopt};
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QVERIFY(inferred->spec.format == PayloadFormat::Avro);
        QCOMPARE(inferred->undecodable, std::int64_t(3));
        QCOMPARE(inferred->spec.schemas.size(), std::size_t(3));
        QCOMPARE(inferred->spec.schemas[0].key, std::string("id:3")); // the newest names the fields
        QCOMPARE(typeIn(*inferred, "temperature"), FieldType::Float64);
        QCOMPARE(typeIn(*inferred, "where.lat"), FieldType::Float64);
        QCOMPARE(typeIn(*inferred, "where.note"), FieldType::Text);
        QCOMPARE(typeIn(*inferred, "old"), FieldType::Bool);
        QVERIFY(!inferred->spec.schema.indexOf("temp"));
        const auto temperature =
            std::ranges::find(inferred->fields, "temperature",
                              [](const decoder::FieldSample& field) { return field.field.path; });
        QCOMPARE(temperature->present, std::int64_t(3));
        QCOMPARE(registry.requests(), std::size_t(4)); // each id once, also the one that there is not

        const Decoded decoded = decodeAll(inferred->spec, payloads);
        QCOMPARE(texts(decoded, "temperature"), (Texts{"22.5", "20", "21"}));
        QCOMPARE(decoded.failures.size(), std::size_t(3));
    }

    /// The finer of two units: it holds the times of both versions exactly.
    void versionsOfDifferentUnitsGiveTheFiner() {
        const auto version = [](const char* unit) {
            return R"({"type":"record","name":"R","fields":[{"name":"t","type":{"type":"long","logicalType":)" +
                   ("\"timestamp-" + std::string(unit)) + "\"}}]}";
        };
        for (const auto& [older, newer] : {std::pair("millis", "micros"), std::pair("micros", "millis")}) {
            const VersionsDouble registry({version(older), version(newer)});
            SchemaInference inference({}, {}, {}, {}, registry.book());
            inference.add(batchOf({framed(11, "\x02"), framed(12, "\x02")}));
            const auto inferred = inference.finish();
            VERIFY_OK(inferred);
            const std::vector<records::Field> fields{{"t", FieldType::Int64, false, TimeUnit::Microseconds}};
            QCOMPARE(inferred->spec.schema.fields, fields);
        }
    }

    /// Neither a higher id nor being first makes a schema the one that names the fields.
    void aStrayRecordDoesNotNameTheFields() {
        const auto schema = [](const char* name, const char* field, const char* more = "") {
            return R"({"type":"record","name":)" + ("\"" + std::string(name)) + "\"" + more +
                   R"(,"fields":[{"type":"long","name":)" + ("\"" + std::string(field)) + "\"}]}";
        };
        const VersionsDouble registry({schema("Reading", "a"),
                                       schema("Renamed", "b", R"(,"aliases":["Reading"])"),
                                       schema("Heartbeat", "c")});
        const auto inferredFrom = [&](const std::vector<std::optional<std::string>>& payloads) {
            SchemaInference inference({}, {}, {}, {}, registry.book());
            inference.add(batchOf(payloads));
            return inference.finish().value();
        };
        const std::vector<std::optional<std::string>> payloads{framed(13, "\x02"), framed(11, "\x04"),
                                                               framed(12, "\x06"), framed(11, "\x08")};
        const auto inferred = inferredFrom(payloads);
        QCOMPARE(inferred.spec.schemas[0].key, std::string("id:12"));
        QCOMPARE(inferred.spec.recordType, std::string("Renamed"));
        const std::vector<records::Field> fields{{"b", FieldType::Int64}, {"a", FieldType::Int64}};
        QCOMPARE(inferred.spec.schema.fields, fields);
        QCOMPARE(inferred.warning,
                 std::string("the fields are those of Renamed; records of other types give no "
                             "row: 1 of Heartbeat (schema id 13)"));
        const Decoded decoded = decodeAll(inferred.spec, payloads);
        QCOMPARE(texts(decoded, "b"), (Texts{"-", "3", "-"}));
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QCOMPARE(inferredFrom({payloads[0], payloads[1]}).spec.recordType,
                 std::string("Heartbeat")); // newest
    }

    /// A registry without an answer is asked again with the next records: for the life of a decoder is too
    /// long.
    void aRegistryThatAnswersAgainIsHeard() {
        const std::string schema = R"({"type":"record","name":"R","fields":[{"name":"a","type":"long"}]})";
        const QByteArray page = QByteArray::fromStdString(nlohmann::json{{"schema", schema}}.dump());
        std::atomic<bool> isOpen = false;
        const HttpDouble server([&](const HttpDouble::Request&, QTcpSocket& socket) {
            if (isOpen)
                return HttpDouble::reply(socket, page);
            HttpDouble::reply(socket, "{}", "401 Unauthorized");
        });
        decoder::RegistrySettings settings;
        settings.addresses = {server.address()};
        decoder::DecoderSpec spec = avroSpec({{"a", FieldType::Int64}}, {});
        spec.book = std::make_shared<SchemaBook>(settings);
        const auto decoder = decoder::Decoder::create(spec);
        VERIFY_OK(decoder);
        records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
        std::vector<decoder::DecodeFailure> failures;
        const std::vector<std::optional<std::string>> payloads{framed(1, "\x02"), framed(1, "\x04")};
        (*decoder)->decode(batchOf(payloads), rows, failures);
        QCOMPARE(failures.size(), std::size_t(2));
        QVERIFY(failures[0].kind == FailureKind::Unanswered);
        QCOMPARE(server.requests().size(), std::size_t(1)); // not for each record
        isOpen = true;
        (*decoder)->decode(batchOf(payloads), rows, failures);
        QCOMPARE(failures.size(), std::size_t(2));
        QCOMPARE(rows.rows(), std::size_t(2));
    }

    /// Beside a stated schema the registry is heard too, and its silence is told.
    void aStatedSchemaDoesNotSilenceTheRegistry() {
        const std::string stated = R"({"type":"record","name":"R","fields":[{"name":"a","type":"long"}]})";
        const std::vector<std::optional<std::string>> payloads{std::string("\x02"), framed(11, "\x04"),
                                                               std::string("\x06")};
        VersionsDouble registry({R"({"type":"record","name":"R","fields":[{"name":"a","type":"int"}]})"});
        decoder::DecoderSpec spec = avroSpec({{"a", FieldType::Int64}}, {{"", stated}});
        spec.book = registry.book(stated);
        QCOMPARE(texts(decodeAll(spec, payloads), "a"), (Texts{"1", "2", "3"}));
        decoder::RegistrySettings gone;
        gone.addresses = {"http://127.0.0.1:1"};
        spec.book = std::make_shared<SchemaBook>(gone, decoder::StatedSchema{stated});
        const Decoded decoded = decodeAll(spec, payloads);
        QCOMPARE(texts(decoded, "a"), (Texts{"1", "3"}));
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QVERIFY(decoded.failures[0].kind == FailureKind::Unanswered);
        QVERIFY2(decoded.failures[0].reason.find("; as schema id 11: no schema registry answered") !=
                     std::string::npos,
                 decoded.failures[0].reason.c_str());
        spec.book =
            std::make_shared<SchemaBook>(nullptr, decoder::StatedSchema{stated}); // there is none to tell of
        QVERIFY(decodeAll(spec, payloads).failures[0].reason.find("schema id") == std::string::npos);
    }

    /// An id that no record of the sample had.
    void aSchemaThatComesLaterIsAskedFor() {
        const VersionsDouble registry;
        const auto book = registry.book();
        SchemaInference inference({}, {}, {}, {}, book);
        inference.add(batchOf({framed(3, versionPayload(3))}));
        auto inferred = inference.finish();
        VERIFY_OK(inferred);
        inferred->spec.book = book;
        const Decoded decoded =
            decodeAll(inferred->spec, {framed(1, versionPayload(1)), framed(4, "\x01"), framed(5, "\x01")});
        QCOMPARE(texts(decoded, "temperature"), Texts{"20"});
        QCOMPARE(decoded.failures.size(),
                 std::size_t(2)); // one is Protobuf, one is no schema: neither is kept
        QVERIFY2(decoded.failures[0].reason.find("Protobuf") != std::string::npos,
                 decoded.failures[0].reason.c_str());
        decoder::DecoderSpec again = inferred->spec; // as a manifest keeps it: no registry is asked
        decoder::keepSchemasMet(again);
        QVERIFY(!again.book);
        QCOMPARE(again.schemas.size(), std::size_t(2));
        QCOMPARE(again.schemas[1].key, std::string("id:1"));
        QCOMPARE(texts(decodeAll(again, {framed(1, versionPayload(1))}), "temperature"), Texts{"20"});
    }

    void headersNameTheSchemaBeforeTheFrameDoes() {
        const VersionsDouble registry;
        const std::string guid = QByteArray::fromHex("0100112233445566778899aabbccddeeff").toStdString();
        const std::vector<std::optional<std::string>> payloads{versionPayload(2)};
        SchemaInference inference({}, {}, {}, {}, registry.book());
        inference.add(broker::RawBatch::view(batchOf(payloads).records(), {{{"__value_schema_id", guid}}}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.schemas[0].key, std::string("guid:00112233-4455-6677-8899-aabbccddeeff"));
        QCOMPARE(typeIn(*inferred, "unit"), FieldType::Text);
    }

    void aStatedSchemaIsEnough() {
        const std::string schema = avroCase("version 1").schema;
        const auto book = std::make_shared<SchemaBook>(nullptr, decoder::StatedSchema{schema});
        for (const std::string& payload :
             {versionPayload(1), framed(77, versionPayload(1)),
              std::string("\xC3\x01", 2) +
                  QByteArray::fromHex(QByteArray::fromStdString(avroCase("version 1").fingerprint))
                      .toStdString() +
                  versionPayload(1)}) {
            SchemaInference inference({}, {}, {}, {}, book);
            inference.add(batchOf({payload, payload}));
            const auto inferred = inference.finish();
            VERIFY_OK(inferred);
            QCOMPARE(texts(decodeAll(inferred->spec, {payload}), "temp"), Texts{"20"});
        }
    }

    void withoutASchemaTheReasonIsTold() {
        const auto why = [](std::shared_ptr<SchemaBook> book, const std::string& payload) {
            SchemaInference inference({}, {}, {}, {}, std::move(book));
            inference.add(batchOf({payload}));
            const auto inferred = inference.finish();
            return inferred ? std::string("found") : inferred.error().text();
        };
        const std::string none = why(nullptr, framed(7, versionPayload(1)));
        QVERIFY2(none.find("schema id 7") != std::string::npos &&
                     none.find("--registry") != std::string::npos,
                 none.c_str());
        const VersionsDouble registry;
        const std::string unknown = why(registry.book(), framed(7, versionPayload(1)));
        QVERIFY2(unknown.find("Schema not found") != std::string::npos, unknown.c_str());
        const std::string none5 = why(registry.book(), framed(5, "\x01"));
        QVERIFY2(none5.find("not an Avro schema") != std::string::npos, none5.c_str());
        const std::string other = why(registry.book(), framed(4, "\x01"));
        QVERIFY2(other.find("Protobuf") != std::string::npos, other.c_str());
        const std::string broken =
            why(std::make_shared<SchemaBook>(nullptr, decoder::StatedSchema{"nonsense"}), "\x01\x02");
        QVERIFY2(broken != "found", broken.c_str());
    }

    /// Among several schemas, the message names the one that is missing, not the first one that was seen.
    void theSchemaThatIsMissingIsNamed() {
        HttpDouble server([](const HttpDouble::Request& request, QTcpSocket& socket) {
            const nlohmann::json known{
                {"schema", R"({"type":"record","name":"R","fields":[{"name":"a","type":"int"}]})"}};
            if (request.path == "/schemas/ids/1")
                return HttpDouble::reply(socket, QByteArray::fromStdString(known.dump()));
            HttpDouble::reply(socket, "{}", "401 Unauthorized");
        });
        decoder::RegistrySettings settings;
        settings.addresses = {server.address()};
        SchemaInference inference({}, {}, {}, {}, std::make_shared<SchemaBook>(settings));
        const std::string cut = framed(1, "");
        const std::string sound = framed(1, "\x02");
        const std::string refused = framed(6, "\x02");
        inference.add(batchOf({cut, sound, refused, refused}));
        const auto seen = inference.values();
        QCOMPARE(seen.missing, (std::vector<std::string>{"id:1", "id:6"}));
        const auto inferred = inference.finish();
        VERIFY_FAILS(inferred, ErrorCode::AuthenticationFailed);
        const std::string text = inferred.error().text();
        QVERIFY2(
            text.find("schema id 1: the records are not of that schema; schema id 6: the schema registry "
                      "refused the log-in: HTTP status 401 (" +
                      server.address() + "/schemas/ids/6)") != std::string::npos,
            text.c_str());
    }

    /// If a topic has several messages, the most frequent one gives rows. The others count as failures, and a
    /// warning names them.
    void otherProtobufMessagesAreFailures() {
        HttpDouble server([](const HttpDouble::Request&, QTcpSocket& socket) {
            const nlohmann::json reply{{"schemaType", "PROTOBUF"},
                                       {"schema", R"(syntax = "proto3"; package shop;
                                           message Order { int32 id = 1; } message Refund { int32 id = 1; })"}};
            HttpDouble::reply(socket, QByteArray::fromStdString(reply.dump()));
        });
        decoder::RegistrySettings settings;
        settings.addresses = {server.address()};
        const auto of = [](char index, char id) {
            const std::string indexes =
                index == 0 ? std::string(1, '\0') : std::string{2, static_cast<char>(2 * index)};
            return framed(1, indexes + '\x08' + id);
        };
        const std::vector<std::optional<std::string>> payloads{of(1, 9), of(0, 1), of(0, 2), of(1, 8),
                                                               of(0, 3)};
        SchemaInference inference({}, {}, {}, {}, std::make_shared<SchemaBook>(settings));
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.recordType, std::string("shop.Order"));
        QCOMPARE(inferred->warning, std::string("the fields are those of shop.Order; other messages give no "
                                                "row: 2 of shop.Refund"));
        const Decoded decoded = decodeAll(inferred->spec, payloads);
        QCOMPARE(texts(decoded, "id"), (Texts{"1", "2", "3"}));
        QCOMPARE(decoded.failures.size(), std::size_t(2));
        QCOMPARE(decoded.failures[0].position.offset.value, qint64(100));
        QCOMPARE(decoded.failures[0].kind, FailureKind::DoesNotFit);
        QCOMPARE(
            decoded.failures[0].reason,
            std::string("not Protobuf of schema id 1: it is a message of shop.Refund, and the fields are "
                        "those of shop.Order"));
    }

    /// The formats that were seen are reported apart from the one that was asked for.
    void whatASampleIsIsSaid() {
        const VersionsDouble registry;
        SchemaInference inference({}, {}, {}, decoder::KeyFormat::found(), registry.book());
        const std::string json = R"({"price":1.5})";
        const std::string key = framed(2, versionPayload(2));
        const std::string unknown = framed(9, "x");
        std::vector<broker::RawRecord> records(4);
        for (broker::RawRecord& record : records) {
            record.hasKey = record.hasValue = true;
            record.key = key;
            record.value = json;
        }
        records[2].value = unknown;
        records[3].hasValue = false;
        records[3].key = "text";
        inference.add(broker::RawBatch::view(records));
        const decoder::Detection values = inference.values();
        QCOMPARE(values.records, std::int64_t(4));
        QCOMPARE(values.payloads, std::int64_t(3));
        QCOMPARE(values.formats.size(), std::size_t(1)); // binary is never CSV
        QVERIFY((values.formats[0] == decoder::FormatSeen{PayloadFormat::Json, 2}));
        QCOMPARE(values.framed, std::int64_t(1));
        QCOMPARE(values.frame, std::string("Avro or Protobuf behind a schema registry, schema id 9"));
        QVERIFY2(values.problem.find("Schema not found") != std::string::npos, values.problem.c_str());
        QCOMPARE(values.schemas, std::vector<std::string>{"id:9"});
        QCOMPARE(values.missing, std::vector<std::string>{"id:9"});
        const decoder::Detection keys = inference.keys();
        QVERIFY((keys.formats.front() == decoder::FormatSeen{PayloadFormat::Avro, 3}));
        QVERIFY(decoder::binaryFormatOf(keys) == PayloadFormat::Avro);
        QVERIFY(!decoder::binaryFormatOf(values));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QVERIFY(inferred->spec.key && inferred->spec.key->format == PayloadFormat::Avro);
        QCOMPARE(typeIn(*inferred, "@key.temp"), FieldType::Int64);
    }

    /// Its password may be typed only later, and fetching it may block.
    void aConnectionsRegistryIsOpenedWhenItIsAsked() {
        const VersionsDouble registry;
        decoder::RegistrySettings settings;
        settings.addresses = {registry.address()};
        settings.passwordSource = "env:DRIFTWOOD_TEST_REGISTRY";
        qunsetenv("DRIFTWOOD_TEST_REGISTRY");
        SchemaBook book(settings);
        QCOMPARE(registry.requests(), std::size_t(0));
        const auto without = book.find("id:1", PayloadFormat::Avro);
        VERIFY_FAILS(without, ErrorCode::NotFound);
        QVERIFY(without.error().text().find("DRIFTWOOD_TEST_REGISTRY") != std::string::npos);
        qputenv("DRIFTWOOD_TEST_REGISTRY", "hunter2");
        VERIFY_OK(book.find("id:1", PayloadFormat::Avro)); // the failure was not kept
        SchemaBook none{decoder::RegistrySettings()};
        VERIFY_FAILS(none.find("id:1", PayloadFormat::Avro), ErrorCode::NotFound);
    }

    void jsonAndCsvAreFoundAsBefore() {
        const VersionsDouble registry;
        for (const std::string& payload : {std::string(R"({"a":1})"), std::string("1,2,3")}) {
            SchemaInference inference({}, {}, {}, {}, registry.book(avroCase("version 1").schema));
            inference.add(batchOf({payload, payload}));
            const auto inferred = inference.finish();
            VERIFY_OK(inferred);
            QVERIFY(inferred->spec.format != PayloadFormat::Avro);
        }
        QCOMPARE(registry.requests(), std::size_t(0));
    }

    void keysAreAvroToo() {
        const VersionsDouble registry;
        const std::string key = framed(2, versionPayload(2));
        const std::string value = R"({"price":1.5})";
        broker::RawRecord record;
        record.hasKey = record.hasValue = true;
        record.key = key;
        record.value = value;
        const auto batch = broker::RawBatch::view({record});
        SchemaInference inference({}, {}, {}, PayloadFormat::Avro, registry.book());
        inference.add(batch);
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(typeIn(*inferred, "@key.temp"), FieldType::Int64);
        auto decoder = decoder::Decoder::create(inferred->spec);
        VERIFY_OK(decoder);
        Decoded out{records::RecordBatch(std::make_shared<const records::Schema>(inferred->spec.schema)), {}};
        (*decoder)->decode(batch, out.rows, out.failures);
        QVERIFY(out.failures.empty());
        QCOMPARE(texts(out, "@key.site"), Texts{"b"});
        QCOMPARE(texts(out, "price"), Texts{"1.5"});
        // A binary key is no text: the rows' key is what it says.
        QCOMPARE(out.rows.keys().asText(0), std::string(R"({"temp":21,"site":"b","unit":"F"})"));
    }
};

QTEST_GUILESS_MAIN(TestAvroInference)
#include "test_avro_inference.moc"

#include "decoder/field_limits.h"
#include "decoder/formats/avro/avro_decoder.h"
#include "decoder/formats/avro/avro_names.h"
#include "decoder/formats/avro/avro_plan.h"
#include "decoder/registry/schema_key.h"
#include "support/result_check.h"
#include "unit/decoder/avro_cases.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::DecoderSpec;
using decoder::FailureKind;
using records::Field;
using records::FieldType;

namespace {

/// The columns that a case names, of the types that its schema suggests; any other is text.
std::vector<Field> columnsOf(const AvroCase& of) {
    const auto schema = decoder::parseAvroSchema(of.schema).value();
    const std::vector<Field> suggested = decoder::avroColumns(*schema, nullptr, 100);
    std::vector<Field> out;
    for (const AvroCase::Row& row : of.rows)
        for (const auto& [path, text] : row.columns) {
            const auto found = std::ranges::find(suggested, path, &Field::path);
            if (std::ranges::find(out, path, &Field::path) == out.end())
                out.push_back({path, found == suggested.end() ? FieldType::Text : found->type});
        }
    return out;
}

/// Decodes one payload; the whole as JSON may be among the columns, which Decoder::create would refuse.
Decoded decodeWith(const DecoderSpec& spec, const std::vector<std::optional<std::string>>& payloads,
                   std::vector<broker::Headers> headers = {}) {
    auto made = decoder::AvroDecoder::make(spec);
    if (!made)
        throw std::runtime_error(made.error().text());
    Decoded out{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
    auto records = batchOf(payloads).records();
    (*made)->decode(broker::RawBatch::view(std::move(records), std::move(headers)), out.rows, out.failures);
    return out;
}

std::string reasonOf(const Decoded& decoded) {
    return decoded.failures.size() == 1 && decoded.rows.empty() ? decoded.failures[0].reason : "no failure";
}

std::string refusal(const std::string& schema, const std::string& payload) {
    return reasonOf(decodeWith(avroSpec({{"value", FieldType::Text}}, {{"", schema}}), {payload}));
}

const AvroCase kVersion1 = avroCase("version 1");
const AvroCase kVersion2 = avroCase("version 2");
const AvroCase kVersion3 = avroCase("version 3");

} // namespace

class TestAvroDecoder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatFastavroWroteIsRead_data() {
        QTest::addColumn<QString>("name");
        for (const AvroCase& one : avroCases())
            QTest::newRow(one.name.c_str()) << QString::fromStdString(one.name);
    }
    void whatFastavroWroteIsRead() {
        QFETCH(QString, name);
        const AvroCase of = avroCase(name.toStdString());
        const DecoderSpec spec = avroSpec(columnsOf(of), {{"", of.schema}});
        for (const AvroCase::Row& row : of.rows) {
            const Decoded decoded = decodeWith(spec, {row.payload});
            QVERIFY2(decoded.failures.empty(),
                     decoded.failures.empty() ? "" : decoded.failures[0].reason.c_str());
            for (const auto& [path, written] : row.columns) {
                const bool isTruth = decoded.rows.find(path)->type() == FieldType::Bool; // 0 or 1 as text
                const std::string text =
                    isTruth && written != "-" ? (written == "true" ? "1" : "0") : written;
                QVERIFY2(texts(decoded, path) == Texts{text},
                         (path + ": " + texts(decoded, path).at(0) + " instead of " + text).c_str());
            }
        }
    }

    /// The types that columns get without being asked.
    void typesFollowTheSchema() {
        const auto typeOf = [](const std::string& name, const std::string& path) {
            const auto schema = decoder::parseAvroSchema(avroCase(name).schema).value();
            for (const Field& field : decoder::avroColumns(*schema, nullptr, 100))
                if (field.path == path)
                    return QString::fromUtf8(records::fieldTypeName(field.type).data());
            return QString("no such column");
        };
        QCOMPARE(typeOf("primitive types", "truth"), QString("bool"));
        QCOMPARE(typeOf("primitive types", "single"), QString("float64"));
        QCOMPARE(typeOf("primitive types", "nothing"), QString("no such column"));
        QCOMPARE(typeOf("logical types", "price"), QString("float64"));
        QCOMPARE(typeOf("logical types", "exact"), QString("text"));
        QCOMPARE(typeOf("logical types", "whole"), QString("int64"));
        QCOMPARE(typeOf("logical types", "ms"), QString("int64"));
        QCOMPARE(typeOf("unions and nested records", "number"), QString("float64"));
        QCOMPARE(typeOf("unions and nested records", "either"), QString("text"));
        QCOMPARE(typeOf("unions and nested records", "place.point.y"), QString("float64"));
        QCOMPARE(typeOf("a record within itself", "next"), QString("text"));
    }

    void columnsKeepTheUnitOfTheirSchema() {
        const auto schema = decoder::parseAvroSchema(R"({"type":"record","name":"R","fields":[
            {"name":"day","type":{"type":"int","logicalType":"date"}},
            {"name":"ns","type":["null",{"type":"long","logicalType":"timestamp-nanos"}]},
            {"name":"us","type":{"type":"long","logicalType":"local-timestamp-micros"}},
            {"name":"at","type":{"type":"int","logicalType":"time-millis"}},
            {"name":"plain","type":"long"},
            {"name":"both","type":[{"type":"int","logicalType":"time-millis"},
                                   {"type":"long","logicalType":"timestamp-millis"}]}]})")
                                .value();
        const std::vector<Field> expected{{"day", FieldType::Int64, false, TimeUnit::Days},
                                          {"ns", FieldType::Int64, false, TimeUnit::Nanoseconds},
                                          {"us", FieldType::Int64, false, TimeUnit::Microseconds},
                                          {"at", FieldType::Int64, false, TimeUnit::Milliseconds, true},
                                          {"plain", FieldType::Int64},
                                          {"both", FieldType::Text}}; // ISO 8601 then
        QCOMPARE(decoder::avroColumns(*schema, nullptr, 100), expected);
    }

    /// A number stands for the same time in each version of its schema.
    void versionsOfDifferentUnitsGiveOneUnit() {
        const auto version = [](const std::string& type) {
            return R"({"type":"record","name":"R","fields":[{"name":"t","type":)" + type + "}]}";
        };
        const auto logical = [&](const char* name) {
            return version(R"({"type":"long","logicalType":)" + ("\"" + std::string(name)) + "\"}");
        };
        const auto payload = [](std::int64_t value) { // a long of Avro
            std::string out;
            auto left = static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63);
            for (; left >= 0x80; left >>= 7U)
                out += static_cast<char>(left | 0x80U);
            return out + static_cast<char>(left);
        };
        const auto decoded = [&](TimeUnit unit, FieldType type = FieldType::Int64) {
            return decodeWith(avroSpec({{"t", type, false, unit}},
                                       {{"id:4", logical("timestamp-millis")},
                                        {"id:3", logical("timestamp-micros")},
                                        {"id:2", version(R"({"type":"int","logicalType":"date"})")},
                                        {"id:1", version(R"("long")")}}),
                              {framed(4, payload(-63'072'000'001)), framed(3, payload(1'777'645'800'123'000)),
                               framed(3, payload(1'777'645'800'123'456)), framed(2, payload(20'574)),
                               framed(1, payload(7)), framed(4, payload(INT64_MAX / 2))});
        };
        QCOMPARE(
            texts(decoded(TimeUnit::Microseconds), "t"),
            (Texts{"-63072000001000", "1777645800123000", "1777645800123456", "1777593600000000", "7", "-"}));
        const Decoded inMs = decoded(TimeUnit::Milliseconds);
        QCOMPARE(texts(inMs, "t"),
                 (Texts{"-63072000001", "1777645800123", "-", "1777593600000", "7", "4611686018427387903"}));
        QCOMPARE(inMs.rows.column(0).notes().size(), std::size_t(1)); // never rounded
        QCOMPARE(inMs.rows.column(0).notes()[0].note, records::ValueNote::Fraction);
        QCOMPARE(texts(decoded(TimeUnit::Milliseconds, FieldType::Float64), "t").at(2),
                 std::string("1777645800123.456"));
        QCOMPARE(
            texts(decodeWith(avroSpec({{"t", FieldType::Int64}}, {{"id:3", logical("timestamp-micros")}}),
                             {framed(3, payload(5))}),
                  "t"),
            Texts{"5"}); // data sets made before units were kept stay as they are
    }

    /// As the specification says; bytes are base64 in a column of text.
    void bytesAndStringsArePromoted() {
        const auto version = [](const std::string& type) {
            return R"({"type":"record","name":"R","fields":[{"name":"a","type":)" + type + "}]}";
        };
        const auto read = [&](const char* reader, const char* writer, const std::string& payload) {
            return decodeWith(
                avroSpec({{"a", FieldType::Text}}, {{"id:2", version(reader)}, {"id:1", version(writer)}}),
                {framed(1, payload)});
        };
        const std::string abc("\x06"
                              "abc");
        QCOMPARE(texts(read(R"("string")", R"("bytes")", abc), "a"), Texts{"abc"});
        QCOMPARE(texts(read(R"("bytes")", R"("string")", abc), "a"), Texts{"YWJj"});
        QCOMPARE(texts(read(R"(["null","string"])", R"("bytes")", abc), "a"), Texts{"abc"});
        QCOMPARE(texts(read(R"("string")", R"(["null","bytes"])", "\x02" + abc), "a"), Texts{"abc"});
        QCOMPARE(texts(read(R"("bytes")", R"("bytes")", abc), "a"), Texts{"YWJj"});
        QCOMPARE(texts(read(R"(["bytes","string"])", R"("bytes")", abc), "a"), Texts{"YWJj"});
        QCOMPARE(texts(read(R"("long")", R"("bytes")", abc), "a"), Texts{"YWJj"}); // neither is the other
        const Decoded notText = read(R"("string")", R"("bytes")", "\x04\xff\xfe");
        QVERIFY2(reasonOf(notText).find("bytes that are not UTF-8") != std::string::npos,
                 reasonOf(notText).c_str());
    }

    /// Records of another type are failures that name it, by full name and aliases.
    void recordsOfAnotherTypeGiveNoRow() {
        const auto schema = [](const std::string& name, const char* more = "") {
            return R"({"type":"record","namespace":"com.acme","name":)" + ("\"" + name) + "\"" + more +
                   R"(,"fields":[{"name":"a","type":"long"}]})";
        };
        const std::string reader = schema("Reading", R"(,"aliases":["Measurement","org.old.Reading"])");
        DecoderSpec spec = avroSpec({{"a", FieldType::Int64}},
                                    {{"id:1", reader},
                                     {"id:2", schema("Measurement")},
                                     {"id:3", schema("Heartbeat")},
                                     {"id:4", R"({"type":"record","name":"org.old.Reading","fields":[]})"},
                                     {"id:5", R"({"type":"record","name":"Reading","fields":[]})"},
                                     {"id:6", R"("long")"},
                                     {"id:7", "[" + schema("Heartbeat") + "," + schema("Reading") + "]"}});
        const std::vector<std::optional<std::string>> payloads{
            framed(1, "\x02"), framed(2, "\x04"), framed(3, "\x06"),    framed(4, ""),
            framed(5, ""),     framed(6, "\x08"), framed(7, "\x02\x0a")};
        QCOMPARE(texts(decodeWith(spec, payloads), "a").size(), payloads.size()); // as older data sets do
        spec.recordType = "com.acme.Reading";
        const Decoded decoded = decodeWith(spec, payloads);
        QCOMPARE(texts(decoded, "a"), (Texts{"1", "2", "-", "5"}));
        QCOMPARE(decoded.failures.front().position.offset, Offset(102));
        QCOMPARE(
            decoded.failures.front().reason,
            std::string("not Avro of schema id 3: it is a record of com.acme.Heartbeat, and the fields are "
                        "those of com.acme.Reading"));
        QVERIFY(decoded.failures.front().kind == FailureKind::DoesNotFit);
    }

    void aDefaultIsInTheColumnsUnit() {
        const DecoderSpec spec =
            avroSpec({{"t", FieldType::Int64, false, TimeUnit::Microseconds}},
                     {{"id:2", R"({"type":"record","name":"R","fields":[
                {"name":"t","type":{"type":"long","logicalType":"timestamp-millis"},"default":5}]})"},
                      {"id:1", R"({"type":"record","name":"R","fields":[{"name":"x","type":"long"}]})"}});
        QCOMPARE(texts(decodeWith(spec, {framed(1, std::string("\x02"))}), "t"), Texts{"5000"});
    }

    void timesAreIso8601InTextColumns() {
        const AvroCase of = avroCase("logical types");
        const Decoded decoded = decodeWith(
            avroSpec({{"day", FieldType::Text}, {"us", FieldType::Text}, {"ms", FieldType::Float64}},
                     {{"", of.schema}}),
            {of.rows[0].payload});
        QCOMPARE(texts(decoded, "day"), Texts{"2026-05-01"});
        QCOMPARE(texts(decoded, "us"), Texts{"1969-12-31T23:59:59.999999Z"});
        QCOMPARE(texts(decoded, "ms"), Texts{"1777645800123"});
    }

    /// The newest schema's names count: a renamed field is found by its alias, one that a version lacks has
    /// the default, one that only an older version has stays.
    void versionsGiveOneSetOfColumns() {
        const DecoderSpec spec =
            avroSpec({{"temperature", FieldType::Float64},
                      {"site", FieldType::Text},
                      {"unit", FieldType::Text},
                      {"quality", FieldType::Text},
                      {"where.lat", FieldType::Float64},
                      {"where.note", FieldType::Text},
                      {"old", FieldType::Bool}},
                     {{"id:3", kVersion3.schema}, {"id:1", kVersion1.schema}, {"id:2", kVersion2.schema}});
        const Decoded decoded =
            decodeWith(spec, {framed(1, kVersion1.rows[0].payload), framed(2, kVersion2.rows[0].payload),
                              framed(3, kVersion3.rows[0].payload), framed(1, kVersion1.rows[0].payload)});
        QVERIFY(decoded.failures.empty());
        QCOMPARE(texts(decoded, "temperature"), (Texts{"20", "21", "22.5", "20"}));
        QCOMPARE(texts(decoded, "site"), (Texts{"a", "b", "-", "a"}));
        QCOMPARE(texts(decoded, "unit"), (Texts{"K", "F", "C", "K"}));
        QCOMPARE(texts(decoded, "quality"), (Texts{"OK", "OK", "BAD", "OK"}));
        QCOMPARE(texts(decoded, "where.lat"), (Texts{"48.4", "48.4", "1", "48.4"}));
        QCOMPARE(texts(decoded, "where.note"), (Texts{"-", "-", "n", "-"}));
        QCOMPARE(texts(decoded, "old"), (Texts{"1", "-", "-", "1"}));
    }

    /// Bytes have a character for each byte as default, often U+0000, which avro-c's own parser refuses.
    void defaultsOfBytesAreRead() {
        const std::string reader =
            "{\"type\":\"record\",\"name\":\"Reading\",\"fields\":[{\"name\":\"price\",\"default\":"
            "\"\\u00ff\\u0000\","
            "\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}},"
            "{\"name\":\"raw\",\"type\":[\"null\",\"bytes\"],\"default\":\"\\u0000\\u00e9\"}]}";
        const Decoded decoded = decodeWith(avroSpec({{"price", FieldType::Float64}, {"raw", FieldType::Text}},
                                                    {{"id:2", reader}, {"id:1", kVersion1.schema}}),
                                           {framed(1, kVersion1.rows[0].payload)});
        QCOMPARE(texts(decoded, "price"), Texts{"-2.56"});
        QCOMPARE(texts(decoded, "raw"), Texts{"AOk="});
    }

    void numbersThatAColumnCannotHoldAreNoted() {
        const std::string schema = R"({"type":"record","name":"R","fields":[{"name":"n","type":"long"}]})";
        const std::string large("\x82\x80\x80\x80\x80\x80\x80\x20", 8); // 2^53 + 1
        DecoderSpec spec = avroSpec({{"n", FieldType::Float64}}, {{"", schema}});
        QVERIFY(decodeWith(spec, {large}).rows.column(0).notFitting(0));
        spec.nearest = true;
        QCOMPARE(texts(decodeWith(spec, {large}), "n"), Texts{"9007199254740992"});
        spec.schema.fields[0].type = FieldType::Bool;
        QVERIFY(decodeWith(spec, {large}).rows.column(0).notFitting(0));
        const AvroCase unions = avroCase("unions and nested records");
        spec = avroSpec({{"number", FieldType::Int64}, {"place", FieldType::Int64}}, {{"", unions.schema}});
        const Decoded decoded = decodeWith(spec, {unions.rows[1].payload});
        QVERIFY(decoded.rows.column(0).notFitting(0)); // 0.5
        QVERIFY(decoded.rows.column(1).notFitting(0)); // a record
    }

    void statedNumbersAreReadFromText() {
        DecoderSpec spec = avroSpec({{"value", FieldType::Float64, true}}, {{"", "\"string\""}});
        QCOMPARE(texts(decodeWith(spec, {std::string("\x0a") + "20.15"}), "value"), Texts{"20.15"});
        QVERIFY(decodeWith(spec, {std::string("\x02x")}).rows.column(0).notFitting(0));
    }

    void schemasAreNamedByFrameHeaderOrFingerprint() {
        const std::string payload = kVersion1.rows[0].payload;
        const std::string fingerprint = decoder::schemaKeyOfFingerprint(
            decoder::avroFingerprint(*decoder::parseAvroSchema(kVersion1.schema).value()));
        const DecoderSpec spec = avroSpec({{"temp", FieldType::Int64}},
                                          {{"id:7", kVersion1.schema},
                                           {"guid:00112233-4455-6677-8899-aabbccddeeff", kVersion1.schema},
                                           {fingerprint, kVersion1.schema}});
        QByteArray guid = QByteArray::fromHex("0100112233445566778899aabbccddeeff");
        const QByteArray single = QByteArray::fromHex("c301") +
                                  QByteArray::fromHex(QByteArray::fromStdString(kVersion1.fingerprint));
        const Decoded decoded = decodeWith(
            spec, {framed(7, payload), payload, single.toStdString() + payload, framed(8, payload), payload},
            {{},
             {{"__value_schema_id", guid.toStdString()}},
             {},
             {},
             {{"__key_schema_id", guid.toStdString()}}});
        QCOMPARE(texts(decoded, "temp"), (Texts{"20", "20", "20"}));
        QCOMPARE(decoded.failures.size(), std::size_t(2));
        QCOMPARE(decoded.failures[0].reason,
                 std::string("not Avro of schema id 8: that schema is not available"));
        QVERIFY(decoded.failures[0].kind == FailureKind::SchemaUnknown);
        QCOMPARE(decoded.failures[0].position.offset.value, std::int64_t(103));
        QVERIFY(decoded.failures[1].kind == FailureKind::NotThisFormat); // the header is that of keys

        DecoderSpec keys = spec;
        keys.ofKeys = true;
        const Decoded ofKeys = decodeWith(keys, {payload}, {{{"__key_schema_id", guid.toStdString()}}});
        QCOMPARE(texts(ofKeys, "temp"), Texts{"20"});
    }

    /// Its payload is the frame alone.
    void aRecordWithoutFieldsIsARow() {
        DecoderSpec spec = avroSpec(
            {{"a", FieldType::Int64}},
            {{"id:2",
              R"({"type":"record","name":"R","fields":[{"name":"a","type":["null","long"],"default":null}]})"},
             {"id:1", R"({"type":"record","name":"R","fields":[]})"}});
        spec.recordType = "R";
        const Decoded decoded = decodeWith(spec, {framed(1, ""), framed(2, "\x02\x0e"), framed(2, "")});
        QCOMPARE(texts(decoded, "a"), (Texts{"-", "7"}));
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QVERIFY(decoded.failures[0].kind == FailureKind::Truncated);
        spec.schema.fields = {{std::string(decoder::kWholePayloadPath), FieldType::Text}};
        QCOMPARE(texts(decodeWith(spec, {framed(1, "")}), decoder::kWholePayloadPath), Texts{"{}"});
    }

    void tombstonesAndEmptyPayloadsAreTold() {
        const DecoderSpec spec = avroSpec({{"temp", FieldType::Int64}}, {{"id:7", kVersion1.schema}});
        const Decoded decoded = decodeWith(spec, {std::nullopt, std::string(), std::string("{}")});
        QCOMPARE(decoded.failures.size(), std::size_t(3));
        QVERIFY(decoded.failures[0].kind == FailureKind::Tombstone);
        QVERIFY(decoded.failures[1].kind == FailureKind::Empty);
        QVERIFY(decoded.failures[2].kind == FailureKind::NotThisFormat);
    }

    void damagedPayloadsAreTold() {
        const std::string payload = kVersion1.rows[0].payload;
        const DecoderSpec spec = avroSpec({{"site", FieldType::Text}}, {{"id:1", kVersion1.schema}});
        for (std::size_t size = 0; size < payload.size(); ++size) {
            const Decoded decoded = decodeWith(spec, {framed(1, payload.substr(0, size))});
            QCOMPARE(decoded.failures.size(), std::size_t(1));
            QVERIFY2(size == 0 || decoded.failures[0].kind == FailureKind::Truncated,
                     decoded.failures[0].reason.c_str());
            QCOMPARE(decoded.rows.column(0).size(), std::size_t(0));
        }
        const Decoded longer = decodeWith(spec, {framed(1, payload + "x")});
        QCOMPARE(reasonOf(longer), std::string("not Avro of schema id 1: 1 bytes follow the value"));
        QVERIFY(longer.failures[0].kind == FailureKind::DoesNotFit);

        QCOMPARE(refusal(R"(["null","int"])", "\x04"),
                 std::string("not Avro: a union's branch that its schema does not have at byte 1"));
        QVERIFY(refusal(R"({"type":"enum","name":"E","symbols":["A"]})", "\x02").find("symbol") !=
                std::string::npos);
        QVERIFY(refusal("\"boolean\"", "\x02").find("neither 0 nor 1") != std::string::npos);
        QVERIFY(refusal("\"int\"", "\xFF\xFF\xFF\xFF\x7F").find("more than 32 bits") != std::string::npos);
        QVERIFY(refusal("\"long\"", std::string(10, '\xFF')).find("more than 64 bits") != std::string::npos);
        QVERIFY(refusal("\"string\"", "\x01").find("negative length") != std::string::npos);
        QVERIFY(refusal("\"string\"", "\x02\xFF").find("not UTF-8") != std::string::npos);
    }

    /// A few bytes must not cost more than a few bytes.
    void hostilePayloadsAreBounded() {
        const std::string huge("\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 10); // 2^63 - 1
        for (const char* const items : {"\"null\"", R"({"type":"record","name":"E","fields":[]})"}) {
            const std::string schema = std::string(R"({"type":"array","items":)") + items + "}";
            for (const FieldType type : {FieldType::Text, FieldType::Int64}) {
                const Decoded decoded = decodeWith(avroSpec({{"value", type}}, {{"", schema}}), {huge});
                QCOMPARE(decoded.failures.size(), std::size_t(1));
                QVERIFY(decoded.failures[0].kind == FailureKind::TooLarge);
            }
            const Decoded skipped =
                decodeWith(avroSpec({{"other", FieldType::Text}}, {{"", schema}}), {huge});
            QVERIFY(skipped.failures.at(0).kind == FailureKind::TooLarge);
        }
        // Names are longer than the values they stand before.
        const std::string longName(8000, 'n');
        const Decoded grown = decodeWith(
            avroSpec({{"value", FieldType::Text}},
                     {{"", R"({"type":"array","items":{"type":"record","name":"R","fields":[{"name":")" +
                               longName + R"(","type":"boolean"}]}})"}}),
            {std::string("\x80\x89\x7A", 3) + std::string(1'000'000, '\0') + std::string(1, '\0')});
        QVERIFY2(reasonOf(grown).find("much larger") != std::string::npos, reasonOf(grown).c_str());

        const std::string list = avroCase("a record within itself").schema;
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "\x02\x02";
        for (const char* const path : {"next", "value", "next.next.next"}) {
            const Decoded decoded = decodeWith(avroSpec({{path, FieldType::Text}}, {{"", list}}), {deep});
            QVERIFY2(decoded.failures.at(0).kind == FailureKind::TooLarge,
                     decoded.failures[0].reason.c_str());
        }
        const Decoded endless =
            decodeWith(avroSpec({{"value", FieldType::Text}},
                                {{"", R"({"type":"record","name":"R","fields":[{"name":"r","type":"R"}]})"}}),
                       {std::string("\x02")});
        QVERIFY(endless.failures.at(0).kind == FailureKind::TooLarge);
        QVERIFY(refusal(R"({"type":"bytes","logicalType":"decimal","precision":9})",
                        std::string("\x88\x27", 2) + std::string(2500, '\x7F'))
                    .find("300 digits") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestAvroDecoder)
#include "test_avro_decoder.moc"

#include "decoder/formats/avro/avro_json.h"
#include "decoder/formats/avro/avro_references.h"
#include "decoder/formats/avro/avro_schema.h"
#include "decoder/registry/schema_key.h"
#include "support/result_check.h"
#include "support/test_data.h"
#include "unit/decoder/avro_cases.h"

#include <QDirIterator>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::AvroKind;
using decoder::AvroLogical;
using decoder::parseAvroSchema;
using records::FieldType;

namespace {

/// The values of an Avro container whose blocks are not compressed.
std::vector<std::optional<std::string>> valuesIn(const std::string& container, std::string& schema) {
    decoder::AvroInput input(container);
    std::string_view bytes;
    std::int64_t count = 0;
    std::int64_t size = 0;
    if (!input.raw(4, bytes) || bytes != std::string("Obj\x01", 4) || !input.block(count, size))
        throw std::runtime_error("no container");
    for (; count > 0; --count) {
        std::string_view name;
        if (!input.sized(name) || !input.sized(bytes))
            throw std::runtime_error("no container");
        if (name == "avro.schema")
            schema = bytes;
        if (name == "avro.codec" && bytes != "null")
            return {};
    }
    std::vector<std::optional<std::string>> out;
    const auto parsed = parseAvroSchema(schema).value();
    if (!input.block(count, size) || !input.raw(16, bytes))
        throw std::runtime_error("no container");
    while (!input.atEnd()) {
        if (!input.number(count) || !input.number(size))
            throw std::runtime_error("no block");
        for (; count > 0; --count) {
            const std::size_t begin = input.position();
            if (!decoder::skipAvro(*parsed, 0, input))
                throw std::runtime_error(input.problem());
            out.emplace_back(container.substr(begin, input.position() - begin));
        }
        if (!input.raw(16, bytes))
            throw std::runtime_error("no end of a block");
    }
    return out;
}

} // namespace

class TestAvroSchema : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void logicalTypesAreKeptWhereTheyFit() {
        const auto logicalOf = [](const char* type) { return parseAvroSchema(type).value()->root().logical; };
        QVERIFY(logicalOf(R"({"type":"int","logicalType":"date"})") == AvroLogical::Date);
        QVERIFY(logicalOf(R"({"type":"long","logicalType":"date"})") == AvroLogical::None);
        QVERIFY(logicalOf(R"({"type":"bytes","logicalType":"decimal","precision":4,"scale":2})") ==
                AvroLogical::Decimal);
        for (const char* const impossible :
             {R"({"type":"bytes","logicalType":"decimal"})",
              R"({"type":"bytes","logicalType":"decimal","precision":2,"scale":4})",
              R"({"type":"bytes","logicalType":"decimal","precision":4,"scale":-1})",
              R"({"type":"bytes","logicalType":"decimal","precision":"4"})",
              R"({"type":"fixed","name":"F","size":11,"logicalType":"duration"})",
              R"({"type":"string","logicalType":7})"})
            QVERIFY2(logicalOf(impossible) == AvroLogical::None, impossible);
    }

    void namesReferToTheTypesTheyMean() {
        const auto schema = parseAvroSchema(
            R"({"type":"record","name":"a.R","fields":[
                {"name":"x","type":{"type":"fixed","name":"F","size":2}},
                {"name":"y","type":{"type":"record","name":"S","namespace":"b","fields":[
                    {"name":"f","type":"a.F"},{"name":"r","type":["null","a.R"]}]}}]})");
        VERIFY_OK(schema);
        const auto& root = (*schema)->root();
        const auto& inner = (**schema)[root.fields[1].type];
        QCOMPARE(inner.name, std::string("b.S"));
        QCOMPARE(inner.fields[0].type, root.fields[0].type);
        QCOMPARE((**schema)[inner.fields[1].type].branches[1], 0U); // the schema itself
    }

    void whatIsNoSchemaIsRefused() {
        for (
            const char* const text :
            {"", "nonsense", "{}", "[]", "7", "null", "\"no such type\"", R"({"type":"array"})",
             R"({"type":"record","name":"R"})", R"({"type":"record","name":"R","fields":[{"name":"a"}]})",
             R"({"type":"record","name":"not a name","fields":[]})", R"(["int",["null","long"]])",
             R"({"type":"fixed","name":"F","size":-1})",
             R"({"type":"fixed","name":"F","size":9223372036854775807})",
             R"({"type":"record","name":"R","fields":[{"name":"a","type":"int"},{"name":"a","type":"int"}]})",
             R"({"type":"enum","name":"E","symbols":[]})", R"({"type":"record","name":"R","fields":7})"})
            VERIFY_FAILS(parseAvroSchema(text), ErrorCode::CorruptData);
        std::string deep;
        for (int i = 0; i < 5000; ++i)
            deep += R"({"type":"array","items":)";
        VERIFY_FAILS(parseAvroSchema(deep), ErrorCode::CorruptData);
        VERIFY_FAILS(parseAvroSchema("\"" + std::string(5 << 20, 'x') + "\""), ErrorCode::CorruptData);
        std::string wide = "[\"null\"";
        for (int i = 0; i < 100'001; ++i)
            wide += ",\"int\"";
        VERIFY_FAILS(parseAvroSchema(wide + "]"), ErrorCode::CorruptData);
    }

    void fingerprintsAreThoseOfOthers() {
        for (const AvroCase& one : avroCases()) {
            if (one.schema.find("of-my-own") != std::string::npos)
                continue; // fastavro keeps an unknown logical type's attributes in the canonical form
            const std::uint64_t print = decoder::avroFingerprint(*parseAvroSchema(one.schema).value());
            QByteArray bytes;
            for (int i = 0; i < 8; ++i)
                bytes += static_cast<char>(print >> (8 * i) & 0xFFU);
            QVERIFY2(bytes.toHex() == QByteArray::fromStdString(one.fingerprint), one.name.c_str());
        }
    }

    void referencesArePutInOnce() {
        const auto whole = decoder::withAvroReferences(
            R"({"type":"record","name":"Top","namespace":"n","fields":[
                {"name":"a","type":"n.A"},{"name":"list","type":{"type":"array","items":["null","A"]}},
                {"name":"b","type":"B"}]})",
            {{"B", R"({"type":"enum","name":"B","symbols":["X"]})"},
             {"n.A",
              R"({"type":"record","name":"A","namespace":"n","fields":[{"name":"own","type":"B"}]})"}});
        VERIFY_OK(whole);
        const auto schema = parseAvroSchema(*whole);
        VERIFY_OK(schema);
        const auto& top = (*schema)->root();
        const auto& a = (**schema)[top.fields[0].type];
        QVERIFY(a.kind == AvroKind::Record);
        QCOMPARE((**schema)[a.fields[0].type].symbols, std::vector<std::string>{"X"});
        QCOMPARE(top.fields[2].type, a.fields[0].type);
    }

    void apachesFingerprintsAgree() {
        const auto folder = dataFolder("avro-apache.tar.zst");
        if (!folder)
            QSKIP("Apache's Avro files are not beside this checkout");
        const QStringList lines =
            QString::fromStdString(contentOf(*folder + "/avro-apache/share/test/data/schema-tests.txt"))
                .split('\n');
        QString input;
        int compared = 0;
        for (const QString& line : lines) {
            if (line.startsWith("<<INPUT"))
                input = line.mid(8);
            if (!line.startsWith("<<fingerprint ") || input.isEmpty())
                continue;
            if (QString(input).remove(' ') == "[]")
                continue; // avro-c refuses a union of nothing, which no value can be of
            const auto schema = parseAvroSchema(input.toStdString());
            VERIFY_OK(schema);
            QVERIFY2(static_cast<std::int64_t>(decoder::avroFingerprint(**schema)) ==
                         line.mid(14).toLongLong(),
                     qPrintable(input));
            ++compared;
        }
        QVERIFY2(compared > 10, qPrintable(QString::number(compared)));
    }

    void apachesSchemasAreTakenOrRefusedAsTheyShould() {
        const auto folder = dataFolder("avro-apache.tar.zst");
        if (!folder)
            QSKIP("Apache's Avro files are not beside this checkout");
        int seen = 0;
        for (const bool isSchema : {true, false}) {
            QDirIterator it(*folder + "/avro-apache/lang/c/tests/schema_tests/" +
                                (isSchema ? "pass" : "fail"),
                            QDir::Files);
            while (it.hasNext()) {
                const QString path = it.next();
                const auto schema = parseAvroSchema(contentOf(path));
                QVERIFY2(schema.has_value() == isSchema, qPrintable(path));
                ++seen;
            }
        }
        QVERIFY(seen > 30);
    }

    void apachesContainersAreRead() {
        const auto folder = dataFolder("avro-apache.tar.zst");
        if (!folder)
            QSKIP("Apache's Avro files are not beside this checkout");
        const QString data = *folder + "/avro-apache/share/test/data/";
        std::string schema;
        const auto values = valuesIn(contentOf(data + "weather.avro"), schema);
        const auto weather =
            avroSpec({{"station", FieldType::Text}, {"time", FieldType::Int64}, {"temp", FieldType::Int64}},
                     {{"", schema}});
        const Decoded decoded = decodeAll(weather, values);
        QVERIFY(decoded.failures.empty());
        const QStringList expected =
            QString::fromStdString(contentOf(data + "weather.json")).trimmed().split('\n');
        QCOMPARE(static_cast<qsizetype>(decoded.rows.rows()), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const auto json = nlohmann::json::parse(expected[i].toStdString());
            const auto row = static_cast<std::size_t>(i);
            QCOMPARE(decoded.rows.column(0).asText(row), json["station"].get<std::string>());
            QCOMPARE(decoded.rows.column(1).ints()[row], json["time"].get<std::int64_t>());
            QCOMPARE(decoded.rows.column(2).ints()[row], json["temp"].get<std::int64_t>());
        }
        for (const char* const name :
             {"schemas/simple/data.avro", "schemas/withUnion/data.avro", "syncInMeta.avro"}) {
            std::string own;
            for (const auto& value : valuesIn(contentOf(data + name), own)) {
                std::string json;
                decoder::AvroInput input(*value);
                QVERIFY2(decoder::avroToJson(*parseAvroSchema(own).value(), 0, input, json) && input.atEnd(),
                         name);
                QVERIFY2(nlohmann::json::accept(json), json.c_str());
            }
        }
    }

    void apachesSingleObjectIsRead() {
        const auto folder = dataFolder("avro-apache.tar.zst");
        if (!folder)
            QSKIP("Apache's Avro files are not beside this checkout");
        const QString data = *folder + "/avro-apache/share/test/data/messageV1/";
        const std::string schema = contentOf(data + "test_schema.avsc");
        const std::string key =
            decoder::schemaKeyOfFingerprint(decoder::avroFingerprint(*parseAvroSchema(schema).value()));
        const Decoded decoded = decodeAll(
            avroSpec({{"id", FieldType::Int64}, {"name", FieldType::Text}, {"tags", FieldType::Text}},
                     {{key, schema}}),
            {contentOf(data + "test_message.bin")});
        QVERIFY2(decoded.failures.empty(),
                 decoded.failures.empty() ? "" : decoded.failures[0].reason.c_str());
        QCOMPARE(texts(decoded, "id"), Texts{"42"});
        QCOMPARE(texts(decoded, "name"), Texts{"Bill"});
        QCOMPARE(texts(decoded, "tags"), Texts{R"(["dog_lover","cat_hater"])"});
    }
};

QTEST_GUILESS_MAIN(TestAvroSchema)
#include "test_avro_schema.moc"

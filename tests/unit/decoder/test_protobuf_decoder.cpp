#include "decoder/formats/format.h"
#include "decoder/formats/protobuf/message_indexes.h"
#include "decoder/formats/protobuf/protobuf_plan.h"
#include "support/result_check.h"
#include "support/test_data.h"
#include "unit/decoder/protobuf_cases.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace driftwood;
using namespace driftwood::test;
using decoder::FailureKind;
using decoder::PayloadFormat;
using decoder::ProtobufSource;
using records::FieldType;

namespace {

std::string bytes(const char* hex) { return QByteArray::fromHex(hex).toStdString(); }

/// Fields of a message of a schema as a sample would have them.
std::vector<records::Field> fieldsOf(const ProtobufSource& source) {
    const auto schema = decoder::parseProtobufSchema(source);
    if (!schema)
        throw std::runtime_error(schema.error().text());
    return decoder::protobufColumns(**schema, (*schema)->root, nullptr, 1000);
}

/// Decoded also where a column stands for the whole payload.
Decoded decodeWith(const decoder::DecoderSpec& spec,
                   const std::vector<std::optional<std::string>>& payloads) {
    auto made = decoder::formatOf(spec.format).decoder(spec);
    if (!made)
        throw std::runtime_error(made.error().text());
    Decoded out{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
    (*made)->decode(batchOf(payloads), out.rows, out.failures);
    return out;
}

QByteArray fileAt(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether a decoded tile has everything that is expected of it; it may have defaults besides. Types of
/// geometries are expected as numbers.
bool hasAll(const nlohmann::json& found, const nlohmann::json& expected) { // NOLINT(misc-no-recursion)
    static const std::vector<std::string> kTypes{"UNKNOWN", "POINT", "LINESTRING", "POLYGON"};
    if (expected.is_object()) {
        return std::ranges::all_of(expected.items(), [&](const auto& item) {
            return found.is_object() && found.contains(item.key()) && hasAll(found[item.key()], item.value());
        });
    }
    if (expected.is_array()) {
        if (!found.is_array() || found.size() != expected.size())
            return false;
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (!hasAll(found[i], expected[i]))
                return false;
        return true;
    }
    if (expected.is_number_unsigned() &&
        found.is_string()) // one of the tiles has text where its JSON has a number
        return found == expected.dump() ||
               (expected < kTypes.size() && kTypes[expected.get<std::size_t>()] == found);
    return found == expected || (found.is_number() && expected.is_number() &&
                                 std::abs(found.get<double>() - expected.get<double>()) < 1e-6);
}

constexpr const char* kSimple =
    R"(syntax = "proto3"; message M { int32 a = 1; string b = 2; repeated int32 c = 3; M m = 4; })";

Decoded simple(std::vector<records::Field> fields, const std::vector<std::optional<std::string>>& payloads) {
    return decodeWith(protobufSpec(std::move(fields), {{"", kSimple}}), payloads);
}

} // namespace

class TestProtobufDecoder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatPythonWroteIsRead_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("everything") << "everything";
        QTest::newRow("legacy") << "legacy";
    }
    void whatPythonWroteIsRead() {
        QFETCH(QString, name);
        const ProtobufCase of = protobufCase(name.toStdString());
        const auto fields = fieldsOf(of.source);
        for (const ProtobufCase::Row& row : of.rows) {
            const Decoded decoded =
                decodeWith(protobufSpec(fields, {{"", of.source.toText()}}), {row.payload});
            QVERIFY2(decoded.failures.empty(),
                     decoded.failures.empty() ? "" : decoded.failures.front().reason.c_str());
            for (const auto& [path, text] : row.columns) {
                QVERIFY2(decoded.rows.find(path) != nullptr, path.c_str());
                QCOMPARE(QByteArray::fromStdString(path + ": " + texts(decoded, path).front()),
                         QByteArray::fromStdString(path + ": " + text));
            }
        }
    }

    void theWholeIsWhatProtobufsOwnJsonSays() {
        for (const char* const name : {"everything", "legacy"}) {
            const ProtobufCase of = protobufCase(name);
            for (const ProtobufCase::Row& row : of.rows) {
                const Decoded decoded = decodeWith(
                    protobufSpec({{"", FieldType::Text}}, {{"", of.source.toText()}}), {row.payload});
                QVERIFY(decoded.failures.empty());
                nlohmann::json whole = nlohmann::json::parse(texts(decoded, "").front());
                if (name == std::string_view("legacy")) // Python leaves defaults that are written down out
                    for (const auto* const field : {"count", "kind"})
                        if (!row.whole.contains(field))
                            whole.erase(field);
                QVERIFY2(whole == row.whole, (whole.dump() + "\n" + row.whole.dump()).c_str());
            }
        }
    }

    void columnsHaveTheTypesOfTheirFields() {
        std::map<std::string, FieldType> types;
        for (const records::Field& field : fieldsOf(protobufCase("everything").source))
            types[field.path] = field.type;
        QCOMPARE(types.at("d"), FieldType::Float64);
        QCOMPARE(types.at("u64"), FieldType::Int64);
        QCOMPARE(types.at("b"), FieldType::Bool);
        QCOMPARE(types.at("state"), FieldType::Text);
        QCOMPARE(types.at("price.cents"), FieldType::Int64);
        QCOMPARE(types.at("when"), FieldType::Text);
        QCOMPARE(types.at("took"), FieldType::Float64);
        QCOMPARE(types.at("rate"), FieldType::Float64);
        QCOMPARE(types.at("tree.parent"), FieldType::Text); // within itself
        QVERIFY(!types.contains("price"));
    }

    void valuesGoIntoTheTypesThatAreStated() {
        const ProtobufCase of = protobufCase("everything");
        const Decoded decoded = decodeWith(protobufSpec({{"state", FieldType::Int64},
                                                         {"when", FieldType::Int64},
                                                         {"took", FieldType::Text},
                                                         {"price", FieldType::Text},
                                                         {"price.cents", FieldType::Float64},
                                                         {"when.seconds", FieldType::Int64},
                                                         {"u64", FieldType::Bool}},
                                                        {{"", of.source.toText()}}),
                                           {of.rows.front().payload});
        QCOMPARE(texts(decoded, "state"), Texts{"2"});
        QCOMPARE(texts(decoded, "took"), Texts{"3.004s"});
        QCOMPARE(texts(decoded, "price"), Texts{R"({"currency":"EUR","cents":1230})"});
        QCOMPARE(texts(decoded, "price.cents"), Texts{"1230"});
        QCOMPARE(texts(decoded, "when.seconds"), Texts{"1777645800"});
        QVERIFY(decoded.rows.find("u64")->notFitting(0));
        const Decoded nanos =
            decodeWith(protobufSpec({{"when", FieldType::Int64}}, {{"", of.source.toText()}}),
                       {of.rows.front().payload});
        QCOMPARE(texts(nanos, "when"), Texts{"1777645800123456789"});
        const Decoded seconds =
            decodeWith(protobufSpec({{"when", FieldType::Float64, false, TimeUnit::Seconds}},
                                    {{"", of.source.toText()}}),
                       {of.rows.front().payload});
        QCOMPARE(texts(seconds, "when"), Texts{"1777645800.1234567"});
    }

    void aNumberBeyondTheColumnIsNotMissing() {
        const char* const schema = R"(syntax = "proto3"; message M { uint64 a = 1; })";
        const Decoded decoded = decodeWith(protobufSpec({{"a", FieldType::Int64}}, {{"", schema}}),
                                           {bytes("08ffffffffffffffffff01")});
        QVERIFY(decoded.rows.find("a")->notFitting(0));
        const Decoded text = decodeWith(protobufSpec({{"a", FieldType::Text}}, {{"", schema}}),
                                        {bytes("08ffffffffffffffffff01")});
        QCOMPARE(texts(text, "a"), Texts{"18446744073709551615"});
    }

    void messageIndexesAreTakenOff() {
        const auto taken = [](const char* hex) {
            const std::string payload = bytes(hex);
            std::string_view rest = payload;
            const auto indexes = decoder::takeMessageIndexes(rest);
            std::string out = indexes ? "" : "none";
            for (const std::int32_t index : indexes.value_or(std::vector<std::int32_t>()))
                out += std::to_string(index) + ",";
            return out + " " + QByteArray::fromStdString(std::string(rest)).toHex().toStdString();
        };
        QCOMPARE(taken("0008"), std::string("0, 08"));
        QCOMPARE(taken("020208"), std::string("1, 08"));
        QCOMPARE(taken("04020008"), std::string("1,0, 08"));
        QCOMPARE(taken("0280fa01"), std::string("16000, "));
        QCOMPARE(taken("0201"), std::string("none 0201")); // a negative one
        QCOMPARE(taken("04"), std::string("none 04"));
        QCOMPARE(taken(""), std::string("none "));
    }

    /// As confluent-kafka frames and registers them: three versions, one set of columns; a field that was
    /// renamed is found by its number.
    void versionsGiveOneSetOfColumns() {
        const auto versions = protobufVersions();
        for (const bool isRegistered : {true, false}) {
            const auto text = [&](std::size_t i) {
                return isRegistered ? versions[i].registered : versions[i].proto;
            };
            const Decoded decoded =
                decodeWith(protobufSpec({{"name", FieldType::Text},
                                         {"temp", FieldType::Int64},
                                         {"temperature", FieldType::Float64},
                                         {"area", FieldType::Text},
                                         {"alarm.text", FieldType::Text}},
                                        {{"id:3", text(2)}, {"id:1", text(0)}, {"id:2", text(1)}}),
                           {framedAs(1, versions[0]), framedAs(2, versions[1]), framedAs(3, versions[2]),
                            framedAs(4, versions[2])});
            QCOMPARE(texts(decoded, "name"), (Texts{"a", "b", "c"}));
            QCOMPARE(texts(decoded, "temp"), (Texts{"20", "-", "-"}));
            QCOMPARE(texts(decoded, "temperature"), (Texts{"-", "20.5", "21.5"}));
            QCOMPARE(texts(decoded, "area"), (Texts{"north", "south", "west"})); // "zone" in the first
            QCOMPARE(texts(decoded, "alarm.text"), (Texts{"-", "-", "hot"}));
            QCOMPARE(decoded.failures.size(), std::size_t(1));
            QCOMPARE(decoded.failures.front().kind, FailureKind::SchemaUnknown);
            QVERIFY(decoded.failures.front().reason.find("schema id 4") != std::string::npos);
        }
    }

    void aHeaderNamesSchemaAndMessage() {
        const ProtobufVersion version = protobufVersions()[2];
        const std::string key = "guid:" + QByteArray::fromStdString(version.header.substr(1, 16))
                                              .toHex()
                                              .insert(20, '-')
                                              .insert(16, '-')
                                              .insert(12, '-')
                                              .insert(8, '-')
                                              .toStdString();
        auto made = decoder::formatOf(PayloadFormat::Protobuf)
                        .decoder(protobufSpec({{"area", FieldType::Text}}, {{key, version.registered}}));
        VERIFY_OK(made);
        std::vector<broker::RawRecord> records(1);
        records[0].hasValue = true;
        records[0].value = version.message;
        records::RecordBatch rows(
            std::make_shared<const records::Schema>(records::Schema{{{"area", FieldType::Text}}}));
        std::vector<decoder::DecodeFailure> failures;
        (*made)->decode(broker::RawBatch::view(records, {{{"__value_schema_id", version.header}}}), rows,
                        failures);
        QVERIFY2(failures.empty(), failures.empty() ? "" : failures.front().reason.c_str());
        QCOMPARE(rows.column(0).asText(0), std::string("west"));
    }

    /// Java counts the messages of a file without those that stand for maps, descriptors with them.
    void aMessageIsFoundBesideMaps() {
        const auto schema = decoder::parseProtobufSchema(ProtobufSource{
            R"(syntax = "proto3"; message A { map<string, int32> m = 1; message B { int32 x = 1; } } message C {})",
            {},
            {}});
        VERIFY_OK(schema);
        const auto name = [&](const std::vector<std::int32_t>& indexes) {
            const auto found = (*schema)->at(indexes);
            return found ? (*schema)->messages[*found].name : std::string("-");
        };
        QCOMPARE(name({0}), std::string("A"));
        QCOMPARE(name({1}), std::string("C"));
        QCOMPARE(name({0, 0}), std::string("A.B"));
        QCOMPARE(name({0, 1}), std::string("A.B"));
        QCOMPARE(name({0, 2}), std::string("-"));
        QCOMPARE(name({2}), std::string("-"));
        QCOMPARE(name({-1}), std::string("-"));
    }

    void brokenPayloadsSayWhatIsWrong() {
        const std::vector<std::pair<const char*, const char*>> cases{
            {"08", "it ends early at byte 1"},
            {"1205616263", "it ends early at byte 2"},
            {"00", "a field without a number at byte 1"},
            {"0e", "an unknown wire type at byte 1"},
            {"0c", "the end of a group that did not begin at byte 1"},
            {"08ffffffffffffffffffff01", "a number of more than 64 bits at byte 11"},
            {"1202c328", "a string that is not UTF-8 at byte 4"},
            {"2c", "the end of a group that did not begin at byte 1"},
        };
        for (const auto& [hex, why] : cases) {
            const Decoded decoded = simple(
                {{"a", FieldType::Int64}, {"b", FieldType::Text}, {"m.a", FieldType::Int64}}, {bytes(hex)});
            QCOMPARE(decoded.failures.size(), std::size_t(1));
            QCOMPARE(QByteArray::fromStdString(decoded.failures.front().reason),
                     QByteArray("not Protobuf: ") + why);
            QCOMPARE(decoded.rows.rows(), std::size_t(0));
        }
    }

    void aMessageWithinItselfIsBounded() {
        const auto nested = [](int depth) {
            std::string out = bytes("0807");
            for (int i = 0; i < depth; ++i) {
                std::string size;
                for (std::size_t left = out.size();; left >>= 7U) {
                    size += static_cast<char>((left & 0x7FU) | (left >= 0x80 ? 0x80U : 0U));
                    if (left < 0x80)
                        break;
                }
                out = "\x22" + size + out;
            }
            return out;
        };
        const Decoded decoded = simple({{"m", FieldType::Text}}, {nested(3), nested(90), nested(200)});
        QCOMPARE(decoded.rows.rows(), std::size_t(2));
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QCOMPARE(decoded.failures.front().kind, FailureKind::TooLarge);
    }

    /// Two bytes may stand for a message of thousands of fields, each with its default.
    void jsonThatGrowsWithoutEndIsRefused() {
        std::string schema = "syntax = \"proto3\"; message L { repeated D d = 1; } message D {";
        for (int i = 1; i <= 2000; ++i)
            schema +=
                " int64 a_field_with_a_long_name_" + std::to_string(i) + " = " + std::to_string(i) + ";";
        schema += "}";
        std::string payload;
        for (int i = 0; i < 10'000; ++i)
            payload += bytes("0a00");
        const Decoded decoded = decodeWith(protobufSpec({{"d", FieldType::Text}}, {{"", schema}}), {payload});
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QCOMPARE(decoded.failures.front().kind, FailureKind::TooLarge);
    }

    void anEmptyPayloadIsAMessage() {
        const Decoded decoded =
            simple({{"a", FieldType::Int64}, {"m.a", FieldType::Int64}}, {std::string(), std::nullopt});
        QCOMPARE(texts(decoded, "a"), Texts{"0"});
        QCOMPARE(texts(decoded, "m.a"), Texts{"-"});
        QCOMPARE(decoded.failures.front().kind, FailureKind::Tombstone);
    }

    void aSchemaThatIsNoneIsRefusedWithItsPlace_data() {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("why");
        QTest::newRow("words") << "this is no schema"
                               << "line 1";
        QTest::newRow("type") << "syntax = \"proto3\";\nmessage M { Absent a = 1; }"
                              << "Absent";
        QTest::newRow("import") << "syntax = \"proto3\"; import \"gone.proto\"; message M {}"
                                << "gone.proto";
        QTest::newRow("nothing") << "syntax = \"proto3\";"
                                 << "no message";
        QTest::newRow("empty") << ""
                               << "no message";
        QTest::newRow("deep") << QString("message A {").repeated(2000) << "nested too deep";
        QTest::newRow("JSON") << "{\"file\": 1}"
                              << "file";
        QTest::newRow("twice") << "syntax = \"proto3\"; message M { int32 a = 1; int32 a = 2; }"
                               << "\"a\"";
    }
    void aSchemaThatIsNoneIsRefusedWithItsPlace() {
        QFETCH(QString, schema);
        QFETCH(QString, why);
        const auto parsed = decoder::parseProtobufSchema(schema.toStdString());
        QVERIFY(!parsed);
        QVERIFY2(QString::fromStdString(parsed.error().text()).contains(why), parsed.error().text().c_str());
    }

    void importsThatGoInACircleAreRefused() {
        const auto parsed = decoder::parseProtobufSchema(
            ProtobufSource{"import \"a.proto\"; message M {}",
                           {{"a.proto", "import \"b.proto\";"}, {"b.proto", "import \"a.proto\";"}},
                           {}});
        QVERIFY(!parsed);
    }

    /// Options of other tools need definitions that are not at hand, and say nothing about the bytes.
    void optionsThatAreNotAtHandDoNotMatter() {
        const auto parsed = decoder::parseProtobufSchema(std::string(
            R"(syntax = "proto3"; option (my.file) = "x"; message M { option (my.message) = 1; int32 a = 1 [(my.field).x = true, deprecated = true]; enum E { option (my.e) = 1; Z = 0 [(my.v) = 1]; } })"));
        VERIFY_OK(parsed);
    }

    void filesOfTheUserAreReadWithTheirImports() {
        const auto source =
            decoder::protobufSourceOf(DRIFTWOOD_FIXTURES "/protobuf/everything.proto", "shop.Tree");
        VERIFY_OK(source);
        QCOMPARE(source->imports.size(), std::size_t(1));
        const auto again = ProtobufSource::fromText(source->toText());
        VERIFY_OK(again);
        QCOMPARE(again->imports, source->imports);
        const auto parsed = decoder::parseProtobufSchema(*again);
        VERIFY_OK(parsed);
        QCOMPARE((*parsed)->messages[(*parsed)->root].name, std::string("shop.Tree"));
        QVERIFY(!decoder::parseProtobufSchema(
            *decoder::protobufSourceOf(DRIFTWOOD_FIXTURES "/protobuf/everything.proto", "shop.Absent")));
    }

    void aDescriptorSetIsRead() {
        QTemporaryDir folder;
        const QString path = folder.filePath("set.pb");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto parsed = nlohmann::json::parse(protobufFile("payloads.json"));
        file.write(QByteArray::fromBase64(
            QByteArray::fromStdString(parsed["sets"]["everything"].get<std::string>())));
        file.close();
        for (const char* const message : {"shop.Everything", ""}) {
            const auto source = decoder::protobufDescriptorSource(path.toStdString(), message);
            VERIFY_OK(source);
            const auto schema = decoder::parseProtobufSchema(source->toText());
            VERIFY_OK(schema);
            QCOMPARE((*schema)->messages[(*schema)->root].name, std::string("shop.Everything"));
        }
        const auto other = decoder::protobufDescriptorSource(path.toStdString(), "common.Money");
        VERIFY_OK(other);
        const auto schema = decoder::parseProtobufSchema(*other);
        VERIFY_OK(schema);
        QCOMPARE((*schema)->messages[(*schema)->root].name, std::string("common.Money"));
        const auto none = decoder::protobufDescriptorSource(DRIFTWOOD_FIXTURES "/protobuf/payloads.json", "");
        QVERIFY(!none);
        QVERIFY(none.error().what.find("not a descriptor set") != std::string::npos);
    }

    /// Each beginning of a payload gives a row or a failure, and none is read beyond its end (under a
    /// sanitizer).
    void aPayloadThatIsCutIsARowOrAFailure() {
        for (const char* const name : {"everything", "legacy"}) {
            const ProtobufCase of = protobufCase(name);
            const auto fields = fieldsOf(of.source);
            std::vector<std::optional<std::string>> cut;
            for (const ProtobufCase::Row& row : of.rows)
                for (std::size_t size = 0; size < row.payload.size(); ++size)
                    cut.emplace_back(row.payload.substr(0, size));
            const Decoded decoded = decodeWith(protobufSpec(fields, {{"", of.source.toText()}}), cut);
            QCOMPARE(decoded.rows.rows() + decoded.failures.size(), cut.size());
            QVERIFY(!decoded.failures.empty());
        }
    }

    /// Mapbox's collection of vector tiles: what each valid one holds, and tiles of real maps.
    void vectorTilesAreReadAsExpected() {
        const auto folder = dataFolder(QStringLiteral("protobuf-mvt-open.tar.zst"));
        if (!folder)
            QSKIP("Mapbox's vector tiles are not beside this checkout");
        const QString root = *folder + QStringLiteral("/protobuf-mvt");
        const std::string schema =
            fileAt(root + QStringLiteral("/vector-tile-spec/2.1/vector_tile.proto")).toStdString();
        int compared = 0;
        const QDir fixtures(root + QStringLiteral("/fixtures"));
        for (const QString& name : fixtures.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString at = fixtures.filePath(name);
            const auto info = nlohmann::json::parse(fileAt(at + QStringLiteral("/info.json")).toStdString());
            const QByteArray expected = fileAt(at + QStringLiteral("/tile.json"));
            if (!info["validity"]["v2"].get<bool>() || expected.isEmpty())
                continue;
            const Decoded decoded = decodeWith(protobufSpec({{"", FieldType::Text}}, {{"", schema}}),
                                               {fileAt(at + QStringLiteral("/tile.mvt")).toStdString()});
            QVERIFY2(decoded.failures.empty(), qPrintable(name));
            const auto whole = nlohmann::json::parse(texts(decoded, "").front());
            QVERIFY2(hasAll(whole, nlohmann::json::parse(expected.toStdString())), qPrintable(name));
            ++compared;
        }
        QVERIFY(compared > 10);
        int tiles = 0;
        QDirIterator each(root + QStringLiteral("/real-world"), {QStringLiteral("*.mvt")}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const std::string tile = fileAt(each.next()).toStdString();
            if (tile.starts_with("\x1F\x8B"))
                continue; // compressed
            const Decoded decoded = decodeWith(
                protobufSpec({{"", FieldType::Text}, {"layers", FieldType::Text}}, {{"", schema}}), {tile});
            QVERIFY2(decoded.failures.empty(), qPrintable(each.fileName()));
            ++tiles;
        }
        QVERIFY(tiles > 30);
    }

  private:
    static std::string framedAs(char id, const ProtobufVersion& version) {
        std::string out = version.framed;
        out[4] = id;
        return out;
    }
};

QTEST_APPLESS_MAIN(TestProtobufDecoder)
#include "test_protobuf_decoder.moc"

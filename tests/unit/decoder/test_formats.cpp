#include "base/json_fields.h"
#include "decoder/formats/format.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace driftwood;
using namespace driftwood::test;
using decoder::DecoderSpec;
using decoder::Format;
using decoder::PayloadFormat;
using records::FieldType;

namespace {

/// One record with the fields a = 7 and b = x in a format, and how a manifest writes the format's options.
struct Case {
    std::string_view name;
    DecoderSpec spec;
    std::string payload;
    std::string options;
    Texts values; ///< of formats whose payloads are one value: what they are. Otherwise a = 7 and b = x
};

constexpr const char* kRecord =
    R"({"type":"record","name":"R","fields":[{"name":"a","type":"long"},{"name":"b","type":"string"}]})";

DecoderSpec avroOf(const records::Schema& schema, const char* definition) {
    DecoderSpec spec{PayloadFormat::Avro, schema};
    spec.schemas = {{"id:7", definition}};
    return spec;
}

constexpr const char* kMessage = R"(syntax = "proto3"; message R { int64 a = 1; string b = 2; })";

DecoderSpec protobufOf(const records::Schema& schema, const char* definition) {
    DecoderSpec spec{PayloadFormat::Protobuf, schema};
    spec.schemas = {{"id:7", definition}};
    return spec;
}

std::vector<Case> cases() {
    const records::Schema schema{{{"a", FieldType::Int64}, {"b", FieldType::Text}}};
    const records::Schema text{{{"value", FieldType::Text}}};
    const records::Schema number{{{"value", FieldType::Float64}}};
    return {
        {"json", {PayloadFormat::Json, schema}, R"({"a": 7, "b": "x"})", "{}"},
        {"csv",
         {PayloadFormat::Csv, schema, ';', {"b", "a"}},
         "x;7",
         R"({"csvDelimiter":";","csvColumns":["b","a"]})"},
        {"avro", avroOf(schema, kRecord), std::string("\0\0\0\0\7\x0e\2x", 8),
         nlohmann::ordered_json{{"schemas", {{{"key", "id:7"}, {"schema", kRecord}}}}}.dump()},
        {"protobuf", protobufOf(schema, kMessage), std::string("\0\0\0\0\7\0\x08\7\x12\1x", 11),
         nlohmann::ordered_json{{"schemas", {{{"key", "id:7"}, {"schema", kMessage}}}}}.dump()},
        {"cbor", {PayloadFormat::Cbor, schema}, "\xA2\x61\x61\x07\x61\x62\x61\x78", "{}"},
        {"msgpack", {PayloadFormat::MessagePack, schema}, "\x82\xA1\x61\x07\xA1\x62\xA1\x78", "{}"},
        {"utf-8", {PayloadFormat::Utf8, text}, "x", "{}", {"x", "\x01"}},
        {"utf-16", {PayloadFormat::Utf16, text}, std::string("\0x", 2), "{}", {"x"}},
        {"utf-16le", {PayloadFormat::Utf16Little, text}, std::string("x\0", 2), "{}", {"x"}},
        {"latin-1", {PayloadFormat::Latin1, text}, "\xE9", "{}", {"é", "\x01"}},
        {"windows-1252", {PayloadFormat::Windows1252, text}, "\x80", "{}", {"€", "\x01"}},
        {"int", {PayloadFormat::Integer, number}, "\xFF\xFE", "{}", {"-2", "1"}},
        {"int-le", {PayloadFormat::IntegerLittle, number}, "\xFE\xFF", "{}", {"-2", "1"}},
        {"uint", {PayloadFormat::Unsigned, number}, "\xFF\xFE", "{}", {"65534", "1"}},
        {"uint-le", {PayloadFormat::UnsignedLittle, number}, "\xFE\xFF", "{}", {"65534", "1"}},
        {"float", {PayloadFormat::Float, number}, std::string("\x3F\xC0\0\0", 4), "{}", {"1.5"}},
        {"float-le", {PayloadFormat::FloatLittle, number}, std::string("\0\0\xC0\x3F", 4), "{}", {"1.5"}},
        {"hex", {PayloadFormat::Hex, text}, "\xFF\xFE", "{}", {"fffe", "01"}},
        {"base64", {PayloadFormat::Base64, text}, "\xFF\xFE", "{}", {"//4=", "AQ=="}},
    };
}

} // namespace

/// Every row of the table of formats is complete, including any that is added.
class TestFormats : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyFormatIsFoundByName() {
        std::set<std::string_view> names;
        for (const Format* format : decoder::formats()) {
            QVERIFY(!format->name.empty() && !format->title.empty());
            QVERIFY2(names.insert(format->name).second, "two of one name");
            QCOMPARE(&decoder::formatOf(format->format), format);
            QCOMPARE(decoder::formatFromName(format->name), std::optional(format->format));
            QCOMPARE(decoder::formatName(format->format), format->name);
        }
        QCOMPARE(decoder::formatFromName("smoke signals"), std::nullopt);
    }

    void everyFormatHasAllOfItsFunctions() {
        for (const Format* format : decoder::formats())
            QVERIFY2(format->decoder && format->writeOptions && format->readOptions, format->name.data());
    }

    /// A newly added format fails here until it has a case above.
    void everyFormatHasACase() {
        for (const Format* format : decoder::formats())
            QVERIFY2(std::ranges::count(cases(), format->name, &Case::name) == 1, format->name.data());
        QCOMPARE(cases().size(), decoder::formats().size());
    }

    /// A newly added format fails here until it finds fields in a sample. Those with schemas are tried behind
    /// a registry in tests of their own.
    void aSampleHasItsFormat() {
        for (const Case& of : cases()) {
            const Format& format = decoder::formatOf(of.spec.format);
            QVERIFY2(format.sampler != nullptr, of.name.data());
            if (format.hasSchemas)
                continue;
            decoder::SchemaInference inference(of.spec.csvColumns, of.spec.format);
            inference.add(batchOf({of.payload}));
            const auto inferred = inference.finish();
            QVERIFY2(inferred, of.name.data());
            QCOMPARE(inferred->spec.format, of.spec.format);
            QCOMPARE(inferred->fields.size(), of.values.empty() ? std::size_t(2) : std::size_t(1));
        }
    }

    void recordsAreDecoded() {
        for (const Case& of : cases()) {
            const Decoded decoded = decodeAll(of.spec, {of.payload, "\x01"});
            if (!of.values.empty()) {
                QCOMPARE(texts(decoded, "value"), of.values);
                continue;
            }
            QCOMPARE(texts(decoded, "a"), Texts{"7"});
            QCOMPARE(texts(decoded, "b"), Texts{"x"});
            QCOMPARE(decoded.failures.size(), std::size_t(1));
        }
    }

    /// Without the schema, a frame with bytes in it may be any format that has schemas; one with JSON says
    /// so.
    void aFrameIsCalledByTheFormatsThatItMayHold() {
        int framed = 0;
        for (const Case& each : cases())
            if (each.payload.starts_with('\0') && each.spec.schemas.size() == 1) {
                QCOMPARE(decoder::registryLook(each.payload),
                         std::string("Avro or Protobuf behind a schema registry, schema id 7"));
                const auto titles = decoder::framedFormats(each.payload);
                QVERIFY(std::ranges::count(titles, decoder::formatOf(each.spec.format).title) == 1);
                ++framed;
            }
        QCOMPARE(framed, 2);
        QCOMPARE(decoder::registryLook(std::string("\0\0\0\0\7", 5) + R"({"a":7})"),
                 std::string("JSON behind a schema registry, schema id 7"));
        QCOMPARE(decoder::registryLook(R"({"a":7})"), std::string());
        QVERIFY(decoder::framedFormats(R"({"a":7})").empty());
    }

    void optionsComeBackFromAManifest() {
        for (const Case& of : cases()) {
            const Format& format = decoder::formatOf(of.spec.format);
            nlohmann::ordered_json written = nlohmann::ordered_json::object();
            format.writeOptions(of.spec, written);
            QCOMPARE(QByteArray::fromStdString(written.dump()), QByteArray::fromStdString(of.options));
            DecoderSpec read{of.spec.format, of.spec.schema};
            const auto json = nlohmann::json::parse(of.options);
            JsonFields fields(json, "test");
            format.readOptions(fields, read);
            VERIFY_OK(fields.finish());
            QVERIFY(read == of.spec);
        }
    }
};

QTEST_APPLESS_MAIN(TestFormats)
#include "test_formats.moc"

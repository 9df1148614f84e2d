#include "base/json_fields.h"
#include "decoder/formats/format.h"
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
};

constexpr const char* kRecord =
    R"({"type":"record","name":"R","fields":[{"name":"a","type":"long"},{"name":"b","type":"string"}]})";

DecoderSpec avroOf(const records::Schema& schema, const char* definition) {
    DecoderSpec spec{PayloadFormat::Avro, schema};
    spec.schemas = {{"id:7", definition}};
    return spec;
}

std::vector<Case> cases() {
    const records::Schema schema{{{"a", FieldType::Int64}, {"b", FieldType::Text}}};
    return {
        {"json", {PayloadFormat::Json, schema}, R"({"a": 7, "b": "x"})", "{}"},
        {"csv",
         {PayloadFormat::Csv, schema, ';', {"b", "a"}},
         "x;7",
         R"({"csvDelimiter":";","csvColumns":["b","a"]})"},
        {"avro", avroOf(schema, kRecord), std::string("\0\0\0\0\7\x0e\2x", 8),
         nlohmann::ordered_json{{"schemas", {{{"key", "id:7"}, {"schema", kRecord}}}}}.dump()},
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

    void recordsAreDecoded() {
        for (const Case& of : cases()) {
            const Decoded decoded = decodeAll(of.spec, {of.payload, "\x01"});
            QCOMPARE(texts(decoded, "a"), Texts{"7"});
            QCOMPARE(texts(decoded, "b"), Texts{"x"});
            QCOMPARE(decoded.failures.size(), std::size_t(1));
        }
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

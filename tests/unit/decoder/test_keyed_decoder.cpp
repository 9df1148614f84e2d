#include "decoder/keyed_decoder.h"
#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>
#include <algorithm>

using namespace driftwood;
using namespace driftwood::test;
using decoder::DecoderSpec;
using decoder::FailureKind;
using decoder::KeySpec;
using decoder::PayloadFormat;
using records::FieldType;

namespace {

struct KeyAndValue {
    std::optional<std::string> key;
    std::optional<std::string> value;
};

broker::RawBatch pairsOf(const std::vector<KeyAndValue>& pairs) {
    std::vector<broker::RawRecord> records;
    for (const KeyAndValue& pair : pairs) {
        broker::RawRecord& record = records.emplace_back();
        record.offset = Offset(static_cast<std::int64_t>(records.size()) - 1);
        record.hasKey = pair.key.has_value();
        record.hasValue = pair.value.has_value();
        if (pair.key)
            record.key = *pair.key;
        if (pair.value)
            record.value = *pair.value;
    }
    return broker::RawBatch::view(std::move(records));
}

Decoded decodePairs(const DecoderSpec& spec, const std::vector<KeyAndValue>& pairs) {
    Decoded out{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        throw std::runtime_error(decoder.error().text());
    (*decoder)->decode(pairsOf(pairs), out.rows, out.failures);
    return out;
}

std::vector<std::string> reasons(const Decoded& decoded) {
    std::vector<std::string> out;
    for (const decoder::DecodeFailure& failure : decoded.failures)
        out.push_back(std::to_string(failure.position.offset.value) + " " + failure.reason);
    return out;
}

} // namespace

class TestKeyedDecoder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void keysAndValuesShareRows() {
        DecoderSpec spec = jsonSpec({{"@key.site.id", FieldType::Int64},
                                     {"price", FieldType::Float64},
                                     {"@key.line", FieldType::Text}});
        spec.key = KeySpec{PayloadFormat::Json};
        const std::vector<KeyAndValue> pairs{
            {R"({"site": {"id": 7}, "line": "a"})", R"({"price": 1.5})"},
            {std::nullopt, R"({"price": 2.5})"},             // no key: its fields are missing
            {R"({"site": {"id": 8}})", R"({"price": "x"})"}, // a value that does not fit keeps its note
            {R"({"site": {"id": "eight"}})", R"({})"},
        };
        const Decoded decoded = decodePairs(spec, pairs);
        QVERIFY(decoded.failures.empty());
        QCOMPARE(texts(decoded, "@key.site.id"), (Texts{"7", "-", "8", "-"}));
        QCOMPARE(texts(decoded, "@key.line"), (Texts{"a", "-", "-", "-"}));
        QCOMPARE(texts(decoded, "price"), (Texts{"1.5", "2.5", "-", "-"}));
        QVERIFY(decoded.rows.column(0).notFitting(3) && decoded.rows.column(1).notFitting(2));
        QVERIFY(decoded.rows.column(1).missing(3));
        QCOMPARE(decoded.rows.keys().asText(0), *pairs[0].key); // @key stays as written
        QVERIFY(!decoded.rows.keys().valid(1));
    }

    /// The rows' key is its text where the format is binary; the bytes are kept beside it.
    void bytesOfKeysAreKeptWhereAskedFor() {
        DecoderSpec spec = jsonSpec({{"@key.value", FieldType::Int64}, {"price", FieldType::Float64}});
        spec.key = KeySpec{PayloadFormat::Integer};
        decoder::keepKeyBytes(spec);
        decoder::keepKeyBytes(spec); // once only
        QCOMPARE(spec.schema.fields.size(), std::size_t(3));
        const std::string seven("\0\0\0\x07", 4);
        const Decoded decoded = decodePairs(spec, {{seven, R"({"price": 1})"},
                                                   {std::nullopt, R"({"price": 2})"},
                                                   {"123456789", R"({"price": 3})"}});
        QCOMPARE(decoded.rows.rows(), std::size_t(2)); // nine bytes are no integer
        QCOMPARE(decoded.rows.keys().asText(0), std::string("7"));
        QCOMPARE(texts(decoded, records::kKeyBytesPath), (Texts{seven, "-"}));
        QCOMPARE(texts(decoded, "@key.value"), (Texts{"7", "-"}));

        DecoderSpec text = jsonSpec({{"@key.a", FieldType::Int64}}); // as the record has it in any case
        text.key = KeySpec{PayloadFormat::Json};
        decoder::keepKeyBytes(text);
        QCOMPARE(text.schema.fields.size(), std::size_t(1));
    }

    void aKeyThatIsNotInTheFormatIsAFailure() {
        DecoderSpec spec = jsonSpec({{"price", FieldType::Float64}, {"@key.id", FieldType::Int64}});
        spec.key = KeySpec{PayloadFormat::Json};
        const Decoded decoded = decodePairs(spec, {{"plain", R"({"price": 1})"},
                                                   {R"({"id": 1})", R"({"price": 2})"},
                                                   {"plain", std::nullopt},
                                                   {"", R"({"price": 3})"},
                                                   {R"({"id": 2})", "plain"},
                                                   {"7", R"({"price": 4})"}});
        QCOMPARE(texts(decoded, "price"), Texts{"2"});
        QCOMPARE(texts(decoded, "@key.id"), Texts{"1"});
        QCOMPARE(decoded.rows.offsets()[0], std::int64_t(1));
        const std::vector<std::string> why = reasons(decoded);
        QCOMPARE(why.size(), std::size_t(5));
        QVERIFY(why[0].starts_with("0 key: not JSON: "));
        QCOMPARE(why[1], std::string("2 tombstone"));
        QCOMPARE(why[2], std::string("3 key: empty payload"));
        QVERIFY(why[3].starts_with("4 not JSON: "));
        QCOMPARE(why[4], std::string("5 key: JSON, but not an object"));
        const auto kindOf = [&](std::size_t i) { return decoded.failures[i].kind; };
        QVERIFY(kindOf(0) == FailureKind::NotThisFormat && kindOf(1) == FailureKind::Tombstone);
        QVERIFY(kindOf(2) == FailureKind::Empty && kindOf(4) == FailureKind::DoesNotFit);
    }

    void formatsOfKeyAndValueAreChosenApart() {
        DecoderSpec spec = jsonSpec({{"price", FieldType::Float64}, {"@key.line", FieldType::Int64}});
        spec.key = KeySpec{PayloadFormat::Csv, '|', {"site", "line"}};
        const Decoded decoded = decodePairs(spec, {{"b|7", R"({"price": 1})"}});
        QCOMPARE(texts(decoded, "@key.line"), Texts{"7"});

        spec.key->csvColumns = {"site"};
        const auto refused = decoder::Decoder::create(spec);
        QVERIFY(!refused);
        QCOMPARE(refused.error().where, std::string("key, schema"));
    }

    /// Without a key format a value may have such a field, as before.
    void withoutAKeyFormatAllFieldsAreTheValues() {
        const Decoded decoded =
            decodePairs(jsonSpec({{"@key.id", FieldType::Int64}}), {{"plain", R"({"@key": {"id": 3}})"}});
        QCOMPARE(texts(decoded, "@key.id"), Texts{"3"});
    }

    void fieldsOfKeysAreInferred() {
        decoder::SchemaInference inference({}, {}, {}, PayloadFormat::Json);
        inference.add(
            pairsOf({{R"({"id": 1, "site": {"name": "a"}})", R"({"price": 1.5, "@key": {"id": "x"}})"},
                     {R"({"id": 2})", R"({"price": 2})"},
                     {std::nullopt, R"({"price": 2})"}}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        const records::Schema expected{{{"price", FieldType::Float64},
                                        {"@key.id", FieldType::Int64},
                                        {"@key.site.name", FieldType::Text}}};
        QVERIFY(inferred->spec.schema == expected);
        QVERIFY(inferred->spec.key == KeySpec{PayloadFormat::Json});
        QCOMPARE(inferred->fields.size(), std::size_t(3));
        VERIFY_OK(decoder::Decoder::create(inferred->spec));
    }

    void keysInAnotherFormatAreToldAtOnce() {
        decoder::SchemaInference inference({}, {}, {}, PayloadFormat::Json);
        inference.add(pairsOf({{"plain", R"({"price": 1.5})"}}));
        const auto inferred = inference.finish();
        VERIFY_FAILS(inferred, ErrorCode::NotFound);
        QVERIFY(inferred.error().what.find("keys") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestKeyedDecoder)
#include "test_keyed_decoder.moc"

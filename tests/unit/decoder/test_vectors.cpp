#include "decoder/schema_inference.h"
#include "decoder/vector_fields.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;
using decoder::DecoderSpec;
using decoder::PayloadFormat;
using decoder::SchemaInference;
using records::FieldType;
using records::ValueNote;

namespace {

std::vector<std::string> pathsOf(const records::Schema& schema) {
    std::vector<std::string> out;
    for (const records::Field& field : schema.fields)
        out.push_back(field.path + ":" + std::string(fieldTypeName(field.type)) +
                      (field.length > 0 ? "/" + std::to_string(field.length) : ""));
    return out;
}

std::vector<std::string> inferredPaths(const std::vector<std::optional<std::string>>& payloads) {
    SchemaInference inference;
    inference.add(batchOf(payloads));
    return pathsOf(inference.finish().value().spec.schema);
}

std::string packed(PayloadFormat format, const nlohmann::json& json) {
    const auto bytes =
        format == PayloadFormat::Cbor ? nlohmann::json::to_cbor(json) : nlohmann::json::to_msgpack(json);
    return {bytes.begin(), bytes.end()};
}

/// spectrum[0] to spectrum[2], the second a whole number.
DecoderSpec spectrum() {
    return jsonSpec({{"id", FieldType::Int64},
                     {"spectrum[0]", FieldType::Float64, false, std::nullopt, false, 3},
                     {"spectrum[1]", FieldType::Int64, false, std::nullopt, false, 3},
                     {"spectrum[2]", FieldType::Float64, false, std::nullopt, false, 3}});
}

std::vector<ValueNote> notesOf(const Decoded& decoded, std::string_view path) {
    std::vector<ValueNote> out;
    for (const records::RowNote& note : decoded.rows.find(path)->notes())
        out.push_back(note.note);
    return out;
}

} // namespace

class TestVectors : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void arraysOfOneLengthAreFieldsOfTheirOwn() {
        QCOMPARE(
            inferredPaths({R"({"s": [1, 2.5], "t": 1})", R"({"s": [3, null], "t": 2})", R"({"s": null})"}),
            (Texts{"s:text", "s[0]:float64/2", "s[1]:float64/2", "t:int64"}));
        QCOMPARE(inferredPaths({R"({"a": {"s": [1, 2]}})", R"({"a": {"s": [3, 4]}})"}),
                 (Texts{"a.s:text", "a.s[0]:int64/2", "a.s[1]:int64/2"}));
    }

    void otherArraysAreTheirJson_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("of two lengths") << R"({"s": [1, 2]})"
                                        << R"({"s": [1, 2, 3]})";
        QTest::newRow("empty") << R"({"s": []})"
                               << R"({"s": []})";
        QTest::newRow("texts") << R"({"s": ["a", "b"]})"
                               << R"({"s": ["a", "b"]})";
        QTest::newRow("of more than numbers") << R"({"s": [1, true]})"
                                              << R"({"s": [1, 2]})";
        QTest::newRow("nested") << R"({"s": [[1], [2]]})"
                                << R"({"s": [[1], [2]]})";
        QTest::newRow("nulls only") << R"({"s": [null, null]})"
                                    << R"({"s": [null, null]})";
        QTest::newRow("a number in one record") << R"({"s": [1, 2]})"
                                                << R"({"s": 7})";
        QTest::newRow("no number type holds all") << R"({"s": [9007199254740993, 1]})"
                                                  << R"({"s": [0.5, 1]})";
    }
    void otherArraysAreTheirJson() {
        QFETCH(const QString, first);
        QFETCH(const QString, second);
        QCOMPARE(inferredPaths({first.toStdString(), second.toStdString()}), Texts{"s:text"});
        QCOMPARE(inferredPaths({second.toStdString(), first.toStdString()}), Texts{"s:text"});
    }

    void tooLongArraysAreTheirJson() {
        const auto lengthOf = [](std::size_t numbers) {
            const nlohmann::json json{{"s", std::vector<int>(numbers, 7)}};
            return inferredPaths({json.dump(), json.dump()}).size() - 1;
        };
        QCOMPARE(lengthOf(decoder::kLongestVector), decoder::kLongestVector);
        QCOMPARE(lengthOf(decoder::kLongestVector + 1), 0U);
    }

    void aNameInTheRecordsGoesFirst() {
        QCOMPARE(inferredPaths({R"({"s": [1, 2], "s[0]": "a"})", R"({"s": [1, 2], "s[0]": "b"})"}),
                 (Texts{"s:text", "s[0]:text"}));
    }

    void elementsAreColumns() {
        const Decoded decoded = decodeAll(spectrum(), {R"({"id": 1, "spectrum": [0.5, 2, -1e3]})",
                                                       R"({"spectrum": [ 1 , 9007199254740993 ,NaN]})",
                                                       R"({"id": 3})", R"({"id": 4, "spectrum": null})", "[]",
                                                       R"({"id": 5, "spectrum": [null, 1, Infinity]})"});
        QCOMPARE(texts(decoded, "id"), (Texts{"1", "-", "3", "4", "5"}));
        QCOMPARE(texts(decoded, "spectrum[0]"), (Texts{"0.5", "1", "-", "-", "-"}));
        QCOMPARE(texts(decoded, "spectrum[1]"), (Texts{"2", "9007199254740993", "-", "-", "1"}));
        QCOMPARE(texts(decoded, "spectrum[2]"), (Texts{"-1000", "-", "-", "-", "-"}));
        QCOMPARE(notesOf(decoded, "spectrum[2]"),
                 (std::vector{ValueNote::NotANumber, ValueNote::NotANumber}));
        QVERIFY(notesOf(decoded, "spectrum[0]").empty());
        QCOMPARE(decoded.rows.offsets()[4], 105);
        QCOMPARE(decoded.failures.size(), 1U);
    }

    void rowsThatDisagreeDoNotFit() {
        const Decoded decoded =
            decodeAll(spectrum(), {R"({"spectrum": [1, 2]})", R"({"spectrum": [1, 2, 3, 4]})",
                                   R"({"spectrum": [1, 2, "c"]})", R"({"spectrum": "none"})",
                                   R"({"spectrum": [1, 2.5, 3]})", R"({"spectrum": [1, [2], 3]})"});
        QCOMPARE(texts(decoded, "spectrum[0]"), (Texts{"-", "-", "-", "-", "1", "-"}));
        QCOMPARE(notesOf(decoded, "spectrum[0]"),
                 (std::vector{ValueNote::Length, ValueNote::Length, ValueNote::Nested, ValueNote::Nested,
                              ValueNote::Nested}));
        QCOMPARE(notesOf(decoded, "spectrum[1]")[4], ValueNote::Fraction); // of that element alone
        QVERIFY(decoded.rows.find("spectrum[2]")->notFitting(0));
        QCOMPARE(valueNoteText(ValueNote::Length, FieldType::Float64),
                 std::string("in an array of another length"));
    }

    /// A model reads only some of the elements; what fits is the same then.
    void oneElementIsReadAsAllAre() {
        DecoderSpec spec = jsonSpec({{"spectrum[1]", FieldType::Int64, false, std::nullopt, false, 3},
                                     {"spectrum", FieldType::Text}});
        const Decoded decoded = decodeAll(spec, {R"({"spectrum": [1, 2, 3]})", R"({"spectrum": [1, 2]})"});
        QCOMPARE(texts(decoded, "spectrum[1]"), (Texts{"2", "-"}));
        QCOMPARE(texts(decoded, "spectrum"), (Texts{"[1, 2, 3]", "[1, 2]"}));
    }

    void impossibleElementsAreRefused() {
        for (const char* path :
             {"spectrum", "spectrum[3]", "spectrum[01]", "[0]", "spectrum[-1]", "spectrum[]"}) {
            DecoderSpec spec = jsonSpec({{path, FieldType::Float64, false, std::nullopt, false, 3}});
            VERIFY_FAILS(decoder::Decoder::create(spec), ErrorCode::InvalidArgument);
        }
        DecoderSpec spec =
            jsonSpec({{"s", FieldType::Int64}, {"s[0]", FieldType::Float64, false, std::nullopt, false, 3}});
        VERIFY_FAILS(decoder::Decoder::create(spec), ErrorCode::InvalidArgument);
        // Without a length it is a name like others.
        QCOMPARE(
            texts(decodeAll(jsonSpec({{"s[0]", FieldType::Int64}}), {R"({"s[0]": 7, "s": [1]})"}), "s[0]"),
            Texts{"7"});
    }

    void formatsThatDescribeThemselvesHaveThemToo() {
        for (const PayloadFormat format : {PayloadFormat::Cbor, PayloadFormat::MessagePack}) {
            const std::vector<std::optional<std::string>> payloads{
                packed(format, {{"spectrum", {0.5, 2, 3.25}}}), packed(format, {{"spectrum", {1, 2, 3}}}),
                packed(format, {{"spectrum", {1, 2}}})};
            SchemaInference inference({}, format);
            inference.add(batchOf({payloads[0], payloads[1]}));
            const auto inferred = inference.finish();
            VERIFY_OK(inferred);
            QCOMPARE(pathsOf(inferred->spec.schema),
                     (Texts{"spectrum:text", "spectrum[0]:float64/3", "spectrum[1]:float64/3",
                            "spectrum[2]:float64/3"}));
            const Decoded decoded = decodeAll(inferred->spec, payloads);
            QCOMPARE(texts(decoded, "spectrum[0]"), (Texts{"0.5", "1", "-"}));
            QCOMPARE(texts(decoded, "spectrum[2]"), (Texts{"3.25", "3", "-"}));
            QCOMPARE(notesOf(decoded, "spectrum[2]"), std::vector{ValueNote::Length});
        }
    }

    void inEnvelopesAndKeysToo() {
        DecoderSpec spec = jsonSpec({{"s[1]", FieldType::Float64, false, std::nullopt, false, 2},
                                     {"@key.k[0]", FieldType::Int64, false, std::nullopt, false, 1}});
        spec.unwrap = {decoder::EnvelopeKind::Connect};
        spec.key = decoder::KeySpec{};
        const std::string key = R"({"k": [7]})";
        const std::string value = R"({"schema": {}, "payload": {"s": [1, 2.5]}})";
        broker::RawRecord record;
        record.hasKey = record.hasValue = true;
        record.key = key;
        record.value = value;
        Decoded decoded{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
        (*decoder::Decoder::create(spec))
            ->decode(broker::RawBatch::view({record}), decoded.rows, decoded.failures);
        QCOMPARE(texts(decoded, "s[1]"), Texts{"2.5"});
        QCOMPARE(texts(decoded, "@key.k[0]"), Texts{"7"});
        QCOMPARE(std::string(decoded.rows.keys().text(0)), key);
    }
};

QTEST_APPLESS_MAIN(TestVectors)
#include "test_vectors.moc"

#include "unit/decoder/payloads.h"

#include "decoder/schema_inference.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::FieldSample;
using decoder::InferredSchema;
using decoder::SchemaInference;
using records::FieldType;

namespace {

Result<InferredSchema> infer(const std::vector<std::optional<std::string>>& payloads,
                             std::vector<std::string> columns = {}) {
    decoder::SchemaInference inference(std::move(columns));
    inference.add(batchOf(payloads));
    return inference.finish();
}

/// "a:int64 b:text!", where "!" means that values were mixed.
std::string summary(const Result<InferredSchema>& inferred) {
    if (!inferred)
        return inferred.error().text();
    std::string text;
    for (const FieldSample& sample : inferred->fields)
        text += (text.empty() ? "" : " ") + sample.field.path + ":" +
                std::string(records::fieldTypeName(sample.field.type)) + (sample.mixed ? "!" : "");
    return text;
}

} // namespace

class TestSchemaInference : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Numbers of Java's serialisers, Protobuf and the like may have a comma or a bar among their bytes.
    void binaryIsNeverCsv() {
        SchemaInference inference;
        const std::vector<std::optional<std::string>> payloads{std::string("\x08\x2C\x10\x2C", 4),
                                                               std::string("\0\0\0\x2C\0\0\0\x2C", 8)};
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        QVERIFY(!inferred);
        const Decoded decoded = decodeAll(
            {decoder::PayloadFormat::Csv, {{{"a", records::FieldType::Text}}}, ',', {"a", "b"}}, payloads);
        QCOMPARE(decoded.failures.size(), std::size_t(2));
        QCOMPARE(decoded.failures[0].reason, std::string("not CSV: a control character at byte 0"));
    }

    void theNarrowestTypeThatHoldsEveryValueIsFound() {
        QCOMPARE(summary(infer({R"({"a":1,"b":true,"c":"x","d":1.5,"e":[1],"f":null})",
                                R"({"a":2,"b":false,"c":"y","d":2,"e":[],"f":null})"})),
                 std::string("a:int64 b:bool c:text d:float64 e:text f:text"));
        QCOMPARE(summary(infer({R"({"a":1,"b":1,"c":true})", R"({"a":"x","b":true,"c":[1]})"})),
                 std::string("a:text! b:text! c:text!"));
    }

    void noIntegerIsEverRounded() {
        QCOMPARE(summary(infer(
                     {R"({"wide":9007199254740993,"beyond":18446744073709551615,"both":9007199254740993})",
                      R"({"wide":1,"beyond":1,"both":0.5})"})),
                 std::string("wide:int64 beyond:text both:text"));
        QCOMPARE(summary(infer({R"({"v":100000000000000000000})", R"({"v":0.5})"})),
                 std::string("v:float64"));
    }

    void nestedFieldsAreDottedPathsInOrderOfAppearance() {
        const auto inferred = infer({R"({"z":{"b":1,"a":{"q":"x"}},"y":2})", R"({"y":3,"z":{"c":4}})"});
        QCOMPARE(summary(inferred), std::string("z.b:int64 z.a.q:text y:int64 z.c:int64"));
        QCOMPARE(inferred->fields[0].present, qint64(1));
        QCOMPARE(inferred->fields[2].present, qint64(2));
        QCOMPARE(inferred->fields[2].example, std::string("2"));
    }

    void brokenRecordsSayNothingAboutFields() {
        const auto inferred = infer({R"({"a":1})", R"({"b":1,)", std::nullopt, "", "[1]", R"({"a":null})"});
        QCOMPARE(summary(inferred), std::string("a:int64"));
        QCOMPARE(inferred->sampled, qint64(6));
        QCOMPARE(inferred->undecodable, qint64(4));
        QCOMPARE(inferred->fields[0].nulls, qint64(1));
    }

    void fieldsBeyondTheLimitAreNamed() {
        std::string payload = R"({"@timestamp":1)";
        for (int i = 0; i < 10'003; ++i)
            payload += ",\"f" + std::to_string(i) + "\":1";
        const auto inferred = infer({payload + "}"});
        VERIFY_OK(inferred);
        QCOMPARE(inferred->fields.size(), std::size_t(10'000));
        QCOMPARE(inferred->warning,
                 std::string("records have more fields than the 10000 that are found by themselves: left out "
                             "3 fields: f10000, f10001, f10002; left out, as their names mean something else "
                             "here, 1 field: @timestamp"));
        VERIFY_OK(decoder::Decoder::create(inferred->spec));
    }

    void fieldsWithLongPathsAreCountedEach() {
        // The paths are shortened in the text, where those of neighbours look equal.
        const std::string shell(600, 's');
        std::string payload = "{\"a\":1";
        for (int i = 0; i < 61; ++i) {
            std::string middle = std::to_string(i);
            middle = shell + std::string(3 - middle.size(), '0') + middle + shell;
            payload += ",\"" + middle + "\":1";
        }
        const auto inferred = infer({payload + "}"});
        VERIFY_OK(inferred);
        QVERIFY2(inferred->warning.find(" 61 fields: s") != std::string::npos, inferred->warning.c_str());
        QVERIFY(inferred->warning.ends_with(", …"));
        QVERIFY(inferred->warning.size() < 1000);
    }

    void aFieldThatWasAskedForIsKeptBeyondTheLimit() {
        std::string payload = "{";
        for (int i = 0; i < 10'003; ++i)
            payload += "\"f" + std::to_string(i) + "\":1,";
        decoder::SchemaInference inference({}, {}, {"label"});
        inference.add(batchOf({payload + R"("label":2.5})"}));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->fields.back().field, (records::Field{"label", FieldType::Float64}));
    }

    void notANumberHasNoSayInAType() {
        QCOMPARE(summary(infer({R"({"a":NaN,"b":1,"c":NaN,"d":"x"})",
                                R"({"a":2,"b":Infinity,"c":-Infinity,"d":NaN})"})),
                 std::string("a:int64 b:int64 c:float64 d:text"));
        QCOMPARE(summary(infer({"nan,x", "2.5,y"})), std::string("c0:float64 c1:text"));
    }

    void aFewHugeIntegersDoNotMakeText() {
        std::vector<std::optional<std::string>> payloads(300, R"({"id":5})");
        payloads[7] = R"({"id":99999999999999999999})";
        QCOMPARE(summary(infer(payloads)), std::string("id:int64"));
        for (std::size_t i = 0; i < 30; ++i)
            payloads[i] = R"({"id":99999999999999999999})";
        QCOMPARE(summary(infer(payloads)), std::string("id:text"));
    }

    void flatAndNestedAreOneFieldUnlessARecordHasBoth() {
        QCOMPARE(summary(infer(
                     {R"({"m.max":1,"n":{"x.y":1}})", R"({"m":{"max":2.5}})", R"({"n":{"x":{"y":2}}})"})),
                 std::string("m.max:float64 n.x.y:int64"));
        const auto both = infer({R"({"m.max":1})", R"({"m":{"max":"x"}})", R"({"m.max":1,"m":{"max":"x"}})"});
        QCOMPARE(summary(both), std::string("[\"m.max\"]:int64 m.max:text"));
        QCOMPARE(both->warning,
                 std::string("records have m.max twice, nested and as one name: the latter is [\"m.max\"]"));
    }

    void csvIsRecognisedWithItsDelimiter() {
        const auto inferred = infer({"1;2,5;x;007;true", "2;3,5;y;008;false", "3;;z;009;true"});
        QCOMPARE(summary(inferred), std::string("c0:int64 c1:text c2:text c3:text c4:bool"));
        QCOMPARE(inferred->spec.csvDelimiter, ';');
        QCOMPARE(inferred->fields[1].nulls, qint64(1));
        QCOMPARE(summary(infer({"1,a", "2,b", "broken"}, {"id", "name"})), std::string("id:int64 name:text"));
        QCOMPARE(summary(infer({"1\t2.5", "3\t4"})), std::string("c0:int64 c1:float64"));
    }

    void plainNumbersAreOneColumn() { QCOMPARE(summary(infer({"1", "2.5"})), std::string("c0:float64")); }

    void nothingDecodableIsNotFound() {
        VERIFY_FAILS(infer({"hello", "world"}), ErrorCode::NotFound);
        VERIFY_FAILS(infer({}), ErrorCode::NotFound);
        VERIFY_FAILS(infer({"{}"}), ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestSchemaInference)
#include "test_schema_inference.moc"

#include "unit/decoder/payloads.h"

#include "decoder/json_beginning.h"
#include "decoder/payload_tree.h"
#include "decoder/stated_type.h"
#include "support/result_check.h"

#include <QtTest>
#include <algorithm>

using namespace driftwood;
using namespace driftwood::test;
using records::FieldType;

namespace {

/// Converts single quotes to double quotes, so that JSON is readable here.
std::string quoted(std::string text) {
    std::ranges::replace(text, '\'', '"');
    return text;
}

std::string reasonFor(const std::optional<std::string>& payload) {
    const Decoded decoded =
        decodeAll(jsonSpec({{"a", FieldType::Float64}}), {quoted("{'a':1}"), payload, quoted("{'a':3}")});
    if (decoded.failures.size() != 1 || texts(decoded, "a") != Texts{"1", "3"})
        return "the neighbours were harmed";
    return decoded.failures[0].reason;
}

} // namespace

class TestJsonDecoder : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatAPersonStatesIsReadFromText() {
        const std::vector<std::optional<std::string>> payloads{
            R"({"price":"20.15","qty":"3","ok":"true","code":7})",
            R"({"price":"73.1%","qty":"3.0","ok":false})",
            R"({"price":9,"qty":9007199254740993,"ok":"no","code":"007"})",
            R"({"price":"9\u0030","qty":"3.5","ok":null})", R"({"price":[1],"qty":"","ok":"TRUE"})"};
        decoder::DecoderSpec spec = jsonSpec({{"price", FieldType::Text},
                                              {"qty", FieldType::Text},
                                              {"ok", FieldType::Text},
                                              {"code", FieldType::Int64}});
        VERIFY_OK(decoder::stateTypes(spec, {"price=number", "qty=integer", "ok=bool", "`code`=text"}));
        const auto decoded = decodeAll(spec, payloads);
        QCOMPARE(decoded.failures.size(), std::size_t(0));
        QCOMPARE(texts(decoded, "price"), (Texts{"20.15", "73.1", "9", "90", "-"}));
        QCOMPARE(texts(decoded, "qty"), (Texts{"3", "3", "9007199254740993", "-", "-"}));
        QCOMPARE(texts(decoded, "ok"), (Texts{"1", "0", "-", "-", "1"}));
        QCOMPARE(texts(decoded, "code"), (Texts{"7", "-", "007", "-", "-"}));
        // Without a stated type, text does not fit a number.
        QCOMPARE(texts(decodeAll(jsonSpec({{"price", FieldType::Float64}}), payloads), "price"),
                 (Texts{"-", "-", "9", "-", "-"}));
        // Beyond 64 bits too, a number is never rounded in silence.
        decoder::DecoderSpec big = jsonSpec({{"big", FieldType::Text}});
        VERIFY_OK(decoder::stateTypes(big, {"big=number"}));
        QCOMPARE(
            texts(decodeAll(big, {R"({"big":"18446744073709551616"})", R"({"big":"18446744073709551617"})",
                                  R"({"big":"1e30"})", R"({"big":"-36893488147419103233"})"}),
                  "big"),
            (Texts{"18446744073709551616", "-", "1e+30", "-"}));
        spec = jsonSpec({{"when", FieldType::Int64}, {"at", FieldType::Float64}});
        VERIFY_OK(decoder::stateTypes(spec, {"when=time(us)", "at=time(s)"}));
        const std::vector<records::Field> stated{{"when", FieldType::Int64, true, TimeUnit::Microseconds},
                                                 {"at", FieldType::Float64, true, TimeUnit::Seconds}};
        QCOMPARE(spec.schema.fields, stated);
        VERIFY_FAILS(decoder::stateTypes(spec, {"prize=number"}), ErrorCode::NotFound);
        for (const char* wrong : {"when", "when=", "when=decimal", "=number", "when=time", "when=time(h)"})
            VERIFY_FAILS(decoder::stateTypes(spec, {wrong}), ErrorCode::InvalidArgument);
    }

    void sixtyFourBitIntegersStayExact() {
        const auto decoded =
            decodeAll(jsonSpec({{"id", FieldType::Int64}}),
                      {quoted("{'id':9223372036854775807}"), quoted("{'id':-9223372036854775808}"),
                       quoted("{'id':9007199254740993}"), quoted("{'id':9223372036854775808}")});
        QCOMPARE(texts(decoded, "id"),
                 (Texts{"9223372036854775807", "-9223372036854775808", "9007199254740993", "-"}));
    }

    void integersAndFractionsTakeEachOtherOnlyWhereExact() {
        const std::vector<std::optional<std::string>> payloads{quoted("{'v':3.0}"),
                                                               quoted("{'v':3.5}"),
                                                               quoted("{'v':3e2}"),
                                                               quoted("{'v':-0}"),
                                                               quoted("{'v':9007199254740993}"),
                                                               quoted("{'v':1e400}"),
                                                               quoted("{'v':100000000000000000000}"),
                                                               quoted("{'v':1e-400}")};
        QCOMPARE(texts(decodeAll(jsonSpec({{"v", FieldType::Int64}}), payloads), "v"),
                 (Texts{"3", "-", "300", "0", "9007199254740993", "-", "-", "-"}));
        QCOMPARE(texts(decodeAll(jsonSpec({{"v", FieldType::Float64}}), payloads), "v"),
                 (Texts{"3", "3.5", "300", "-0", "-", "-", "1e+20", "0"}));
    }

    void aValueOfAnotherTypeIsMissing() {
        const std::vector<std::optional<std::string>> payloads{quoted("{'v':'1'}"),     quoted("{'v':true}"),
                                                               quoted("{'v':null}"),    quoted("{'v':[1]}"),
                                                               quoted("{'v':{'w':1}}"), quoted("{}")};
        for (const FieldType type : {FieldType::Int64, FieldType::Float64})
            QCOMPARE(texts(decodeAll(jsonSpec({{"v", type}}), payloads), "v"), Texts(6, "-"));
        QCOMPARE(texts(decodeAll(jsonSpec({{"v", FieldType::Bool}}), payloads), "v"),
                 (Texts{"-", "1", "-", "-", "-", "-"}));
    }

    void textTakesEverythingAsWritten() {
        const auto decoded =
            decodeAll(jsonSpec({{"v", FieldType::Text}}),
                      {quoted("{'v':'a\\'b\\u00e9\\ud83d\\ude00'}"), quoted("{'v':18446744073709551615}"),
                       quoted("{'v':1.50}"), quoted("{'v':true}"), quoted("{'v': [1, {'x':']'}] }"),
                       quoted("{'v':{'w' : 1}}"), quoted("{'v':null}"), quoted("{'v':''}")});
        QCOMPARE(texts(decoded, "v"), (Texts{"a\"b\u00e9\U0001F600", "18446744073709551615", "1.50", "true",
                                             quoted("[1, {'x':']'}]"), quoted("{'w' : 1}"), "-", ""}));
        QVERIFY(decoded.rows.column(0).valid(7));
    }

    void nestedObjectsAndDottedNamesAreTheSamePath() {
        const auto decoded = decodeAll(
            jsonSpec({{"a.b.c", FieldType::Int64}, {"a.d", FieldType::Int64}, {"a", FieldType::Text}}),
            {quoted("{'a':{'b':{'c':1},'d':2}}"), quoted("{'a.b':{'c':3},'a.d':4}"),
             quoted("{'a':{'b.c':5}}"), quoted("{'a.b.c':6,'a':'plain'}"), quoted("{'a':{'x':{'c':9}}}")});
        QCOMPARE(texts(decoded, "a.b.c"), (Texts{"1", "3", "5", "6", "-"}));
        QCOMPARE(texts(decoded, "a.d"), (Texts{"2", "4", "-", "-", "-"}));
        QCOMPARE(texts(decoded, "a"), (Texts{"-", "-", "-", "plain", "-"}));
    }

    void theLastOfTwoFieldsCounts() {
        const auto decoded = decodeAll(
            jsonSpec({{"a", FieldType::Int64}, {"t", FieldType::Text}}),
            {quoted("{'a':1,'t':'x','a':2,'t':'yy'}"), quoted("{'a':1,'a':null}"), quoted("{'a':7}")});
        QCOMPARE(texts(decoded, "a"), (Texts{"2", "-", "7"}));
        QCOMPARE(texts(decoded, "t"), (Texts{"yy", "-", "-"}));
    }

    void fieldOrderMayChangeFromRecordToRecord() {
        const auto decoded = decodeAll(jsonSpec({{"a", FieldType::Int64}, {"ab", FieldType::Int64}}),
                                       {quoted("{'a':1,'ab':2}"), quoted("{'ab':3,'a':4}"),
                                        quoted("{'zz':0,'a':5}"), quoted("{'a':6,'zz':0,'ab':7}"),
                                        quoted("{'a':8,'ab':9}"), quoted("{ '\\u0061' : 10 }")});
        QCOMPARE(texts(decoded, "a"), (Texts{"1", "4", "5", "6", "8", "10"}));
        QCOMPARE(texts(decoded, "ab"), (Texts{"2", "3", "-", "7", "9", "-"}));
    }

    void oneBadRecordCostsOnlyItself_data() {
        QTest::addColumn<QString>("payload");
        QTest::addColumn<QString>("reason");
        const auto row = [](const std::string& payload, const char* reason) {
            QTest::newRow(reason) << QString::fromStdString(payload) << reason;
        };
        row(quoted("{'a':'open"), "not JSON: unclosed string at byte 5");
        row("{\"a\":\"op\x01\"}", "not JSON: bare control character in a string at byte 8");
        row("{\"a\":\"\\", "not JSON: unclosed string at byte 5");
        row(quoted("{'a':1"), "not JSON: expected ',' or '}', but the payload ends at byte 6");
        row(quoted("{'a':"), "not JSON: expected a value, but the payload ends at byte 5");
        row(quoted("{'a':1}{'a':2}"), "not JSON: something follows the JSON value at byte 7");
        row(quoted("{'a':1} x"), "not JSON: something follows the JSON value at byte 8");
        row(quoted("{'a':1,}"), "not JSON: expected a field name in quotes at byte 7");
        row("{\"a\":1}\\\"", "not JSON: something follows the JSON value at byte 7");
        row("{\"a\":1\\\"x\"}", "not JSON: backslash outside a string at byte 6");
        row(quoted("{'a' 1}"), "not JSON: expected ':' at byte 5");
        row(quoted("{'a':01}"), "not JSON: bad number at byte 5");
        row(quoted("{'a':1'x'}"), "not JSON: bad number at byte 5");
        row(quoted("{'a':;}"), "not JSON: expected a value at byte 5");
        row(quoted("{'b':[1,2}}"), "not JSON: expected ',' or ']' at byte 9");
        row(quoted("{'b':'\\q'}"), "not JSON: bad escape in the string at byte 5");
        row(quoted("{'b':'\\ud800'}"), "not JSON: bad escape in the string at byte 5");
        row(quoted("{'b':nul}"), "not JSON: unknown word at byte 5");
        row(quoted("{\\'a\\':1}"), "not JSON: expected a field name in quotes at byte 1");
        row("", "empty payload");
        row("  ", "empty payload");
        row("[1]", "JSON, but not an object");
        row("17", "JSON, but not an object");
        row(";", "not JSON: expected a value at byte 0");
    }

    void oneBadRecordCostsOnlyItself() {
        QFETCH(QString, payload);
        QFETCH(QString, reason);
        QCOMPARE(QString::fromStdString(reasonFor(payload.toStdString())), reason);
    }

    void brokenUtf8IsNamed() {
        QCOMPARE(reasonFor("{\"b\":\"\xC3\xA9\xFF\"}"), std::string("not JSON: not UTF-8 at byte 8"));
        QCOMPARE(reasonFor("{\"b\":\"\xF0\x9F\x98"), std::string("not JSON: not UTF-8 at byte 6"));
    }

    void aTombstoneIsAFailureWithItsPosition() {
        const auto decoded =
            decodeAll(jsonSpec({{"a", FieldType::Int64}}), {std::nullopt, quoted("{'a':1}")});
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QCOMPARE(decoded.failures[0].reason, std::string("tombstone"));
        QCOMPARE(decoded.failures[0].position.offset.value, qint64(100));
        QCOMPARE(decoded.rows.position(0).offset.value, qint64(101));
        QCOMPARE(decoded.rows.timestampsMs()[0], qint64(5001));
        QVERIFY(!decoded.rows.keys().valid(0));
    }

    void nestingIsFollowedToALimit() {
        const auto nested = [](std::size_t depth) {
            return quoted("{'x':") + std::string(depth, '[') + std::string(depth, ']') + "}";
        };
        const auto decoded =
            decodeAll(jsonSpec({{"a", FieldType::Int64}}), {nested(1023), nested(1024), nested(100000)});
        QCOMPARE(decoded.rows.rows(), std::size_t(1));
        QCOMPARE(decoded.failures.size(), std::size_t(2));
        QVERIFY(decoded.failures[0].reason.starts_with("not JSON: nested too deep at byte"));
    }

    void aByteOrderMarkIsOverlooked() {
        const auto decoded = decodeAll(jsonSpec({{"a", FieldType::Int64}}), {"\xEF\xBB\xBF{\"a\":5}"});
        QCOMPARE(texts(decoded, "a"), Texts{"5"});
    }

    /// As Confluent's serialiser for JSON Schema writes it: a zero byte, the schema's id, JSON.
    void theFrameOfARegistryIsPassedOver() {
        const std::string frame("\0\0\0\0\7", 5);
        const Decoded decoded = decodeAll(jsonSpec({{"a", FieldType::Int64}}),
                                          {frame + R"({"a":1})", R"({"a":2})", frame + R"( {"a":3})",
                                           frame + "{", frame + R"({"a":"\u0031"})", frame + "\x02x"});
        QCOMPARE(texts(decoded, "a"), (Texts{"1", "2", "-"}));
        QCOMPARE(decoded.failures.size(), std::size_t(3));
        QVERIFY(decoded.failures[0].reason.starts_with(
            "looks like Avro or Protobuf behind a schema registry, schema id 7"));
        QVERIFY(decoded.failures[1].reason.starts_with("not JSON"));
        QVERIFY(decoded.failures[2].reason.starts_with(
            "looks like Avro or Protobuf behind a schema registry, schema id 7"));
    }

    void payloadsLargerThanAChunkAreDecoded() {
        const std::string big = quoted("{'t':'") + std::string(3'000'000, 'x') + quoted("','a':1}");
        const auto decoded =
            decodeAll(jsonSpec({{"a", FieldType::Int64}, {"t", FieldType::Text}}),
                      {quoted("{'a':0}"), big, quoted("{'a':2}"), big + "}", quoted("{'a':4}")});
        QCOMPARE(texts(decoded, "a"), (Texts{"0", "1", "2", "4"}));
        QCOMPARE(decoded.rows.column(1).text(1).size(), std::size_t(3'000'000));
    }

    void moreFieldNamesThanAreRememberedAreStillFound() {
        std::string payload = "{";
        for (int i = 0; i < 3000; ++i)
            payload += "\"f" + std::to_string(i) + "\":" + std::to_string(i) + ",";
        payload.back() = '}';
        const auto decoded =
            decodeAll(jsonSpec({{"f2999", FieldType::Int64}, {"f7", FieldType::Int64}}), {payload, payload});
        QCOMPARE(texts(decoded, "f2999"), (Texts{"2999", "2999"}));
        QCOMPARE(texts(decoded, "f7"), (Texts{"7", "7"}));
    }

    /// Cut at any place, the rest of a payload can be completed to valid JSON.
    void everyBeginningOfAPayloadCanBeRead() {
        const std::string payload = quoted("{'a':1.5e3,'b':{'t':'x\\u00e9\\'") + "\xC3\xA4" +
                                    quoted("','l':[true,null,{'n':-7}]},'c':'end'}");
        std::size_t fields = 0;
        for (std::size_t length = 0; length < payload.size(); ++length) {
            const std::string closed = decoder::closedJson(payload.substr(0, length));
            if (length == 0) {
                QVERIFY(closed.empty());
                continue;
            }
            const auto tree = decoder::jsonTree(closed);
            QVERIFY2(tree.problem.empty(), (closed + ": " + tree.problem).c_str());
            QVERIFY2(tree.root.children.size() >= fields, closed.c_str()); // nothing is lost again
            fields = tree.root.children.size();
        }
        QCOMPARE(fields, std::size_t(3));
        QCOMPARE(decoder::jsonTree(decoder::closedJson(quoted("{'a':1,'b':'begin"))).root.children[1].value,
                 std::string("begin\xE2\x80\xA6"));
        QVERIFY(decoder::closedJson("plain text").empty());
    }

    void aSpecThatCannotWorkIsRefused() {
        const auto refused = [](const decoder::DecoderSpec& spec) { return !decoder::Decoder::create(spec); };
        QVERIFY(refused(jsonSpec({})));
        QVERIFY(refused(jsonSpec({{"a", FieldType::Text}, {"a", FieldType::Int64}})));
        QVERIFY(refused(jsonSpec({{"@offset", FieldType::Int64}})));
        QVERIFY(!refused(jsonSpec({{"@version", FieldType::Int64}})));
    }
};

QTEST_GUILESS_MAIN(TestJsonDecoder)
#include "test_json_decoder.moc"

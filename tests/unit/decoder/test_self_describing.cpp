#include "decoder/formats/format.h"
#include "decoder/payload_text.h"
#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QFile>
#include <QtTest>
#include <map>
#include <nlohmann/json.hpp>

using namespace driftwood;
using namespace driftwood::test;
using decoder::FailureKind;
using decoder::PayloadFormat;
using decoder::SchemaInference;
using records::FieldType;

namespace {

std::string bytesOf(const char* hex) { return QByteArray::fromHex(hex).toStdString(); }

/// Payloads that Python's cbor2 and msgpack wrote, and what they hold
/// (tests/fixtures/selfdescribing/make_fixtures.py).
struct Case {
    std::string name;
    PayloadFormat format = PayloadFormat::Cbor;
    std::string payload;
    std::map<std::string, std::string> columns;
    std::string whole;
};

std::vector<Case> cases() {
    QFile file(QStringLiteral(DRIFTWOOD_FIXTURES "/selfdescribing/payloads.json"));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("tests/fixtures/selfdescribing/payloads.json cannot be read");
    std::vector<Case> out;
    const auto parsed = nlohmann::json::parse(file.readAll().toStdString());
    for (const auto& one : parsed["cases"])
        out.push_back({one["name"], *decoder::formatFromName(one["format"].get<std::string>()),
                       bytesOf(one["payload"].get<std::string>().c_str()), one["columns"], one["whole"]});
    return out;
}

decoder::DecoderSpec specOf(PayloadFormat format, std::vector<records::Field> fields) {
    return {format, {std::move(fields)}};
}

/// Payloads as a whole, as text; "-" where one is refused.
Texts wholes(PayloadFormat format, const std::vector<std::optional<std::string>>& payloads) {
    auto made = decoder::formatOf(format).decoder(specOf(format, {{"", FieldType::Text}}));
    if (!made)
        throw std::runtime_error(made.error().text());
    Decoded out{records::RecordBatch(
                    std::make_shared<const records::Schema>(records::Schema{{{"", FieldType::Text}}})),
                {}};
    (*made)->decode(batchOf(payloads), out.rows, out.failures);
    Texts read(payloads.size(), "-");
    for (std::size_t row = 0; row < out.rows.rows(); ++row)
        read[static_cast<std::size_t>(out.rows.offsets()[row] - 100)] = out.rows.column(0).text(row);
    return read;
}

/// A map of maps, each the value of "a" in the one around it.
std::string nested(PayloadFormat format, int depth) {
    std::string out;
    for (int i = 0; i < depth; ++i)
        out += format == PayloadFormat::Cbor ? "\xA1\x61"
                                               "a"
                                             : "\x81\xA1"
                                               "a";
    return out + "\x01";
}

} // namespace

class TestSelfDescribing : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatPythonWroteIsRead_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Case& one : cases())
            QTest::addRow("%s %s", decoder::formatName(one.format).data(), one.name.c_str()) << index++;
        QVERIFY(index >= 9);
    }
    void whatPythonWroteIsRead() {
        QFETCH(int, index);
        const Case one = cases()[static_cast<std::size_t>(index)];
        SchemaInference inference;
        const std::vector<std::optional<std::string>> payloads{one.payload};
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(inferred->spec.format, one.format);
        QCOMPARE(inferred->spec.schema.fields.size(), one.columns.size());
        const Decoded decoded = decodeAll(inferred->spec, payloads);
        QVERIFY(decoded.failures.empty());
        for (const auto& [path, text] : one.columns) {
            QVERIFY2(decoded.rows.find(path) != nullptr, path.c_str());
            QCOMPARE(QByteArray::fromStdString(path + ": " + texts(decoded, path).front()),
                     QByteArray::fromStdString(path + ": " + text));
        }
        auto reader = decoder::PayloadText::create(one.format, {}, false, batchOf(payloads));
        VERIFY_OK(reader);
        const broker::RawBatch batch = batchOf(payloads);
        QCOMPARE(QByteArray::fromStdString(reader->read(batch.records()[0], {}).text),
                 QByteArray::fromStdString(one.whole));
    }

    /// nlohmann-json is an independent writer and reader of both.
    void everythingThatNlohmannWritesIsItsJson() {
        const auto value = nlohmann::json::parse(
            R"({"a":[0,23,24,255,256,65535,65536,4294967295,4294967296,18446744073709551615],
                "b":[-1,-24,-25,-128,-129,-32768,-32769,-2147483648,-2147483649,-9223372036854775808],
                "c":{"":"","x":[true,false,null,1.5,-0.1,1e300]},
                "d":"0123456789012345678901234567890123456789"})");
        std::string large(70'000, 'x');
        auto more = value;
        more["e"] = large;
        for (int i = 0; i < 70'000; ++i)
            more["f"].push_back(i);
        for (const bool isCbor : {true, false}) {
            const auto bytes = isCbor ? nlohmann::json::to_cbor(more) : nlohmann::json::to_msgpack(more);
            const std::string payload(bytes.begin(), bytes.end());
            const auto format = isCbor ? PayloadFormat::Cbor : PayloadFormat::MessagePack;
            QVERIFY(nlohmann::json::parse(wholes(format, {payload}).front()) == more);
        }
    }

    /// Examples of RFC 8949, appendix A, that Python does not write.
    void stringsListsAndMapsOfUnknownLengthAreRead() {
        QCOMPARE(wholes(PayloadFormat::Cbor,
                        {bytesOf("bf6346756ef563416d7421ff"), bytesOf("7f657374726561646d696e67ff"),
                         bytesOf("9f018202039f0405ffff"), bytesOf("5f42010243030405ff"), bytesOf("d9d9f7a0"),
                         bytesOf("f93c00"), bytesOf("f7")}),
                 (Texts{R"({"Fun":true,"Amt":-2})", "streaming", "[1,[2,3],[4,5]]", "AQIDBAU=", "{}", "1",
                        "null"}));
    }

    void valuesGoIntoTheColumnsTheyFit() {
        // {"a": 3.5, "b": "20", "c": true, "d": {"x": 1}, "a": 4}
        const std::string payload = bytesOf("a5"
                                            "6161fb400c000000000000"
                                            "6162623230"
                                            "6163f5"
                                            "6164a1617801"
                                            "616104");
        records::Field read{"b", FieldType::Int64, true};
        const Decoded decoded = decodeAll(
            specOf(PayloadFormat::Cbor,
                   {{"a", FieldType::Int64}, read, {"c", FieldType::Float64}, {"d", FieldType::Text}}),
            {payload});
        QVERIFY(decoded.failures.empty());
        QCOMPARE(texts(decoded, "a"), Texts{"4"});
        QCOMPARE(decoded.rows.find("a")->notes().front().note, records::ValueNote::Repeated);
        QCOMPARE(texts(decoded, "b"), Texts{"20"});
        QVERIFY(decoded.rows.find("c")->notFitting(0));
        QCOMPARE(texts(decoded, "d"), Texts{R"({"x":1})"});
    }

    void aDecimalBeyondAllDoublesIsNoted() {
        // {"n": 4([299, 10^18])} is 10^317, {"n": 4([-399, 1])} is 10^-399
        const Decoded decoded =
            decodeAll(specOf(PayloadFormat::Cbor, {{"n", FieldType::Float64}}),
                      {bytesOf("a1616ec48219012b1b0de0b6b3a7640000"), bytesOf("a1616ec48239018e01")});
        QCOMPARE(decoded.rows.rows(), std::size_t(2));
        QCOMPARE(decoded.rows.column(0).notes().size(), std::size_t(1));
        QCOMPARE(decoded.rows.column(0).notes().front().note, records::ValueNote::Large);
        QCOMPARE(texts(decoded, "n"), (Texts{"-", "0"}));
    }

    void aPayloadThatIsNoObjectHasAFieldValue() {
        SchemaInference inference({}, PayloadFormat::MessagePack);
        const std::vector<std::optional<std::string>> payloads{std::string("\x05", 1),
                                                               std::string("\xCD\x01\x00", 3)};
        inference.add(batchOf(payloads));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        QCOMPARE(texts(decodeAll(inferred->spec, payloads), "value"), (Texts{"5", "256"}));
    }

    void brokenPayloadsSayWhatIsWrong() {
        const auto fields = std::vector<records::Field>{{"a", FieldType::Int64}};
        const Decoded cbor =
            decodeAll(specOf(PayloadFormat::Cbor, fields),
                      {bytesOf("a16161"), bytesOf("a1616101ff"), bytesOf("01"), bytesOf("a16161fc"),
                       bytesOf("a162c32801"), bytesOf("a1f501"), std::nullopt, std::string(),
                       nested(PayloadFormat::Cbor, 300), bytesOf("bb7fffffffffffffff")});
        const std::vector<std::string> why{"not CBOR: it ends early at byte 3",
                                           "not CBOR: something follows the value at byte 4",
                                           "CBOR, but not an object",
                                           "not CBOR: an invalid length at byte 4",
                                           "not CBOR: a text that is not UTF-8 at byte 4",
                                           "not CBOR: a name that is neither text nor number at byte 2",
                                           "tombstone",
                                           "empty payload",
                                           "not CBOR: it is nested too deep at byte 772",
                                           "not CBOR: it ends early at byte 9"};
        QCOMPARE(cbor.failures.size(), why.size());
        for (std::size_t i = 0; i < why.size(); ++i)
            QCOMPARE(QByteArray::fromStdString(cbor.failures[i].reason), QByteArray::fromStdString(why[i]));
        QCOMPARE(cbor.rows.rows(), std::size_t(0));
        const Decoded packed = decodeAll(specOf(PayloadFormat::MessagePack, fields),
                                         {bytesOf("81a161"), bytesOf("c1"),
                                          nested(PayloadFormat::MessagePack, 300), bytesOf("dfffffffff")});
        QCOMPARE(packed.failures.size(), std::size_t(4));
        QCOMPARE(packed.failures[0].kind, FailureKind::Truncated);
        QCOMPARE(packed.failures[1].kind, FailureKind::NotThisFormat);
        QCOMPARE(packed.failures[2].kind, FailureKind::TooLarge);
        QCOMPARE(packed.failures[3].kind, FailureKind::Truncated);
    }

    /// Each beginning of a payload is refused, and none is read beyond its end (under a sanitizer).
    void aPayloadThatIsCutIsRefused() {
        for (const Case& one : cases())
            for (std::size_t size = 1; size < one.payload.size(); ++size)
                QCOMPARE(wholes(one.format, {one.payload.substr(0, size)}), Texts{"-"});
    }
};

QTEST_APPLESS_MAIN(TestSelfDescribing)
#include "test_self_describing.moc"

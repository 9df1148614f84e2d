#include "decoder/formats/format.h"
#include "decoder/payload_text.h"
#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::FailureKind;
using decoder::SchemaInference;

namespace {

/// The values that inference and decoder find in payloads of a stated format; "-" where a record gives no
/// row.
Texts read(const char* format, const std::vector<std::optional<std::string>>& payloads) {
    SchemaInference inference({}, decoder::formatFromName(format));
    inference.add(batchOf(payloads));
    const auto inferred = inference.finish();
    if (!inferred)
        return {inferred.error().what};
    const Decoded decoded = decodeAll(inferred->spec, payloads);
    Texts out(payloads.size(), "-");
    for (std::size_t row = 0; row < decoded.rows.rows(); ++row)
        out[static_cast<std::size_t>(decoded.rows.offsets()[row] - 100)] = texts(decoded, "value")[row];
    return out;
}

std::string bytes(const char* hex) { return QByteArray::fromHex(hex).toStdString(); }

} // namespace

/// Payloads that are one value: what Java's serialisers and text in a character set write.
class TestSingleValues : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// IntegerSerializer, LongSerializer and ShortSerializer of Apache Kafka write big-endian.
    void integersOfAnySizeAreRead() {
        QCOMPARE(read("int", {bytes("ffffffff"), bytes("00000000000003e8"), bytes("8000"), bytes("7f"),
                              bytes("8000000000000000"), bytes("000102"), bytes("010203040506070809"),
                              std::string()}),
                 (Texts{"-1", "1000", "-32768", "127", "-9223372036854775808", "258", "-", "-"}));
        QCOMPARE(read("int-le", {bytes("e8030000"), bytes("feff")}), (Texts{"1000", "-2"}));
        QCOMPARE(read("uint", {bytes("ffffffff"), bytes("ff"), bytes("7fffffffffffffff")}),
                 (Texts{"4294967295", "255", "9223372036854775807"}));
        QCOMPARE(read("uint-le", {bytes("0100000000000080"), bytes("01")}), (Texts{"-", "1"}));
    }

    /// An integer without a sign that an int64 does not hold is in its column, as not fitting.
    void anIntegerBeyondTheColumnIsNotMissing() {
        const Decoded decoded =
            decodeAll({*decoder::formatFromName("uint"), {{{"value", records::FieldType::Int64}}}},
                      {bytes("ffffffffffffffff")});
        QVERIFY(decoded.rows.column(0).notFitting(0));
        const Decoded asText =
            decodeAll({*decoder::formatFromName("uint"), {{{"value", records::FieldType::Text}}}},
                      {bytes("ffffffffffffffff")});
        QCOMPARE(texts(asText, "value"), Texts{"18446744073709551615"});
    }

    void floatsAreRead() {
        QCOMPARE(read("float",
                      {bytes("3fc00000"), bytes("c00c000000000000"), bytes("7ff8000000000000"), bytes("3f")}),
                 (Texts{"1.5", "-3.5", "-", "-"}));
        QCOMPARE(read("float-le", {bytes("0000c03f"), bytes("0000000000000cc0")}), (Texts{"1.5", "-3.5"}));
    }

    void textsOfACharacterSetAreRead() {
        QCOMPARE(read("utf-8", {"Grüße", std::string(), bytes("ff")}), (Texts{"Grüße", "", "-"}));
        QCOMPARE(read("latin-1", {bytes("4772fcdf65")}), Texts{"Grüße"});
        QCOMPARE(read("windows-1252", {bytes("8020"), bytes("81")}), (Texts{"€ ", "-"}));
        QCOMPARE(read("utf-16", {bytes("0047007200fc"), bytes("feff00e9"), bytes("fffee900"),
                                 bytes("d83dde00"), bytes("00"), bytes("d83d")}),
                 (Texts{"Grü", "é", "é", "😀", "-", "-"}));
        QCOMPARE(read("utf-16le", {bytes("4700e900")}), Texts{"Gé"});
    }

    void bytesAreShown() {
        QCOMPARE(read("hex", {bytes("00ff10")}), Texts{"00ff10"});
        QCOMPARE(read("base64", {bytes("00ff10"), bytes("00ff")}), (Texts{"AP8Q", "AP8="}));
    }

    void failuresSayWhatTheBytesAreNot() {
        const Decoded decoded =
            decodeAll({*decoder::formatFromName("windows-1252"), {{{"value", records::FieldType::Text}}}},
                      {bytes("4181"), std::nullopt});
        QCOMPARE(decoded.failures.size(), std::size_t(2));
        QCOMPARE(decoded.failures[0].reason,
                 std::string("not a text in Windows-1252: byte 1 belongs to no character of it"));
        QCOMPARE(decoded.failures[1].kind, FailureKind::Tombstone);
    }

    /// Any bytes are some integer: no sample is taken for one by itself.
    void suchFormatsAreOnlyTakenWhenStated() {
        SchemaInference inference;
        const std::vector<std::optional<std::string>> payloads{bytes("00000000000003e8")};
        inference.add(batchOf(payloads));
        QVERIFY(!inference.finish());
    }

    void afieldThatThereIsNotIsRefused() {
        const auto made = decoder::Decoder::create(
            {*decoder::formatFromName("int"), {{{"price", records::FieldType::Int64}}}});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::InvalidArgument);
    }

    void keysAreDecodedByThem() {
        SchemaInference inference({}, std::nullopt, {}, decoder::formatFromName("int"));
        std::vector<broker::RawRecord> records(1);
        records[0].hasKey = records[0].hasValue = true;
        const std::string key = bytes("000000000000002a");
        records[0].key = key;
        records[0].value = R"({"a":1})";
        inference.add(broker::RawBatch::view(records));
        const auto inferred = inference.finish();
        VERIFY_OK(inferred);
        auto made = decoder::Decoder::create(inferred->spec);
        VERIFY_OK(made);
        records::RecordBatch rows(std::make_shared<const records::Schema>(inferred->spec.schema));
        std::vector<decoder::DecodeFailure> failures;
        (*made)->decode(broker::RawBatch::view(records), rows, failures);
        QCOMPARE(rows.find("@key.value")->asText(0), std::string("42"));
        QCOMPARE(rows.keys().asText(0), std::string("42"));
    }
};

QTEST_APPLESS_MAIN(TestSingleValues)
#include "test_single_values.moc"

#include "decoder/masking/check_masked.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/masking/masks.h"
#include "decoder/masking/personal_fields.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using broker::FieldMasks;
using broker::MaskKind;
using decoder::DecoderSpec;
using decoder::PayloadFormat;
using records::FieldType;

namespace {

const std::string kSalt = "0123";

/// HMAC-SHA-256 by another implementation.
std::string hashOf(const char* value) {
    const auto bytes =
        QMessageAuthenticationCode::hash(value, QByteArray::fromStdString(kSalt), QCryptographicHash::Sha256);
    return "#" + bytes.toHex().left(16).toStdString();
}

FieldMasks masksOf(std::vector<broker::FieldMask> fields) { return {std::move(fields), kSalt}; }

DecoderSpec users(const FieldMasks& masks) {
    DecoderSpec spec = jsonSpec({{"user.email", FieldType::Text},
                                 {"card", FieldType::Text},
                                 {"user.age", FieldType::Int64},
                                 {"list", FieldType::Text}});
    spec.masks = masks;
    return spec;
}

const std::string kUser = R"( {"user":{"email":"anna@example.org","age":37},"card":4242424242421234,)"
                          R"("list":[{"phone":"+49 170 1234567","n":1},{"phone":null}]} )";

const FieldMasks kMasks =
    masksOf({{"user.email", MaskKind::Hash}, {"card", MaskKind::LastFour}, {"list.phone", MaskKind::Hide}});

} // namespace

class TestMasking : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void columnsHoldWhatTheMasksLeave() {
        const Decoded decoded =
            decodeAll(users(kMasks), {kUser, R"({"user": {"email": "anna@example.org"}})", "x"});
        QCOMPARE(texts(decoded, "user.email"),
                 (Texts{hashOf("anna@example.org"), hashOf("anna@example.org")}));
        QCOMPARE(texts(decoded, "card"), (Texts{"…1234", "-"}));
        QCOMPARE(texts(decoded, "user.age"), (Texts{"37", "-"}));
        QCOMPARE(texts(decoded, "list"), (Texts{"[{\"phone\":\"(hidden)\",\"n\":1},{\"phone\":null}]", "-"}));
        QCOMPARE(decoded.failures.size(), 1U);
    }

    /// A mask names a field by where it lies in the payload, or as the rows name it.
    void namesInAndOutOfAnEnvelopeMaskAlike_data() {
        QTest::addColumn<QString>("within");
        QTest::addColumn<QString>("card");
        QTest::newRow("in the payload") << "after.list.phone"
                                        << "after.card";
        QTest::newRow("in the rows") << "list.phone"
                                     << "card";
    }
    void namesInAndOutOfAnEnvelopeMaskAlike() {
        QFETCH(const QString, within);
        QFETCH(const QString, card);
        DecoderSpec spec = jsonSpec({{"list", FieldType::Text}, {"card", FieldType::Text}});
        spec.unwrap = {decoder::EnvelopeKind::Debezium};
        spec.masks =
            masksOf({{within.toStdString(), MaskKind::Hide}, {card.toStdString(), MaskKind::LastFour}});
        const Decoded decoded = decodeAll(spec, {"{\"op\":\"u\",\"after\":" + kUser + "}"});
        QCOMPARE(texts(decoded, "list"), (Texts{"[{\"phone\":\"(hidden)\",\"n\":1},{\"phone\":null}]"}));
        QCOMPARE(texts(decoded, "card"), Texts{"…1234"});
    }

    void elementsAreNamedInAnyWay_data() {
        QTest::addColumn<QString>("path");
        for (const char* path : {"list.phone", "list[*].phone", "list[0].phone", "[\"list\"][*].phone"})
            QTest::newRow(path) << path;
    }
    void elementsAreNamedInAnyWay() {
        QFETCH(const QString, path);
        const decoder::Masks masks(masksOf({{path.toStdString(), MaskKind::Hide}}));
        QCOMPARE(masks.maskedJson("{\"list\":[{\"phone\":\"1\",\"n\":2}],\"phone\":3}").value(),
                 std::string("{\"list\":[{\"phone\":\"(hidden)\",\"n\":2}],\"phone\":3}"));
        const decoder::Masks whole(masksOf({{"tags[*]", MaskKind::Hide}}));
        QCOMPARE(whole.maskedJson("{\"tags\":[\"a\",2]}").value(), std::string("{\"tags\":\"(hidden)\"}"));
        QVERIFY(whole.of("tags[1]"));
    }

    /// Where a masked field should lie is a text: JSON as text, or anything.
    void aTextInPlaceOfAnObjectIsMasked() {
        const decoder::Masks masks(masksOf({{"user.email", MaskKind::Hide}}));
        QCOMPARE(masks.maskedJson("{\"user\":\"anna\",\"n\":1}").value(),
                 std::string("{\"user\":\"(hidden)\",\"n\":1}"));
        QCOMPARE(masks.maskedJson("{\"user\":\"{\\\"email\\\":1,\\\"n\\\":2}\"}").value(),
                 std::string("{\"user\":\"{\\\"email\\\":\\\"(hidden)\\\",\\\"n\\\":2}\"}"));
        QCOMPARE(masks.maskedJson("{\"user\":null}").value(), std::string("{\"user\":null}"));
    }

    void aPathOfAnotherLanguageIsRefused() {
        for (const char* text : {".user.email=hide", "$.user.email=hide", "user.=hide"})
            VERIFY_FAILS(broker::maskFromText(text), ErrorCode::InvalidArgument);
    }

    void whatIsMaskedWithoutItsEnvelopeIsAText() {
        decoder::InferredSchema inferred;
        inferred.spec = jsonSpec({{"after.card", FieldType::Int64},
                                  {"after.pin", FieldType::Int64},
                                  {"after.n", FieldType::Int64},
                                  {"op", FieldType::Text}});
        inferred.spec.masks = masksOf({{"card", MaskKind::LastFour}, {"pin", MaskKind::Hide}});
        VERIFY_OK(decoder::unwrapInferred({decoder::EnvelopeKind::Debezium}, inferred));
        const std::vector<records::Field> left{
            {"card", FieldType::Text}, {"n", FieldType::Int64}, {"@debezium.op", FieldType::Text}};
        QCOMPARE(inferred.spec.schema.fields, left);
        const Decoded decoded =
            decodeAll(inferred.spec, {R"({"op":"u","after":{"card":4242424242421234,"pin":12,"n":3}})"});
        QCOMPARE(texts(decoded, "card"), Texts{"…1234"});
    }

    void aMaskCoversWhatIsWithinIt() {
        DecoderSpec spec = users(masksOf({{"user", MaskKind::Hide}}));
        const auto refused = decoder::Decoder::create(spec);
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument); // its age is a number
        spec.schema.fields[2].type = FieldType::Text;
        const Decoded decoded = decodeAll(spec, {kUser});
        QCOMPARE(texts(decoded, "user.email"), Texts{"-"});
        QCOMPARE(texts(decoded, "user.age"), Texts{"-"});
        QCOMPARE(texts(decoded, "card"), Texts{"4242424242421234"});
    }

    void jsonKeepsAllElse_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("masked"); // with HASH for the hash of "a"
        QTest::newRow("a name with a dot") << R"({"user.email" : "a", "b": 1.50e3})"
                                           << R"({"user.email" : "HASH", "b": 1.50e3})";
        QTest::newRow("twice") << R"({"user":{"email":"a"},"user":{"email":"a"}})"
                               << R"({"user":{"email":"HASH"},"user":{"email":"HASH"}})";
        QTest::newRow("in an array") << R"([{"user":[{"email":"a"}]}, [ {"user":{"email":"a"}}]])"
                                     << R"([{"user":[{"email":"HASH"}]}, [ {"user":{"email":"HASH"}}]])";
        QTest::newRow("escaped") << "{\"us\\u0065r\": {\"\\u0065mail\": \"\\u0061\"}}"
                                 << "{\"us\\u0065r\": {\"\\u0065mail\": \"HASH\"}}";
        QTest::newRow("an object") << R"({"card": {"a":1}})"
                                   << R"({"card": "…"})";
        QTest::newRow("short") << R"({"card": "12345678"})"
                               << R"({"card": "…"})";
        QTest::newRow("another alphabet") << R"({"card": "äöüäöüäöü"})"
                                          << R"({"card": "…üäöü"})";
        QTest::newRow("nothing masked") << R"({"users": {"email": "a"}, "n": NaN})"
                                        << R"({"users": {"email": "a"}, "n": NaN})";
    }
    void jsonKeepsAllElse() {
        QFETCH(const QString, json);
        QFETCH(QString, masked);
        masked.replace(QStringLiteral("HASH"), QString::fromStdString(hashOf("a")));
        const auto out = decoder::Masks(kMasks).maskedJson(json.toStdString());
        QVERIFY(out);
        QCOMPARE(QString::fromStdString(*out), masked);
    }

    void whatCannotBeToldApartIsHidden() {
        DecoderSpec spec;
        const decoder::TextMasking json(kMasks, &spec);
        QVERIFY(!json.value("no JSON"));
        QVERIFY(!json.value(R"({"user": )"));
        QCOMPARE(json.value("7").value(), std::string("7"));
        QVERIFY(!decoder::TextMasking(kMasks, nullptr).value(kUser)); // no one says what it is
        spec.format = PayloadFormat::Hex;
        QVERIFY(!decoder::TextMasking(kMasks, &spec).value("7b7d"));
        spec.format = PayloadFormat::Csv;
        spec.csvColumns = {"card"};
        QVERIFY(!decoder::TextMasking(kMasks, &spec).value("4242424242421234"));
        spec.csvColumns = {"n"};
        QCOMPARE(decoder::TextMasking(kMasks, &spec).value("12").value(), std::string("12"));
        spec.format = PayloadFormat::Utf8;
        QCOMPARE(decoder::TextMasking(kMasks, &spec).value(R"({"card": 4242424242421234})").value(),
                 std::string(R"({"card": "…1234"})"));
        QCOMPARE(decoder::TextMasking(kMasks, &spec).value("hello").value(), std::string("hello"));
    }

    void keysAreMasked() {
        const decoder::Masks whole(masksOf({{"@key", MaskKind::Hash}}));
        QCOMPARE(decoder::maskedKey(whole, "anna").value(), hashOf("anna"));
        QVERIFY(!decoder::maskedKey(decoder::Masks(masksOf({{"@key", MaskKind::Hide}})), "anna"));
        const decoder::Masks field(masksOf({{"@key.id", MaskKind::Hash}}));
        QCOMPARE(decoder::maskedKey(field, R"({"id": "a", "b": 1})").value(),
                 "{\"id\": \"" + hashOf("a") + "\", \"b\": 1}");
        QVERIFY(!decoder::maskedKey(field, "no JSON"));
        QCOMPARE(decoder::maskedKey(decoder::Masks(kMasks), "anna").value(), std::string("anna"));

        DecoderSpec spec = users(masksOf({{"@key", MaskKind::Hash}}));
        broker::RawRecord record;
        record.hasKey = record.hasValue = true;
        record.key = "anna";
        record.value = kUser;
        Decoded decoded{records::RecordBatch(std::make_shared<const records::Schema>(spec.schema)), {}};
        (*decoder::Decoder::create(spec))
            ->decode(broker::RawBatch::view({record}), decoded.rows, decoded.failures);
        QCOMPARE(std::string(decoded.rows.keys().text(0)), hashOf("anna"));
        QCOMPARE(texts(decoded, "user.email"), Texts{"anna@example.org"});
    }

    void aSampleIsMaskedAsItsRows() {
        decoder::SchemaInference inference;
        inference.add(batchOf({kUser}));
        auto inferred = inference.finish();
        VERIFY_OK(inferred);
        decoder::maskInferred(masksOf({{"user.email", MaskKind::Hash}, {"user.age", MaskKind::Hide}}),
                              *inferred);
        QVERIFY(!inferred->spec.schema.indexOf("user.age"));
        QCOMPARE(inferred->fields.size(), inferred->spec.schema.fields.size());
        for (const decoder::FieldSample& field : inferred->fields)
            QVERIFY(field.example.find("anna") == std::string::npos);
        QCOMPARE(texts(decodeAll(inferred->spec, {kUser}), "user.email"), Texts{hashOf("anna@example.org")});
    }

    void whatWasMadeWithoutMasksIsRefused() {
        DecoderSpec spec = users({});
        VERIFY_FAILS(decoder::checkMasked(spec, kMasks, "the data set day"), ErrorCode::NotAuthorized);
        VERIFY_OK(decoder::checkMasked(spec, {}, "the data set day"));
        VERIFY_OK(decoder::checkMasked(users(kMasks), kMasks, "the data set day"));
        VERIFY_OK(decoder::checkMasked(users(kMasks), {}, "the data set day"));
        FieldMasks salted = kMasks;
        salted.salt = "other";
        VERIFY_FAILS(decoder::checkMasked(users(kMasks), salted, "the data set day"),
                     ErrorCode::NotAuthorized);
        spec.schema.fields = {{"user.age", FieldType::Int64}}; // none of what is masked
        VERIFY_OK(decoder::checkMasked(spec, kMasks, "the data set day"));
        VERIFY_FAILS(decoder::checkMasked(spec, masksOf({{"@key", MaskKind::Hash}}), "the data set day"),
                     ErrorCode::NotAuthorized);
    }

    void masksAreReadFromText() {
        QCOMPARE(broker::maskFromText("user.email=hash").value(),
                 (broker::FieldMask{"user.email", MaskKind::Hash}));
        QCOMPARE(broker::maskFromText("a=b=last4").value(), (broker::FieldMask{"a=b", MaskKind::LastFour}));
        for (const char* wrong : {"", "email", "=hash", "email=", "email=md5"})
            VERIFY_FAILS(broker::maskFromText(wrong), ErrorCode::InvalidArgument);
        VERIFY_FAILS(broker::checkMasks(masksOf({{"a"}, {"a", MaskKind::Hash}})), ErrorCode::InvalidArgument);
        VERIFY_FAILS(broker::checkMasks({{{"a", MaskKind::Hash}}, {}}), ErrorCode::InvalidArgument);
        QVERIFY(broker::newMaskSalt().size() == 32 && broker::newMaskSalt() != broker::newMaskSalt());
    }

    void namesOfPersonalDataAreKnown() {
        for (const char* personal : {"email", "user.Email", "customerEmail", "phone_number", "first_name",
                                     "lastName", "user.name", "client_ip", "card", "IBAN"})
            QVERIFY2(decoder::looksPersonal(personal), personal);
        for (const char* other :
             {"name", "machine.name", "temperature", "shipping", "cardinality", "zone", "tip"})
            QVERIFY2(!decoder::looksPersonal(other), other);
    }
};

QTEST_APPLESS_MAIN(TestMasking)
#include "test_masking.moc"

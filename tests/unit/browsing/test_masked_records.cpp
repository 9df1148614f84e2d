#include "browsing/record_reading.h"
#include "browsing/record_text.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::browsing;
using namespace driftwood::test;
using broker::FieldMasks;
using broker::MaskKind;
using records::FieldType;

namespace {

const std::string kAnna = R"({"user":{"email":"anna@example.org"},"card":"4242424242421234","n":1})";
const FieldMasks kMasks{{{"user.email", MaskKind::Hide}, {"card", MaskKind::LastFour}}, "salt"};

RecordReading::Spec specOf(const FieldMasks& masks) {
    decoder::DecoderSpec spec = jsonSpec({{"card", FieldType::Text}, {"n", FieldType::Int64}});
    spec.masks = masks;
    return std::make_shared<const decoder::DecoderSpec>(spec);
}

/// A block of these records under a filter; the key of each is "anna".
std::shared_ptr<RecordBlock> blockOf(const RecordReading::Spec& spec, const char* filter,
                                     const std::vector<std::optional<std::string>>& values,
                                     const FieldMasks& masks) {
    auto reading = RecordReading::create(spec, dataset::Filter::parse(filter).value(), masks);
    if (!reading)
        throw std::runtime_error(reading.error().text());
    std::vector<broker::RawRecord> records = batchOf(values).records();
    for (broker::RawRecord& record : records) {
        record.hasKey = true;
        record.key = "anna";
    }
    auto block = (*reading)->newBlock();
    (*reading)->take(broker::RawBatch::view(std::move(records)), *block);
    return block;
}

} // namespace

/// Browse keeps no masked value of a connection's records.
class TestMaskedRecords : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aBlockHasNothingThatIsMasked() {
        const auto block = blockOf(specOf(kMasks), "", {kAnna, std::nullopt}, kMasks);
        QCOMPARE(block->size(), 2U);
        QCOMPARE(std::string(*block->value(0)),
                 std::string("{\"user\":{\"email\":\"(hidden)\"},\"card\":\"…1234\",\"n\":1}"));
        QVERIFY(!block->value(1));
        QCOMPARE(std::string(*block->key(0)), std::string("anna"));
        QCOMPARE(block->decoded().column(0).asText(0), std::string("…1234"));
        const std::string exported = recordAsJson(TopicName("users"), {block, 0});
        QVERIFY2(exported.find("anna@") == std::string::npos && exported.find("42424") == std::string::npos,
                 exported.c_str());
        QVERIFY2(exported.find(R"("n":1)") != std::string::npos, exported.c_str());
    }

    void whatIsMaskedCannotBeSearched() {
        QCOMPARE(blockOf(specOf(kMasks), R"(card == "4242424242421234")", {kAnna}, kMasks)->size(), 0U);
        QCOMPARE(blockOf(specOf(kMasks), R"(card == "…1234")", {kAnna}, kMasks)->size(), 1U);
        const FieldMasks key{{{"@key", MaskKind::Hash}}, "salt"};
        QCOMPARE(blockOf(specOf(key), R"(@key == "anna")", {kAnna}, key)->size(), 0U);
        QCOMPARE(blockOf(specOf({}), R"(@key == "anna")", {kAnna}, {})->size(), 1U);
    }

    void whatNothingDecodesIsHidden() {
        const auto broken = blockOf(specOf(kMasks), "", {"{\"card\": \"4242424242421234"}, kMasks);
        QCOMPARE(std::string(*broken->value(0)), std::string(decoder::kHidden));
        const auto plain = blockOf(nullptr, "", {kAnna}, kMasks);
        QCOMPARE(std::string(*plain->value(0)), std::string(decoder::kHidden));
        const FieldMasks key{{{"@key.id", MaskKind::Hide}}, "salt"};
        const auto ofKey = blockOf(nullptr, "", {kAnna}, key);
        QCOMPARE(std::string(*ofKey->value(0)), kAnna); // no field of values is masked
        QCOMPARE(std::string(*ofKey->key(0)), std::string(decoder::kHidden));
    }
};

QTEST_APPLESS_MAIN(TestMaskedRecords)
#include "test_masked_records.moc"

#include "decoder/schema_inference.h"
#include "decoder/wrapping/envelope.h"
#include "decoder/wrapping/envelope_text.h"
#include "support/result_check.h"
#include "unit/decoder/payloads.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::EnvelopeKind;
using decoder::FailureKind;
using decoder::SchemaInference;
using records::FieldType;

namespace {

using Payloads = std::vector<std::optional<std::string>>;

/// As Debezium's documentation shows its change events, without the schemas.
const char* const kInsert =
    R"({"before":null,"after":{"id":1,"price":2.5,"op":"x"},"source":{"connector":"mysql","ts_ms":900},"op":"c","ts_ms":1000})";
const char* const kUpdate =
    R"({"before":{"id":1,"price":2.5},"after":{"id":1,"price":3.5},"source":{"connector":"mysql","ts_ms":1900},"op":"u","ts_ms":2000})";
const char* const kDelete =
    R"({"before":{"id":1,"price":3.5},"after":null,"source":{"connector":"mysql","ts_ms":2900},"op":"d","ts_ms":3000})";

std::string connected(const char* payload) {
    return R"({"schema":{"type":"struct","fields":[{"type":"int32","field":"id"}]},"payload":)" +
           std::string(payload) + "}";
}

decoder::DecoderSpec inferred(const Payloads& payloads) {
    SchemaInference inference;
    inference.add(batchOf(payloads));
    auto found = inference.finish();
    if (!found)
        throw std::runtime_error(found.error().text());
    return found->spec;
}

std::string paths(const decoder::DecoderSpec& spec) {
    std::string out;
    for (const records::Field& field : spec.schema.fields)
        out += (out.empty() ? "" : " ") + field.path;
    return out;
}

} // namespace

class TestEnvelope : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyEnvelopeIsFoundByName() {
        for (const decoder::Envelope& envelope : decoder::envelopes()) {
            QCOMPARE(decoder::envelopeFromName(envelope.name), std::optional(envelope.kind));
            QCOMPARE(&decoder::envelopeOf(envelope.kind), &envelope);
        }
        QCOMPARE(decoder::envelopeFromName("paper"), std::nullopt);
    }

    void debeziumsRowsAreTakenAndItsDeletesAreTombstones() {
        const Payloads payloads{kInsert, kUpdate, kDelete, std::nullopt, "{"};
        decoder::DecoderSpec spec = inferred(payloads);
        QVERIFY(decoder::envelopesAround(spec.schema) == std::vector{EnvelopeKind::Debezium});
        VERIFY_OK(decoder::unwrapFields({EnvelopeKind::Debezium}, spec));
        QCOMPARE(paths(spec), std::string("id price op @debezium.source.ts_ms @debezium.op @debezium.ts_ms"));
        const Decoded decoded = decodeAll(spec, payloads);
        QCOMPARE(texts(decoded, "id"), (Texts{"1", "1"}));
        QCOMPARE(texts(decoded, "price"), (Texts{"2.5", "3.5"}));
        QCOMPARE(texts(decoded, "op"), (Texts{"x", "-"})); // the row's own
        QCOMPARE(texts(decoded, "@debezium.op"), (Texts{"c", "u"}));
        QCOMPARE(texts(decoded, "@debezium.source.ts_ms"), (Texts{"900", "1900"}));
        QCOMPARE(decoded.failures.size(), std::size_t(3));
        QCOMPARE(decoded.failures[0].kind, FailureKind::Tombstone);
        QCOMPARE(decoded.failures[0].reason, std::string("tombstone: the record deletes"));
        QCOMPARE(decoded.failures[0].position.offset.value, qint64(102));
        QCOMPARE(decoded.failures[1].reason, std::string("tombstone"));
        QVERIFY(decoded.failures[2].reason.starts_with("not JSON"));
    }

    /// A delete is one also where nobody asked for the field that says so.
    void deletesAreToldWithoutTheirField() {
        decoder::DecoderSpec spec = jsonSpec({{"id", FieldType::Int64}});
        spec.unwrap = {EnvelopeKind::Debezium};
        const Decoded decoded = decodeAll(spec, {kInsert, kDelete});
        QCOMPARE(texts(decoded, "id"), Texts{"1"});
        QCOMPARE(decoded.failures.front().kind, FailureKind::Tombstone);
    }

    void envelopesInEnvelopesAreUnwrapped() {
        const Payloads payloads{connected(kInsert), connected(kDelete)};
        decoder::DecoderSpec spec = inferred(payloads);
        const std::vector around{EnvelopeKind::Connect, EnvelopeKind::Debezium};
        QVERIFY(decoder::envelopesAround(spec.schema) == around);
        VERIFY_OK(decoder::unwrapFields(around, spec));
        const Decoded decoded = decodeAll(spec, payloads);
        QCOMPARE(texts(decoded, "price"), Texts{"2.5"});
        QCOMPARE(texts(decoded, "@debezium.op"), Texts{"c"});
        QCOMPARE(decoded.failures.size(), std::size_t(1));
    }

    void theDataOfCloudEventsIsTaken() {
        const Payloads payloads{
            R"({"specversion":"1.0","id":"7","source":"/shop","type":"order","time":"2026-05-01T00:00:00Z","data":{"id":3,"total":4.5}})"};
        decoder::DecoderSpec spec = inferred(payloads);
        QVERIFY(decoder::envelopesAround(spec.schema) == std::vector{EnvelopeKind::CloudEvents});
        VERIFY_OK(decoder::unwrapFields({EnvelopeKind::CloudEvents}, spec));
        const Decoded decoded = decodeAll(spec, payloads);
        QCOMPARE(texts(decoded, "id"), Texts{"3"});
        QCOMPARE(texts(decoded, "@cloudevents.id"), Texts{"7"});
        QCOMPARE(texts(decoded, "@cloudevents.time"), Texts{"2026-05-01T00:00:00Z"});
    }

    /// CloudEvents' binary mode: the value is the data, headers have what is said of it.
    void attributesInHeadersAreFields() {
        const broker::Headers headers{{"ce_specversion", "1.0"}, {"ce_id", "7"},     {"ce_source", "/shop"},
                                      {"ce_type", "order"},      {"ce_odd", "left"}, {"content-type", "x"}};
        const broker::Headers later{{"ce_specversion", "1.0"}, {"ce_id", "8"}, {"ce_type", std::nullopt}};
        const std::string order = R"({"id":3,"type":"big","total":4.5})";
        std::vector<broker::RawRecord> records(3);
        for (std::size_t i = 0; i < records.size(); ++i) {
            records[i].offset = Offset(static_cast<std::int64_t>(i));
            records[i].hasValue = i != 2;
            records[i].value = order;
        }
        const broker::RawBatch batch = broker::RawBatch::view(records, {headers, later, headers});
        SchemaInference inference;
        inference.add(batch);
        auto found = inference.finish();
        VERIFY_OK(found);
        QCOMPARE(found->attributes, (std::vector<std::string>{"id", "source", "type"}));
        const auto around = decoder::envelopesAround(found->spec.schema, found->attributes);
        QVERIFY(around == std::vector{EnvelopeKind::CloudEventsBinary});
        VERIFY_OK(decoder::unwrapFields(around, found->spec, found->attributes));
        QCOMPARE(paths(found->spec),
                 std::string("id type total @cloudevents.id @cloudevents.source @cloudevents.type"));
        const auto decoder = decoder::Decoder::create(found->spec);
        VERIFY_OK(decoder);
        Decoded decoded{records::RecordBatch(std::make_shared<const records::Schema>(found->spec.schema)),
                        {}};
        (*decoder)->decode(batch, decoded.rows, decoded.failures);
        QCOMPARE(texts(decoded, "id"), (Texts{"3", "3"}));
        QCOMPARE(texts(decoded, "type"), (Texts{"big", "big"})); // the data's own
        QCOMPARE(texts(decoded, "@cloudevents.id"), (Texts{"7", "8"}));
        QCOMPARE(texts(decoded, "@cloudevents.source"), (Texts{"/shop", "-"}));
        QCOMPARE(texts(decoded, "@cloudevents.type"), (Texts{"order", "-"}));
        QCOMPARE(decoded.failures.size(), std::size_t(1));
        QCOMPARE(decoded.failures.front().kind, FailureKind::Tombstone);
        // Headers alone may be asked for, and a mask of a field of the data leaves them as they are.
        decoder::DecoderSpec one = found->spec;
        one.schema.fields = {{"@cloudevents.type", FieldType::Text}};
        const auto alone = decoder::Decoder::create(one);
        VERIFY_OK(alone);
        Decoded headersOnly{records::RecordBatch(std::make_shared<const records::Schema>(one.schema)), {}};
        (*alone)->decode(batch, headersOnly.rows, headersOnly.failures);
        QCOMPARE(texts(headersOnly, "@cloudevents.type"), (Texts{"order", "-"}));
        QCOMPARE(decoder::wrappedPath(around, "@cloudevents.type"), std::string("@cloudevents.type"));
    }

    void theTextOfTheDataIsTaken() {
        auto debezium = decoder::EnvelopeText::create({EnvelopeKind::Connect, EnvelopeKind::Debezium});
        VERIFY_OK(debezium);
        const auto insert = debezium->read(connected(kInsert), {});
        QCOMPARE(insert.text, std::string(R"({"id":1,"price":2.5,"op":"x"})"));
        QVERIFY(!insert.isDelete);
        QVERIFY(insert.beside.front() == std::pair(std::string("@debezium.op"), std::string("c")));
        const auto gone = debezium->read(connected(kDelete), {});
        QVERIFY(gone.isDelete && gone.text.empty() && gone.problem.empty());
        QVERIFY(debezium->read("{", {}).problem.starts_with("not JSON"));
        QCOMPARE(debezium->read(R"({"a":1})", {}).problem,
                 std::string("it is not in an envelope of Kafka Connect, Debezium"));
        auto events = decoder::EnvelopeText::create({EnvelopeKind::CloudEventsBinary});
        VERIFY_OK(events);
        const auto event = events->read("[1]", {{"ce_specversion", "1.0"}, {"ce_type", "order"}});
        QCOMPARE(event.text, std::string("[1]"));
        QVERIFY((event.beside ==
                 std::vector<std::pair<std::string, std::string>>{{"@cloudevents.type", "order"}}));
    }

    void otherRecordsHaveNoEnvelope() {
        decoder::DecoderSpec spec = inferred({R"({"schema":1,"payload":{"a":2},"op":"c"})"});
        QVERIFY(decoder::envelopesAround(spec.schema).empty());
        const Status unwrapped = decoder::unwrapFields({EnvelopeKind::Debezium}, spec);
        QVERIFY(!unwrapped);
        QCOMPARE(unwrapped.error().code, ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(TestEnvelope)
#include "test_envelope.moc"

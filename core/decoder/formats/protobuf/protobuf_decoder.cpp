#include "decoder/formats/protobuf/protobuf_decoder.h"

#include "decoder/formats/protobuf/message_indexes.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_key.h"
#include "decoder/registry/schema_problem.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {
namespace {

/// A topic that names more is hostile or damaged; each may cost a question to the registry.
constexpr std::size_t kMostMessages = 1000;

} // namespace

ProtobufDecoder::ProtobufDecoder(const DecoderSpec& spec)
    : m_spec(spec)
    , m_isBare(std::ranges::find(spec.schemas, std::string(), &WriterSchema::key) != spec.schemas.end())
    , m_row(spec.nearest) {}

Result<std::unique_ptr<ProtobufDecoder>> ProtobufDecoder::make(const DecoderSpec& spec) {
    std::unique_ptr<ProtobufDecoder> out(new ProtobufDecoder(spec));
    for (const WriterSchema& schema : spec.schemas) {
        auto parsed = parseProtobufSchema(schema.text);
        if (!parsed)
            return fail(parsed.error().code, parsed.error().what,
                        schema.key.empty() ? std::string("schema") : "schema, " + schema.key,
                        parsed.error().hint);
        if (!out->m_reader)
            out->m_reader = *parsed;
        out->m_schemas[schema.key].parsed = std::move(*parsed);
    }
    return out;
}

const ProtobufDecoder::Schema& ProtobufDecoder::schemaOf(const std::string& key) {
    if (const auto known = m_schemas.find(key); known != m_schemas.end())
        return known->second;
    Schema& out = m_schemas[key];
    if (!m_spec.book) {
        out.problem = "that schema is not available";
        return out;
    }
    auto text = m_spec.book->find(key, PayloadFormat::Protobuf);
    auto parsed = text ? parseProtobufSchema(*text)
                       : Result<std::shared_ptr<const ProtobufSchema>>(tl::unexpected(text.error()));
    if (parsed)
        out.parsed = std::move(*parsed);
    else
        out.problem = reasonText(parsed.error());
    if (!text)
        out.kind = failureOf(text.error());
    if (out.kind == FailureKind::Unanswered)
        out.fault = std::make_shared<const Error>(faultOf({key, text.error()}));
    m_lacksAnswers = m_lacksAnswers || out.kind == FailureKind::Unanswered;
    return out;
}

void ProtobufDecoder::forgetUnanswered() {
    if (!std::exchange(m_lacksAnswers, false))
        return;
    const auto isUnanswered = [](const auto& known) { return known.second.kind == FailureKind::Unanswered; };
    std::erase_if(m_schemas, isUnanswered);
    std::erase_if(m_writers, isUnanswered);
    m_lastWriter = nullptr;
}

const ProtobufDecoder::Writer& ProtobufDecoder::writerOf(const std::string& key, const Indexes& indexes) {
    static const Writer kTooMany{.plan = std::nullopt,
                                 .problem = "records before it name " + std::to_string(kMostMessages) +
                                            " other messages",
                                 .fault = nullptr};
    const auto known = m_writers.find({key, indexes});
    if (known != m_writers.end())
        return known->second;
    if (m_writers.size() >= kMostMessages)
        return kTooMany;
    Writer& out = m_writers[{key, indexes}];
    const Schema& schema = schemaOf(key);
    if (!schema.parsed) {
        out.problem = schema.problem;
        out.kind = schema.kind;
        out.fault = schema.fault;
        return out;
    }
    const auto message = indexes ? schema.parsed->at(*indexes) : std::optional(schema.parsed->root);
    const std::string name = message ? schema.parsed->messages[*message].name : std::string();
    if (message && !m_spec.recordType.empty() && name != m_spec.recordType) {
        out.problem = "it is a message of " + name + ", and the fields are those of " + m_spec.recordType;
        out.kind = FailureKind::DoesNotFit;
    } else if (message)
        out.plan = ProtobufPlan::compile(schema.parsed, *message, m_reader.get(), m_spec.schema);
    else
        out.problem = "its schema has no such message";
    return out;
}

void ProtobufDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    forgetUnanswered();
    const char* const header = schemaHeader(m_spec.ofKeys);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const broker::RawRecord& record = batch.records()[i];
        const auto refuse = [&](std::string reason, FailureKind kind) {
            failures.push_back({{record.partition, record.offset}, std::move(reason), kind});
        };
        if (!record.hasValue) {
            refuse("tombstone", FailureKind::Tombstone);
        } else if (const auto named = schemaOfHeader(batch.header(i, header))) {
            std::string_view indexes = named->messageIndexes;
            const auto message = indexes.empty() ? std::nullopt : takeMessageIndexes(indexes);
            append(record, writerOf(named->key, message), named->key, record.value, rows, failures);
        } else if (m_isBare) { // an empty payload is a message whose fields are all absent
            append(record, writerOf({}, std::nullopt), {}, record.value, rows, failures);
        } else if (const auto id = registrySchemaId(record.value)) {
            decodeFramed(record, *id, rows, failures);
        } else if (record.value.empty()) {
            refuse("empty payload", FailureKind::Empty);
        } else {
            refuse("not Protobuf: it names no schema, and none is stated for the topic",
                   FailureKind::NotThisFormat);
        }
    }
}

void ProtobufDecoder::decodeFramed(const broker::RawRecord& record, std::int32_t id,
                                   records::RecordBatch& rows, std::vector<DecodeFailure>& failures) {
    if (m_lastWriter == nullptr || !record.value.starts_with(m_lastFrame)) {
        std::string_view message = record.value.substr(kRegistryFrameBytes);
        const auto indexes = takeMessageIndexes(message);
        if (!indexes) {
            failures.push_back({{record.partition, record.offset},
                                "not Protobuf: no message is named behind schema id " + std::to_string(id),
                                FailureKind::NotThisFormat});
            return;
        }
        m_lastWriter = &writerOf(schemaKeyOfId(id), indexes);
        m_lastFrame = record.value.substr(0, record.value.size() - message.size());
    }
    append(record, *m_lastWriter, {}, record.value.substr(m_lastFrame.size()), rows, failures);
}

void ProtobufDecoder::decodeBare(const broker::RawRecord& record, const std::string& key,
                                 const Indexes& indexes, std::string_view payload, records::RecordBatch& rows,
                                 std::vector<DecodeFailure>& failures) {
    append(record, writerOf(key, indexes), key, payload, rows, failures);
}

void ProtobufDecoder::append(const broker::RawRecord& record, const Writer& writer, const std::string& key,
                             std::string_view payload, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    const auto refuse = [&](const std::string& reason, FailureKind kind,
                            std::shared_ptr<const Error> fault = nullptr) {
        std::string named = key; // ids are not named for each record, only where it fails
        if (const auto id = named.empty() && !m_isBare ? registrySchemaId(record.value) : std::nullopt)
            named = schemaKeyOfId(*id);
        rows.truncate(rows.rows());
        failures.push_back(
            {{record.partition, record.offset},
             "not Protobuf" + (named.empty() ? "" : " of " + schemaKeyWords(named)) + ": " + reason,
             kind,
             std::move(fault)});
    };
    if (!writer.plan)
        return refuse(writer.problem, writer.kind, writer.fault);
    ProtobufInput input(payload);
    if (!m_row.append(*writer.plan, input, rows))
        return refuse(input.problem() + (" at byte " + std::to_string(input.position())), input.kind());
    m_payloadsWithUnknown += m_row.unknownInLast() > 0 ? 1 : 0;
    rows.appendPosition(record.partition, record.offset, record.timestamp,
                        record.hasKey ? &record.key : nullptr);
}

} // namespace driftwood::decoder

#include "decoder/formats/avro/avro_decoder.h"

#include "decoder/formats/avro/avro_names.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_key.h"
#include "decoder/registry/schema_problem.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {
namespace {

/// A topic that names more is hostile or damaged; each may cost a question to the registry.
constexpr std::size_t kMostWriters = 1000;

} // namespace

AvroDecoder::AvroDecoder(const DecoderSpec& spec)
    : m_spec(spec)
    , m_isBare(std::ranges::find(spec.schemas, std::string(), &WriterSchema::key) != spec.schemas.end())
    , m_row(spec.nearest) {}

Result<std::unique_ptr<AvroDecoder>> AvroDecoder::make(const DecoderSpec& spec) {
    std::unique_ptr<AvroDecoder> out(new AvroDecoder(spec));
    for (const WriterSchema& schema : spec.schemas) {
        auto parsed = parseAvroSchema(schema.text);
        if (!parsed)
            return fail(parsed.error().code, parsed.error().what,
                        schema.key.empty() ? std::string("schema") : "schema, " + schema.key);
        if (!out->m_reader)
            out->m_reader = *parsed;
        out->m_writers[schema.key] = out->writerWith(std::move(*parsed));
    }
    return out;
}

AvroDecoder::Writer AvroDecoder::find(const std::string& key) const {
    Writer out;
    if (!m_spec.book) {
        out.problem = "that schema is not available";
        return out;
    }
    auto text = m_spec.book->find(key, PayloadFormat::Avro);
    auto parsed = text ? parseAvroSchema(*text)
                       : Result<std::shared_ptr<const AvroSchema>>(tl::unexpected(text.error()));
    if (parsed)
        return writerWith(std::move(*parsed));
    out.problem = reasonText(parsed.error());
    if (!text)
        out.kind = failureOf(text.error());
    if (out.kind == FailureKind::Unanswered)
        out.fault = std::make_shared<const Error>(faultOf({key, text.error()}));
    return out;
}

AvroDecoder::Writer AvroDecoder::writerWith(std::shared_ptr<const AvroSchema> schema) const {
    Writer out;
    if (m_spec.recordType.empty() || !m_reader || isOfType(*schema, *m_reader)) {
        out.plan = AvroPlan::compile(std::move(schema), m_reader, m_spec.schema);
        return out;
    }
    const std::string written = recordNames(*schema);
    out.problem = (written.empty() ? "it is not a record" : "it is a record of " + written) +
                  ", and the fields are those of " + m_spec.recordType;
    out.kind = FailureKind::DoesNotFit;
    return out;
}

const AvroDecoder::Writer& AvroDecoder::writerOf(const std::string& key) {
    static const Writer kTooMany{.plan = std::nullopt,
                                 .problem = "records before it name " + std::to_string(kMostWriters) +
                                            " other schemas",
                                 .fault = nullptr};
    const auto known = m_writers.find(key);
    if (known != m_writers.end())
        return known->second;
    if (m_writers.size() >= kMostWriters)
        return kTooMany;
    const Writer& found = m_writers.emplace(key, find(key)).first->second;
    m_lacksAnswers = m_lacksAnswers || found.kind == FailureKind::Unanswered;
    return found;
}

void AvroDecoder::forgetUnanswered() {
    if (!std::exchange(m_lacksAnswers, false))
        return;
    std::erase_if(m_writers, [](const auto& known) { return known.second.kind == FailureKind::Unanswered; });
    m_lastWriter = nullptr;
}

const AvroDecoder::Writer& AvroDecoder::writerOfId(std::int32_t id) {
    if (m_lastWriter == nullptr || id != m_lastId) {
        m_lastWriter = &writerOf(schemaKeyOfId(id));
        m_lastId = id;
    }
    return *m_lastWriter;
}

void AvroDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
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
            append(record, writerOf(named->key), named->key, record.value, rows, failures);
        } else if (const auto id = m_isBare ? std::nullopt : registrySchemaId(record.value)) {
            append(record, writerOfId(*id), {}, record.value.substr(kRegistryFrameBytes), rows, failures);
        } else if (const auto single = schemaKeyOfSingleObject(record.value);
                   single && (!m_isBare || m_writers.contains(*single))) {
            append(record, writerOf(*single), *single, record.value.substr(kSingleObjectBytes), rows,
                   failures);
        } else if (m_isBare) {
            appendBare(record, rows, failures);
        } else if (record.value.empty()) {
            refuse("empty payload", FailureKind::Empty);
        } else {
            refuse("not Avro: it names no schema, and none is stated for the topic",
                   FailureKind::NotThisFormat);
        }
    }
}

/// Decodes by the stated schema, or else by the one that the registry has for the number before the value.
void AvroDecoder::appendBare(const broker::RawRecord& record, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    const std::size_t before = failures.size();
    append(record, writerOf({}), {}, record.value, rows, failures);
    const auto id = failures.size() > before ? registrySchemaId(record.value) : std::nullopt;
    if (!id)
        return;
    const std::string key = schemaKeyOfId(*id);
    if (!m_writers.contains(key) && (!m_spec.book || !m_spec.book->hasRegistry()))
        return;
    const Writer& framed = writerOf(key);
    if (framed.plan) {
        failures.pop_back();
        return append(record, framed, key, record.value.substr(kRegistryFrameBytes), rows, failures);
    }
    failures.back().reason += "; as " + schemaKeyWords(key) + ": " + framed.problem;
    if (framed.kind == FailureKind::Unanswered) {
        failures.back().kind = framed.kind;
        failures.back().fault = framed.fault;
    }
}

void AvroDecoder::decodeBare(const broker::RawRecord& record, const std::string& key,
                             std::string_view payload, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    append(record, writerOf(key), key, payload, rows, failures);
}

void AvroDecoder::append(const broker::RawRecord& record, const Writer& writer, const std::string& key,
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
             "not Avro" + (named.empty() ? "" : " of " + schemaKeyWords(named)) + ": " + reason,
             kind,
             std::move(fault)});
    };
    if (!writer.plan)
        return refuse(writer.problem, writer.kind, writer.fault);
    AvroInput input(payload);
    if (!m_row.append(*writer.plan, input, rows))
        return refuse(input.problem() + (" at byte " + std::to_string(input.position())), input.kind());
    if (!input.atEnd())
        return refuse(std::to_string(input.left()) + " bytes follow the value", FailureKind::DoesNotFit);
    rows.appendPosition(record.partition, record.offset, record.timestamp,
                        record.hasKey ? &record.key : nullptr);
}

} // namespace driftwood::decoder

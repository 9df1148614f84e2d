#include "decoder/payload_text.h"

#include "decoder/field_limits.h"
#include "decoder/formats/format.h"
#include "decoder/formats/sampler.h"
#include "decoder/keyed_decoder.h"
#include "decoder/registry/registry_frame.h"
#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_key.h"
#include "decoder/wrapping/unpacking_decoder.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {
namespace {

SampledFormat sampled(const Format& format, const SchemaSource& book, bool ofKeys,
                      const broker::RawBatch& payloads) {
    const auto sampler = format.sampler({{}, {}, book, true});
    for (std::size_t i = 0; i < payloads.size(); ++i) {
        const broker::RawRecord& record = payloads.records()[i];
        if (!record.hasValue)
            continue;
        const auto named = schemaOfHeader(payloads.header(i, schemaHeader(ofKeys)));
        if (!sampler->claim(record.value, named.value_or(HeaderSchema())))
            sampler->seeUnclaimed(record.value);
    }
    return sampler->finish();
}

/// The format with schemas that most payloads are in; the first one if they are in none.
const Format& formatWithSchemas(const SchemaSource& book, bool ofKeys, const broker::RawBatch& payloads) {
    const Format* best = nullptr;
    std::int64_t most = -1;
    for (const Format* const format : formats())
        if (format->hasSchemas)
            if (const std::int64_t found = sampled(*format, book, ofKeys, payloads).payloads; found > most) {
                best = format;
                most = found;
            }
    return *best;
}

/// A hint at an option that was not given. `wasAsked`: a registry was asked and did not have the schemas.
std::string hintFor(const Format& format, const SchemaSource& book, bool wasAsked) {
    if (!format.hasSchemas)
        return "Leave the format out: the bytes are then shown as they are.";
    const bool hasRegistry = book && book->hasRegistry();
    const bool hasSchema = book && !book->stated(format.format).empty();
    if (hasRegistry && !wasAsked)
        return "They name no schema: state their format (--value-format, --key-format), or the schema "
               "(--schema).";
    if (hasRegistry)
        return hasSchema ? "Check that the schema registry answers, and that the stated schema is theirs."
                         : "Check that the schema registry answers, or state the schema (--schema).";
    return hasSchema
               ? "State the schema that they were written with (--schema), or the registry (--registry)."
               : "State the schema registry (--registry) or the schema (--schema).";
}

/// The spec under which a payload is one column of text.
Result<DecoderSpec> wholeSpec(const Format& format, const SchemaSource& book, bool ofKeys,
                              const broker::RawBatch& payloads) {
    SampledFormat found = sampled(format, book, ofKeys, payloads);
    const auto there = std::ranges::count_if(payloads.records(), &broker::RawRecord::hasValue);
    if (found.payloads == 0 && there > 0) {
        const SchemaProblem* const fault = firstFault(found.problems);
        return fail(fault != nullptr ? fault->error.code : ErrorCode::NotFound,
                    "none of " + std::to_string(there) + (ofKeys ? " keys" : " values") + " is " +
                        std::string(format.payloads) + (found.problem.empty() ? "" : ": " + found.problem),
                    {}, fault != nullptr ? fault->error.hint : hintFor(format, book, !found.problem.empty()));
    }
    found.spec.schema.fields = {{std::string(kWholePayloadPath), records::FieldType::Text}};
    found.spec.recordType.clear(); // for reading, each is shown as what it is
    found.spec.book = book;
    found.spec.ofKeys = ofKeys;
    return std::move(found.spec);
}

} // namespace

PayloadText::PayloadText(std::unique_ptr<Decoder> decoder, bool ofKeys, const records::Schema& schema,
                         bool isJson, std::vector<Compression> unpack)
    : m_decoder(std::move(decoder))
    , m_ofKeys(ofKeys)
    , m_isJson(isJson)
    , m_unpack(std::move(unpack))
    , m_rows(std::make_shared<const records::Schema>(schema)) {}

Result<PayloadText> PayloadText::create(std::optional<PayloadFormat> format, const SchemaSource& book,
                                        bool ofKeys, const broker::RawBatch& sample) {
    if (format && formatOf(*format).isText)
        return PayloadText(nullptr, ofKeys, {}, *format == PayloadFormat::Json, {});
    const broker::RawBatch keys = ofKeys ? sample.keysAsValues() : broker::RawBatch();
    const broker::RawBatch& payloads = ofKeys ? keys : sample;
    const Format& of = format ? formatOf(*format) : formatWithSchemas(book, ofKeys, payloads);
    auto spec = wholeSpec(of, book, ofKeys, payloads);
    if (!spec)
        return forward(spec);
    auto decoder = of.decoder(*spec);
    if (!decoder)
        return forward(decoder);
    return PayloadText(std::move(*decoder), ofKeys, spec->schema, false, {});
}

Result<PayloadText> PayloadText::of(const DecoderSpec& spec, bool ofKeys) {
    if (ofKeys && !spec.key)
        return PayloadText(nullptr, ofKeys, {}, false, {});
    DecoderSpec whole = spec;
    keepSchemasMet(whole);
    if (ofKeys)
        whole = keyDecoderSpec(whole);
    whole.key.reset();
    const Format& format = formatOf(whole.format);
    if (format.isText)
        return PayloadText(nullptr, ofKeys, {}, whole.format == PayloadFormat::Json, std::move(whole.unpack));
    whole.unwrap.clear(); // for reading, the whole is shown
    whole.recordType.clear();
    whole.schema.fields = {{std::string(kWholePayloadPath), records::FieldType::Text}};
    auto decoder = payloadDecoder(whole);
    if (!decoder)
        return forward(decoder);
    return PayloadText(std::move(*decoder), ofKeys, whole.schema, false, {});
}

PayloadText::Read PayloadText::readText(std::string_view payload) {
    const auto compression = compressionOf(payload);
    if (compression && std::ranges::find(m_unpack, *compression) != m_unpack.end()) {
        m_bytes.clear();
        if (Status done = m_unpacker.unpack(*compression, payload, m_bytes); !done)
            return {{}, std::move(done.error().what), {}};
        payload = m_bytes;
    }
    return {std::string(m_isJson ? withoutJsonFrame(payload) : payload), {}, {}};
}

PayloadText::Read PayloadText::read(const broker::RawRecord& record, const broker::Headers& headers) {
    const std::string_view payload = m_ofKeys ? record.key : record.value;
    if (!m_decoder)
        return readText(payload);
    broker::RawRecord one = record;
    one.hasValue = true;
    one.value = payload;
    m_rows.clear();
    std::vector<DecodeFailure> failures;
    m_decoder->decode(broker::RawBatch::view({one}, {headers}), m_rows, failures);
    if (!failures.empty())
        return {{}, std::move(failures.front().reason), std::move(failures.front().fault)};
    return {std::string(m_rows.column(0).text(0)), {}, {}};
}

} // namespace driftwood::decoder

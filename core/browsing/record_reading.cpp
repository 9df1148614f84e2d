#include "browsing/record_reading.h"

#include "base/log.h"
#include "dataset/dataset.h"
#include "decoder/field_survey.h"
#include "decoder/formats/format.h"
#include "decoder/masking/masking_decoder.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <utility>

namespace driftwood::browsing {
namespace {

bool asksForPositionsOnly(const dataset::Filter& filter) {
    return std::ranges::all_of(filter.paths(), decoder::isReservedPath);
}

/// Whether what a key says stands in the rows alone.
bool hasBinaryKey(const decoder::DecoderSpec* spec) {
    return spec != nullptr && spec->key && !decoder::formatOf(spec->key->format).isText;
}

} // namespace

Result<RecordReading::Chosen> RecordReading::choose(broker::Connection& connection,
                                                    const broker::TopicRanges& ranges,
                                                    const Decodings& decodings, const std::stop_token& stop) {
    using Kind = Decoding::Kind;
    const bool decodes = decodings.value.kind == Kind::Auto || decodings.value.kind == Kind::As;
    if (!decodes || ranges.span() == 0)
        return Chosen();
    dataset::InferenceRequest request;
    if (decodings.value.kind == Kind::As)
        request.only = decodings.value.format;
    if (decodings.key.kind == Kind::As)
        request.key = decodings.key.format;
    else if (decodings.key.kind == Kind::Auto)
        request.key = decoder::KeyFormat::found();
    auto sample = dataset::sampleTopic(connection, ranges, request, stop);
    if (!sample && sample.error().code == ErrorCode::NotFound)
        return Chosen{nullptr, {}, {}, {}, sample.error()};
    if (!sample)
        return forward(sample);
    Chosen chosen{nullptr, std::move(sample->values), std::move(sample->keys), {}, {}};
    if (sample->inferred) {
        chosen.around = decoder::envelopesAround(sample->inferred->spec.schema, sample->inferred->attributes);
        if (decodings.value.unwrap && !chosen.around.empty())
            if (Status unwrapped = decoder::unwrapInferred(chosen.around, *sample->inferred); !unwrapped)
                return forward(unwrapped);
        if (const std::string& warning = sample->inferred->warning; !warning.empty())
            log::warning(ranges.topic.value + ": " + warning);
        chosen.spec = std::make_shared<const decoder::DecoderSpec>(std::move(sample->inferred->spec));
        return chosen;
    }
    chosen.problem = sample->inferred.error();
    if (decodings.key.kind != Kind::As || chosen.keys.payloads == 0)
        return chosen;
    // Keys that are not in the stated format do not keep the values from being decoded.
    auto values = choose(connection, ranges, {decodings.value, {Kind::Text}}, stop);
    if (values && values->spec) {
        chosen.spec = std::move(values->spec);
        chosen.around = std::move(values->around);
        chosen.problem.reset();
    }
    return chosen;
}

Result<std::unique_ptr<RecordReading>> RecordReading::create(Spec spec, dataset::Filter filter,
                                                             const broker::FieldMasks& masks) {
    std::unique_ptr<decoder::Decoder> decoder;
    if (spec) {
        auto created = decoder::Decoder::create(*spec);
        if (!created)
            return forward(created);
        decoder = std::move(*created);
    }
    if (Status fits = filter.check(spec ? spec->schema : records::Schema()); !fits)
        return forward(fits);
    return std::unique_ptr<RecordReading>(
        new RecordReading(std::move(spec), std::move(filter), std::move(decoder), masks));
}

RecordReading::RecordReading(Spec spec, dataset::Filter filter, std::unique_ptr<decoder::Decoder> decoder,
                             const broker::FieldMasks& masks)
    : m_spec(spec)
    , m_schema(spec ? std::shared_ptr<const records::Schema>(spec, &spec->schema)
                    : std::make_shared<const records::Schema>())
    , m_filter(std::move(filter))
    , m_masked(masks.empty() ? std::nullopt : std::optional(MaskedRecords(spec, masks)))
    , m_positionsOnly(asksForPositionsOnly(m_filter) && !hasBinaryKey(spec.get()) && !m_masked)
    , m_decoder(std::move(decoder))
    , m_rows(m_schema) {}

void RecordReading::decode(const broker::RawBatch& batch) {
    m_rows.clear();
    m_failures.clear();
    m_rowOf.assign(batch.size(), -1);
    if (!m_decoder)
        return;
    m_decoder->decode(batch, m_rows, m_failures);
    // Both rows and failures are in the batch's order.
    std::size_t row = 0;
    std::size_t failure = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const broker::RawRecord& record = batch.records()[i];
        const bool isRow = row < m_rows.rows() &&
                           m_rows.position(row).inOnlyTopic() == Position{record.partition, record.offset};
        m_rowOf[i] = isRow ? static_cast<std::int32_t>(row++) : -1 - static_cast<std::int32_t>(failure++);
    }
}

std::vector<bool> RecordReading::passing(const broker::RawBatch& batch) {
    std::vector<bool> passes(batch.size(), m_filter.empty());
    if (m_filter.empty())
        return passes;
    if (m_positionsOnly) {
        records::RecordBatch positions(std::make_shared<const records::Schema>());
        for (const broker::RawRecord& record : batch.records())
            positions.appendPosition(record.partition, record.offset, record.timestamp,
                                     record.hasKey ? &record.key : nullptr);
        for (const std::uint32_t i : m_filter.select(positions, &m_uncompared))
            passes[i] = true;
        return passes;
    }
    const std::vector<std::uint32_t> selected = select(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (m_rowOf[i] < 0)
            ++m_unjudged;
        else
            passes[i] = std::ranges::binary_search(selected, static_cast<std::uint32_t>(m_rowOf[i]));
    }
    return passes;
}

// Types come from a sample.
// A number that does not fit its integer field is still compared as a number by a filter.
std::vector<std::uint32_t> RecordReading::select(const broker::RawBatch& batch) {
    std::vector<std::uint32_t> selected = m_filter.select(m_rows, &m_uncompared);
    std::vector<std::uint32_t> notFitting;
    for (const std::string& path : m_filter.paths()) {
        const records::Column* const column = m_rows.find(path);
        if (column != nullptr && column->type() == records::FieldType::Int64)
            for (const records::RowNote& note : column->notes())
                if (records::isNotFitting(note.note))
                    notFitting.push_back(note.row);
    }
    if (notFitting.empty())
        return selected;
    if (!m_wideDecoder) {
        decoder::DecoderSpec wide = *m_spec;
        wide.nearest = true;
        for (records::Field& field : wide.schema.fields)
            if (field.type == records::FieldType::Int64)
                field.type = records::FieldType::Float64;
        m_wideSchema = std::make_shared<const records::Schema>(wide.schema);
        m_wideDecoder = std::move(decoder::Decoder::create(wide).value()); // has the same fields as m_decoder
    }
    std::ranges::sort(notFitting);
    records::RecordBatch rows(m_wideSchema);
    std::vector<decoder::DecodeFailure> failures;
    m_wideDecoder->decode(batch, rows, failures);
    std::erase_if(selected, [&](std::uint32_t row) { return std::ranges::binary_search(notFitting, row); });
    for (const std::uint32_t row : m_filter.select(rows))
        if (std::ranges::binary_search(notFitting, row))
            selected.push_back(row);
    std::ranges::sort(selected);
    return selected;
}

std::size_t RecordReading::take(const broker::RawBatch& batch, RecordBlock& into, std::size_t most) {
    decode(batch);
    const std::vector<bool> passes = passing(batch);
    std::size_t passed = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (!passes[i] || passed++ >= most)
            continue;
        const broker::RawRecord& record =
            m_masked ? m_masked->shown(batch.records()[i], batch.headers(i)) : batch.records()[i];
        if (m_rowOf[i] >= 0) {
            into.addDecoded(record, batch.headers(i), m_rows, static_cast<std::uint32_t>(m_rowOf[i]));
            continue;
        }
        const auto failure = static_cast<std::size_t>(-1 - m_rowOf[i]);
        const bool isTombstone = m_decoder && m_failures[failure].kind == decoder::FailureKind::Tombstone;
        if (isTombstone && record.hasValue) {
            into.addDelete(record, batch.headers(i));
            continue;
        }
        const bool isBroken = m_decoder && !isTombstone;
        std::string reason = isBroken ? std::move(m_failures[failure].reason) : std::string();
        into.addUndecoded(record, batch.headers(i), std::move(reason));
    }
    return passed;
}

} // namespace driftwood::browsing

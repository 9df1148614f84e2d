#include "decoder/wrapping/envelope_decoder.h"

#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {

EnvelopeDecoder::EnvelopeDecoder(std::unique_ptr<Decoder> inner, const records::Schema& schema,
                                 std::vector<Operation> operations)
    : m_inner(std::move(inner))
    , m_rows(std::make_shared<const records::Schema>(schema))
    , m_operations(std::move(operations)) {}

Result<std::unique_ptr<Decoder>> EnvelopeDecoder::make(const DecoderSpec& spec) {
    DecoderSpec inner = spec;
    inner.unwrap.clear();
    for (records::Field& field : inner.schema.fields)
        if (!field.path.starts_with(records::kKeyFieldPrefix))
            field.path = wrappedPath(spec.unwrap, field.path);
    std::vector<Operation> operations;
    for (const EnvelopeKind kind : spec.unwrap) {
        const Envelope& of = envelopeOf(kind);
        if (of.operation.empty())
            continue;
        const std::string path =
            wrappedPath(spec.unwrap, "@" + std::string(of.name) + "." + std::string(of.operation));
        auto column = inner.schema.indexOf(path);
        if (!column) {
            column = inner.schema.fields.size();
            inner.schema.fields.push_back({path, records::FieldType::Text});
        }
        operations.push_back({*column, std::string(of.deletes)});
    }
    auto decoder = Decoder::create(inner);
    if (!decoder)
        return forward(decoder);
    return std::unique_ptr<Decoder>(
        new EnvelopeDecoder(std::move(*decoder), inner.schema, std::move(operations)));
}

void EnvelopeDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    m_rows.clear();
    std::vector<DecodeFailure> inner;
    m_inner->decode(batch, m_rows, inner);
    std::vector<std::uint32_t> kept;
    std::size_t row = 0;
    std::size_t failure = 0;
    for (const broker::RawRecord& record : batch.records()) { // failures stay in the batch's order
        const Position position{record.partition, record.offset};
        if (row >= m_rows.rows() || m_rows.position(row).inOnlyTopic() != position) {
            failures.push_back(std::move(inner[failure++]));
            continue;
        }
        const bool isDelete = std::ranges::any_of(m_operations, [&](const Operation& of) {
            return m_rows.column(of.column).asText(row) == of.deletes;
        });
        if (isDelete) {
            failures.push_back({position, "tombstone: the record deletes", FailureKind::Tombstone});
        } else {
            kept.push_back(static_cast<std::uint32_t>(row));
            const bool hasKey = m_rows.keys().valid(row);
            const std::string_view key = hasKey ? m_rows.keys().text(row) : std::string_view();
            rows.appendPosition(record.partition, record.offset, record.timestamp, hasKey ? &key : nullptr);
        }
        ++row;
    }
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i)
        rows.column(i).gather(m_rows.column(i), kept);
}

} // namespace driftwood::decoder

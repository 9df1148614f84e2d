#include "decoder/wrapping/envelope_decoder.h"

#include "decoder/read_text.h"
#include "decoder/wrapping/envelope.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {

namespace {

constexpr std::string_view kUnasked = "@none";

void appendHeader(const std::optional<std::string_view>& value, records::Column& to) {
    if (!value)
        to.appendMissing();
    else if (to.type() == records::FieldType::Text)
        to.appendText(*value);
    else if (!appendReadText(to, *value))
        to.appendNoted(records::ValueNote::Text);
}

} // namespace

EnvelopeDecoder::EnvelopeDecoder(std::unique_ptr<Decoder> inner, const records::Schema& schema,
                                 std::vector<Operation> operations, std::vector<FromHeader> headers)
    : m_inner(std::move(inner))
    , m_rows(std::make_shared<const records::Schema>(schema))
    , m_operations(std::move(operations))
    , m_headers(std::move(headers)) {}

Result<std::unique_ptr<Decoder>> EnvelopeDecoder::make(const DecoderSpec& spec) {
    DecoderSpec inner = spec;
    inner.unwrap.clear();
    std::vector<FromHeader> headers;
    inner.schema.fields.clear();
    for (std::size_t i = 0; i < spec.schema.fields.size(); ++i) {
        records::Field field = spec.schema.fields[i];
        if (std::string header = headerOfField(spec.unwrap, field.path); !header.empty()) {
            headers.push_back({i, std::move(header)});
            continue;
        }
        if (!field.path.starts_with(records::kKeyFieldPrefix))
            field.path = wrappedPath(spec.unwrap, field.path);
        inner.schema.fields.push_back(std::move(field));
    }
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
    if (inner.schema.fields.empty()) // only headers are asked for; a decoder has one field at least
        inner.schema.fields.push_back({std::string(kUnasked), records::FieldType::Text});
    auto decoder = Decoder::create(inner);
    if (!decoder)
        return forward(decoder);
    return std::unique_ptr<Decoder>(
        new EnvelopeDecoder(std::move(*decoder), inner.schema, std::move(operations), std::move(headers)));
}

void EnvelopeDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                             std::vector<DecodeFailure>& failures) {
    m_rows.clear();
    std::vector<DecodeFailure> inner;
    m_inner->decode(batch, m_rows, inner);
    std::vector<std::uint32_t> kept;
    std::size_t row = 0;
    std::size_t failure = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) { // failures stay in the batch's order
        const broker::RawRecord& record = batch.records()[i];
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
            for (const FromHeader& from : m_headers)
                appendHeader(batch.header(i, from.header.c_str()), rows.column(from.column));
        }
        ++row;
    }
    std::size_t from = 0;
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i)
        if (std::ranges::find(m_headers, i, &FromHeader::column) == m_headers.end())
            rows.column(i).gather(m_rows.column(from++), kept);
}

} // namespace driftwood::decoder

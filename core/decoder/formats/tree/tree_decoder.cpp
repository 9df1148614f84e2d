#include "decoder/formats/tree/tree_decoder.h"

#include "decoder/field_limits.h"

namespace driftwood::decoder {

TreeDecoder::TreeDecoder(const TreeFormat& format, const DecoderSpec& spec)
    : m_format(format)
    , m_row(spec.schema, spec.nearest)
    , m_wholeColumn(spec.schema.indexOf(kWholePayloadPath))
    , m_takesAny(m_wholeColumn || spec.schema.indexOf(kTreeValuePath)) {}

void TreeDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows,
                         std::vector<DecodeFailure>& failures) {
    for (const broker::RawRecord& record : batch.records())
        decodeOne(record, rows, failures);
}

void TreeDecoder::decodeOne(const broker::RawRecord& record, records::RecordBatch& rows,
                            std::vector<DecodeFailure>& failures) {
    const auto refuse = [&](std::string reason, FailureKind kind) {
        rows.truncate(rows.rows());
        failures.push_back({{record.partition, record.offset}, std::move(reason), kind});
    };
    if (!record.hasValue)
        return refuse("tombstone", FailureKind::Tombstone);
    if (record.value.empty())
        return refuse("empty payload", FailureKind::Empty);
    TreeInput input(record.value);
    m_row.begin(rows);
    if (!m_format.read(input, m_row))
        return refuse("not " + std::string(m_format.title) + ": " + input.problem() + " at byte " +
                          std::to_string(input.position()),
                      input.kind());
    if (!m_row.isObject() && !m_takesAny)
        return refuse(std::string(m_format.title) + ", but not an object", FailureKind::DoesNotFit);
    if (m_wholeColumn) {
        std::string text;
        JsonSink json(text, true);
        TreeInput again(record.value);
        if (m_format.read(again, json))
            m_row.row().text(*m_wholeColumn, text);
    }
    m_row.finish();
    rows.appendPosition(record.partition, record.offset, record.timestamp,
                        record.hasKey ? &record.key : nullptr);
}

} // namespace driftwood::decoder

#include "decoder/wrapping/envelope_text.h"

#include "decoder/wrapping/envelope.h"

#include <algorithm>

namespace driftwood::decoder {

Result<EnvelopeText> EnvelopeText::create(const std::vector<EnvelopeKind>& unwrap) {
    EnvelopeText out;
    DecoderSpec spec; // JSON
    spec.schema.fields = {{wrappedPath(unwrap, {}), records::FieldType::Text}};
    for (const EnvelopeKind kind : unwrap) {
        const Envelope& of = envelopeOf(kind);
        out.m_titles += (out.m_titles.empty() ? "" : ", ") + std::string(of.title);
        for (const std::string_view kept : of.kept) {
            const std::string name = std::string(of.prefix).append(kept);
            if (!of.headers.empty()) {
                out.m_headers.emplace_back(name, std::string(of.headers).append(kept));
                continue;
            }
            out.m_beside.push_back({name, std::string(kept == of.operation ? of.deletes : "")});
            spec.schema.fields.push_back({wrappedPath(unwrap, name), records::FieldType::Text});
        }
    }
    if (spec.schema.fields.front().path.empty())
        return out;
    auto decoder = Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    out.m_decoder = std::move(*decoder);
    out.m_rows.emplace(std::make_shared<const records::Schema>(spec.schema));
    return out;
}

EnvelopeText::Read EnvelopeText::read(std::string_view json, const broker::Headers& headers) {
    Read out;
    for (const auto& [name, header] : m_headers)
        if (const auto value = broker::lastHeader(headers, header))
            out.beside.emplace_back(name, *value);
    if (!m_decoder) {
        out.text = json;
        return out;
    }
    broker::RawRecord record;
    record.hasValue = true;
    record.value = json;
    m_rows->clear();
    std::vector<DecodeFailure> failures;
    m_decoder->decode(broker::RawBatch::view({record}), *m_rows, failures);
    if (!failures.empty()) {
        out.problem = std::move(failures.front().reason);
        return out;
    }
    bool hasAny = m_rows->column(0).valid(0);
    for (std::size_t i = 0; i < m_beside.size(); ++i) {
        const records::Column& column = m_rows->column(i + 1);
        if (!column.valid(0))
            continue;
        hasAny = true;
        out.isDelete =
            out.isDelete || (!m_beside[i].deletes.empty() && column.text(0) == m_beside[i].deletes);
        out.beside.emplace_back(m_beside[i].name, std::string(column.text(0)));
    }
    if (!hasAny)
        out.problem = "it is not in an envelope of " + m_titles;
    else if (!out.isDelete)
        out.text = m_rows->column(0).valid(0) ? std::string(m_rows->column(0).text(0)) : "null";
    return out;
}

} // namespace driftwood::decoder

#include "dataset/row_decoder.h"

#include <algorithm>

namespace driftwood::dataset {
namespace {

/// The plan's decoder without the fields that nobody asks for. A decoder has one field at least.
decoder::DecoderSpec reduced(const Manifest& plan, const std::vector<std::string>& fields) {
    decoder::DecoderSpec spec = plan.decoder;
    if (fields.empty())
        return spec;
    std::vector<std::string> wanted = plan.filter.paths();
    wanted.insert(wanted.end(), fields.begin(), fields.end());
    std::erase_if(spec.schema.fields, [&](const records::Field& field) {
        return std::ranges::find(wanted, field.path) == wanted.end();
    });
    if (spec.schema.fields.empty())
        spec.schema.fields.push_back(plan.decoder.schema.fields.front());
    return spec;
}

} // namespace

Result<RowDecoder> RowDecoder::create(const Manifest& plan, const std::vector<std::string>& fields) {
    const decoder::DecoderSpec spec = reduced(plan, fields);
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    return RowDecoder(std::move(*decoder), plan.filter, std::make_shared<const records::Schema>(spec.schema));
}

void RowDecoder::decode(const broker::RawBatch& batch, records::RecordBatch& rows, TypeSurvey* types) {
    records::RecordBatch& decoded = m_filter.empty() ? rows : m_unfiltered;
    const std::size_t before = decoded.rows();
    m_decoder->decode(batch, decoded, m_failures);
    if (types != nullptr)
        types->add(decoded, before, decoded.rows());
    if (!m_unanswered) {
        const auto fresh = m_failures.begin() + static_cast<std::ptrdiff_t>(m_keptFailures);
        const auto first = std::ranges::find(fresh, m_failures.end(), decoder::FailureKind::Unanswered,
                                             &decoder::DecodeFailure::kind);
        if (first != m_failures.end())
            m_unanswered = *first;
    }
    m_undecodable += static_cast<std::int64_t>(m_failures.size() - m_keptFailures);
    m_failures.resize(std::min(m_failures.size(), kMaxKeptFailures));
    m_keptFailures = m_failures.size();
    m_rows += static_cast<std::int64_t>(decoded.rows() - before);
    if (m_filter.empty())
        return;
    const auto selected = m_filter.select(m_unfiltered, &m_uncompared);
    const auto removed = static_cast<std::int64_t>(m_unfiltered.rows() - selected.size());
    m_filteredOut += removed;
    m_rows -= removed;
    rows.gather(m_unfiltered, selected);
    m_unfiltered.clear();
}

void RowDecoder::finish(LoadedDataset& into) {
    into.manifest.rows = m_rows;
    into.manifest.undecodable = m_undecodable;
    into.manifest.filteredOut = m_filteredOut;
    into.failures = std::move(m_failures);
    into.uncompared = std::move(m_uncompared);
}

} // namespace driftwood::dataset

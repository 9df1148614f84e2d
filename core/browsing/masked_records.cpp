#include "browsing/masked_records.h"

#include <utility>

namespace driftwood::browsing {
namespace {

/// The payload as text. Made anew after a failure, with the schemas that the spec's book has met meanwhile.
std::optional<std::string> textOf(std::optional<decoder::PayloadText>& reader,
                                  const decoder::DecoderSpec& spec, bool ofKeys,
                                  const broker::RawRecord& record, const broker::Headers& headers) {
    for (const bool isNew : {!reader.has_value(), true}) {
        if (isNew) {
            auto made = decoder::PayloadText::of(spec, ofKeys);
            if (!made)
                return std::nullopt;
            reader.emplace(std::move(*made));
        }
        if (auto read = reader->read(record, headers); read.problem.empty())
            return std::move(read.text);
    }
    return std::nullopt;
}

} // namespace

MaskedRecords::MaskedRecords(std::shared_ptr<const decoder::DecoderSpec> spec,
                             const broker::FieldMasks& masks)
    : m_spec(std::move(spec))
    , m_masking(masks, m_spec.get()) {}

std::optional<std::string> MaskedRecords::valueOf(const broker::RawRecord& record,
                                                  const broker::Headers& headers) {
    if (!m_spec)
        return m_masking.value(record.value);
    const auto text = textOf(m_values, *m_spec, false, record, headers);
    return text ? m_masking.value(*text) : std::nullopt;
}

std::optional<std::string> MaskedRecords::keyOf(const broker::RawRecord& record,
                                                const broker::Headers& headers) {
    if (!m_spec || !m_spec->key)
        return m_masking.key(record.key);
    const auto text = textOf(m_keys, *m_spec, true, record, headers);
    return text ? m_masking.key(*text) : std::nullopt;
}

broker::RawRecord MaskedRecords::shown(const broker::RawRecord& record, const broker::Headers& headers) {
    broker::RawRecord out = record;
    if (record.hasValue) {
        m_value = valueOf(record, headers).value_or(std::string(decoder::kHidden));
        out.value = m_value;
    }
    if (record.hasKey) {
        m_key = keyOf(record, headers).value_or(std::string(decoder::kHidden));
        out.key = m_key;
    }
    return out;
}

} // namespace driftwood::browsing

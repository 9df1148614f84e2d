#include "broker/raw_batch.h"

#include <algorithm>

namespace driftwood::broker {

RawBatch::RawBatch() = default;
RawBatch::~RawBatch() = default;
RawBatch::RawBatch(RawBatch&&) noexcept = default;
RawBatch& RawBatch::operator=(RawBatch&&) noexcept = default;

RawBatch::RawBatch(std::unique_ptr<const Owner> owner, std::vector<RawRecord> records)
    : m_owner(std::move(owner))
    , m_records(std::move(records)) {}

RawBatch RawBatch::view(std::vector<RawRecord> records, std::vector<Headers> headers) {
    RawBatch batch(nullptr, std::move(records));
    batch.m_headers = std::move(headers);
    return batch;
}

RawBatch RawBatch::keysAsValues() const {
    RawBatch keys(nullptr, m_records);
    for (RawRecord& record : keys.m_records) {
        record.hasValue = record.hasKey;
        record.value = record.key;
    }
    keys.m_headersOf = this;
    return keys;
}

Headers RawBatch::headers(std::size_t index) const {
    if (m_headersOf)
        return m_headersOf->headers(index);
    if (index < m_headers.size())
        return m_headers[index];
    return m_owner ? m_owner->headers(index) : Headers();
}

std::optional<std::string_view> RawBatch::header(std::size_t index, const char* name) const {
    if (m_headersOf)
        return m_headersOf->header(index, name);
    if (index < m_headers.size())
        return lastHeader(m_headers[index], name);
    return m_owner ? m_owner->header(index, name) : std::nullopt;
}

std::optional<std::string_view> lastHeader(const Headers& headers, std::string_view name) {
    const auto found =
        std::find_if(headers.rbegin(), headers.rend(), [&](const auto& one) { return one.first == name; });
    return found == headers.rend() || !found->second ? std::nullopt
                                                     : std::optional<std::string_view>(*found->second);
}

} // namespace driftwood::broker

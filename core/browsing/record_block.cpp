#include "browsing/record_block.h"

#include <array>
#include <utility>

namespace driftwood::browsing {

void RecordBlock::add(const broker::RawRecord& record, broker::Headers headers) {
    const std::string_view kept = record.value.substr(0, kKeptValueBytes);
    m_keys.append(record.key);
    m_values.append(kept);
    m_bytes += static_cast<std::int64_t>(record.key.size() + kept.size());
    if (!headers.empty())
        m_headers.emplace(m_places.size(), std::move(headers));
    m_places.push_back({{record.partition, record.offset},
                        record.timestamp,
                        static_cast<std::int64_t>(record.value.size()),
                        -1,
                        record.hasKey,
                        record.hasValue});
}

void RecordBlock::addUndecoded(const broker::RawRecord& record, broker::Headers headers, std::string reason) {
    if (!reason.empty())
        m_failures.emplace(m_places.size(), std::move(reason));
    add(record, std::move(headers));
}

void RecordBlock::addDelete(const broker::RawRecord& record, broker::Headers headers) {
    add(record, std::move(headers));
    m_places.back().isDelete = true;
}

void RecordBlock::addDecoded(const broker::RawRecord& record, broker::Headers headers,
                             const records::RecordBatch& rows, std::uint32_t row) {
    add(record, std::move(headers));
    m_places.back().decodedRow = static_cast<std::int32_t>(m_decoded.rows());
    m_decoded.gather(rows, std::array{row});
}

std::optional<std::string_view> RecordBlock::key(std::size_t i) const {
    return m_places[i].hasKey ? std::optional(m_keys.at(i)) : std::nullopt;
}

std::optional<std::string_view> RecordBlock::shownKey(std::size_t i) const {
    const std::int32_t row = m_places[i].decodedRow;
    if (row < 0 || !m_places[i].hasKey)
        return key(i);
    const records::Column& keys = m_decoded.keys();
    return keys.valid(static_cast<std::size_t>(row)) ? keys.text(static_cast<std::size_t>(row))
                                                     : std::string_view();
}

std::optional<std::string_view> RecordBlock::value(std::size_t i) const {
    return m_places[i].hasValue ? std::optional(m_values.at(i)) : std::nullopt;
}

std::int64_t RecordBlock::keyBytes(std::size_t i) const {
    return static_cast<std::int64_t>(m_keys.at(i).size());
}

bool RecordBlock::isWhole(std::size_t i) const {
    return m_places[i].valueBytes == static_cast<std::int64_t>(m_values.at(i).size());
}

const broker::Headers& RecordBlock::headers(std::size_t i) const {
    static const broker::Headers kNone;
    const auto found = m_headers.find(i);
    return found == m_headers.end() ? kNone : found->second;
}

std::optional<std::size_t> RecordBlock::decodedRow(std::size_t i) const {
    const std::int32_t row = m_places[i].decodedRow;
    return row < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(row));
}

std::string_view RecordBlock::failure(std::size_t i) const {
    const auto found = m_failures.find(i);
    return found == m_failures.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace driftwood::browsing

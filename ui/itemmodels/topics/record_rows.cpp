#include "ui/itemmodels/topics/record_rows.h"

#include <algorithm>
#include <ranges>

namespace driftwood::ui {

using browsing::RecordRef;

namespace {

template <class Records>
qint64 bytesOf(const Records& records) {
    qint64 bytes = 0;
    for (const RecordRef& record : records)
        bytes += record.block->keyBytes(record.row) + record.block->valueBytes(record.row);
    return bytes;
}

} // namespace

void RecordRows::clear(bool newestFirst) {
    m_newestFirst = newestFirst;
    m_byTime.clear();
    m_bytes = 0;
}

RecordRows::Change RecordRows::add(const std::vector<RecordRef>& records) {
    if (records.empty())
        return {};
    const auto before = static_cast<std::ptrdiff_t>(m_byTime.size());
    m_bytes += bytesOf(records);
    m_byTime.insert(m_byTime.end(), records.begin(), records.end());
    const auto firstNew = m_byTime.begin() + before;
    std::sort(firstNew, m_byTime.end(), browsing::isOlder);
    if (before == 0)
        return {};
    const auto added = static_cast<qint64>(records.size());
    const RecordRef oldest = m_byTime.front();
    const RecordRef newest = *(firstNew - 1);
    const auto newer = static_cast<qint64>(
        m_byTime.end() - std::upper_bound(firstNew, m_byTime.end(), newest, browsing::isOlder));
    const auto older =
        static_cast<qint64>(std::lower_bound(firstNew, m_byTime.end(), oldest, browsing::isOlder) - firstNew);
    std::inplace_merge(m_byTime.begin(), m_byTime.begin() + before, m_byTime.end(), browsing::isOlder);
    return {m_newestFirst ? newer : older, newer + older < added};
}

void RecordRows::keepNewest(qint64 rows) {
    if (size() <= rows)
        return;
    const auto left = m_byTime.begin() + static_cast<std::ptrdiff_t>(size() - rows);
    m_bytes -= bytesOf(std::ranges::subrange(m_byTime.begin(), left));
    m_byTime.erase(m_byTime.begin(), left);
}

std::optional<qint64> RecordRows::find(const Position& position) const {
    for (qint64 row = 0; row < size(); ++row)
        if (at(row).position() == position)
            return row;
    return std::nullopt;
}

std::optional<qint64> RecordRows::sameKey(qint64 row, int direction) const {
    if (row < 0 || row >= size())
        return std::nullopt;
    const auto key = at(row).block->key(at(row).row);
    if (!key)
        return std::nullopt;
    for (qint64 other = row + direction; other >= 0 && other < size(); other += direction)
        if (at(other).block->key(at(other).row) == key)
            return other;
    return std::nullopt;
}

} // namespace driftwood::ui

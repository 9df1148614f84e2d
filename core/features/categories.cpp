#include "features/categories.h"

#include <algorithm>

namespace driftwood::features {

std::string_view recordText(records::FieldType type, std::string_view category) {
    if (type != records::FieldType::Bool)
        return category;
    return category == "1" ? "true" : category == "0" ? "false" : category;
}

std::string_view categoryOf(records::FieldType type, std::string_view recordText) {
    if (type != records::FieldType::Bool)
        return recordText;
    return recordText == "true" ? "1" : recordText == "false" ? "0" : recordText;
}

bool isUtf8(std::string_view text) {
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byteAt(i);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || i + length > text.size())
            return false;
        for (std::size_t j = 1; j < length; ++j)
            if ((byteAt(i + j) & 0xC0U) != 0x80)
                return false;
        if (length > 2) {
            const unsigned second = byteAt(i + 1);
            if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) ||
                (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90))
                return false;
        }
        i += length;
    }
    return true;
}

CategoryIndex::CategoryIndex(const std::vector<std::string>& categories) {
    m_places.reserve(categories.size());
    for (const std::string& category : categories)
        m_places.emplace(category, static_cast<std::int32_t>(m_places.size()));
}

void CategoryCounts::add(const FieldReader& reader, const records::RecordBatch& rows, std::size_t begin,
                         std::size_t end) {
    reader.forEachCategory(rows, begin, end, [&](std::string_view category) {
        if (category.data() == nullptr)
            return;
        if (const auto it = m_counts.find(category); it != m_counts.end())
            ++it->second;
        else
            m_counts.emplace(category, 1);
    });
}

std::int64_t CategoryCounts::of(std::string_view category) const {
    const auto it = m_counts.find(category);
    return it == m_counts.end() ? 0 : it->second;
}

std::vector<std::pair<std::string, std::int64_t>> CategoryCounts::ranked() const {
    std::vector<std::pair<std::string, std::int64_t>> ranked;
    ranked.reserve(m_counts.size());
    for (const auto& entry : m_counts)
        if (isUtf8(entry.first))
            ranked.emplace_back(entry.first, entry.second);
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return ranked;
}

std::vector<std::pair<std::string, std::int64_t>> countCategories(const FieldReader& reader,
                                                                  const records::RecordBatch& rows,
                                                                  std::size_t begin, std::size_t end) {
    CategoryCounts counts;
    counts.add(reader, rows, begin, end);
    return counts.ranked();
}

} // namespace driftwood::features

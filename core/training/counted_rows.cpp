#include "training/counted_rows.h"

#include "features/categories.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace driftwood::training {

void UnknownClasses::add(std::string_view name, std::int64_t rows) {
    const auto found = m_byName.find(std::string(name));
    if (found != m_byName.end())
        found->second += rows;
    else if (m_byName.size() < kMostNames && features::isUtf8(name))
        m_byName.emplace(name, rows);
    else
        m_unnamed += rows;
}

void UnknownClasses::add(const UnknownClasses& others) {
    for (const auto& [name, rows] : others.m_byName)
        add(name, rows);
    m_unnamed += others.m_unnamed;
}

std::int64_t UnknownClasses::rows() const {
    std::int64_t sum = m_unnamed;
    for (const auto& [name, rows] : m_byName)
        sum += rows;
    return sum;
}

std::vector<std::int64_t> UnknownClasses::rowsOfEach() const {
    std::vector<std::int64_t> rows;
    std::ranges::transform(m_byName, std::back_inserter(rows),
                           &std::pair<const std::string, std::int64_t>::second);
    return rows;
}

std::string UnknownClasses::text(std::size_t most) const {
    std::vector<std::pair<std::string, std::int64_t>> ranked(m_byName.begin(), m_byName.end());
    std::ranges::stable_sort(ranked, std::greater{}, &std::pair<std::string, std::int64_t>::second);
    const std::size_t named = std::min(most, ranked.size());
    std::int64_t others = m_unnamed;
    for (std::size_t i = named; i < ranked.size(); ++i)
        others += ranked[i].second;
    std::string text;
    for (std::size_t i = 0; i < named; ++i) {
        text += (text.empty() ? "" : ", ") + ranked[i].first;
        if (ranked.size() > 1 || others > 0)
            text += " (" + groupedCount(ranked[i].second) + ")";
    }
    if (others > 0)
        text += (text.empty() ? "" : ", ") + std::string("others (") + groupedCount(others) + ")";
    return text;
}

namespace {

int shownTenths(double share) {
    constexpr int kAll = 1000;
    const int tenths = static_cast<int>(std::lround(share * kAll));
    return share > 0.0 && share < 1.0 ? std::clamp(tenths, 1, kAll - 1) : tenths;
}

} // namespace

double shownPercent(double share) { return shownTenths(share) / 10.0; }

std::string percentText(double share) {
    const int tenths = shownTenths(share);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string groupedCount(std::int64_t count) {
    std::string digits = std::to_string(count);
    const std::size_t first = count < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > static_cast<std::ptrdiff_t>(first);
         at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

} // namespace driftwood::training

#include "drift/field_bins.h"

#include <algorithm>
#include <cmath>

namespace driftwood::drift {
namespace {

constexpr double kTail = 0.01;
constexpr double kMargin = 0.5; ///< fraction of the middle's width, added on either side

/// The value below which a share of the sorted sample lies; the sample must not be empty.
double valueAt(const std::vector<double>& sorted, double share) {
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::lround(share * last))];
}

} // namespace

std::vector<std::int64_t> categoryCounts(const features::ReferenceField& reference) {
    std::vector<std::int64_t> counts;
    std::int64_t others = reference.rows - reference.missing - reference.notFitting;
    for (const auto& [category, count] : reference.counts) {
        counts.push_back(count);
        others -= count;
    }
    counts.push_back(others);
    return counts;
}

FieldBins::FieldBins(const features::ReferenceField& reference) {
    if (reference.categorical) {
        m_reference = fold(categoryCounts(reference));
        return;
    }
    if (reference.sample.empty())
        return;
    const double low = valueAt(reference.sample, kTail);
    const double high = valueAt(reference.sample, 1.0 - kTail);
    // Gives a constant a bin of its own in the middle.
    const double middle = high > low ? high - low : std::max(1.0, std::abs(low));
    m_begin = low - kMargin * middle;
    m_width = (high + kMargin * middle - m_begin) / static_cast<double>(kBins);
    m_reference = count(reference.sample);
}

std::vector<std::int64_t> FieldBins::count(std::span<const double> values) const {
    if (m_width <= 0.0)
        return {};
    std::vector<std::int64_t> counts(kBins, 0);
    constexpr auto kLast = static_cast<double>(kBins - 1);
    for (const double value : values)
        ++counts[static_cast<std::size_t>(std::clamp((value - m_begin) / m_width, 0.0, kLast))];
    return counts;
}

std::vector<std::int64_t> FieldBins::fold(std::span<const std::int64_t> categoryCounts) const {
    if (categoryCounts.empty())
        return {};
    const std::size_t own = std::min(kCategories, categoryCounts.size() - 1);
    std::vector<std::int64_t> counts(categoryCounts.begin(), categoryCounts.begin() + static_cast<long>(own));
    std::int64_t others = 0;
    for (std::size_t i = own; i < categoryCounts.size(); ++i)
        others += categoryCounts[i];
    counts.push_back(others);
    return counts;
}

} // namespace driftwood::drift

#include "profiling/field_profile.h"

#include <algorithm>
#include <cmath>

namespace driftwood::profiling {
namespace {

constexpr double kConstantBin = 1e-6; ///< half width of a constant's bin, relative to its value

void shapeNumbers(const records::Column& column, std::size_t begin, std::size_t end, FieldProfile& out) {
    std::vector<double> values;
    for (std::size_t row = begin; row < end; ++row)
        if (column.valid(row) && std::isfinite(column.number(row)))
            values.push_back(column.number(row));
    if (values.empty())
        return;
    const auto [low, high] = std::ranges::minmax(values);
    const double width = high / kProfileBins - low / kProfileBins; // divided first, to avoid overflow
    if (width > 0) {
        out.counts.assign(kProfileBins, 0.0);
        for (int i = 0; i <= kProfileBins; ++i)
            out.edges.push_back(std::lerp(low, high, static_cast<double>(i) / kProfileBins));
        for (const double value : values)
            ++out.counts[std::min<std::size_t>(
                kProfileBins - 1, static_cast<std::size_t>((value / 2 - low / 2) / (width / 2)))];
    } else { // a constant gets one bin around its value
        const double half = std::max(0.5, std::abs(low) * kConstantBin);
        out.edges = {low - half, low + half};
        out.counts = {static_cast<double>(values.size())};
    }
}

/// Two bins for false and true, even if one of them does not occur.
void shapeFlags(const records::Column& column, std::size_t begin, std::size_t end, FieldProfile& out) {
    out.edges = {-0.5, 0.5, 1.5};
    out.counts = {0.0, 0.0};
    for (std::size_t row = begin; row < end; ++row)
        if (column.valid(row))
            ++out.counts[column.number(row) != 0.0 ? 1 : 0];
}

} // namespace

std::vector<FieldProfile> profileFields(const records::RecordBatch& rows, std::size_t begin,
                                        std::size_t end) {
    end = std::min(end, rows.rows());
    std::vector<FieldProfile> out;
    for (auto& statistics : dataset::fieldStatistics(rows, begin, end)) {
        FieldProfile profile{std::move(statistics)};
        if (profile.statistics.field.type == records::FieldType::Text) {
            for (const auto& [value, count] : profile.statistics.topValues)
                profile.counts.push_back(static_cast<double>(count));
        } else if (profile.statistics.field.type == records::FieldType::Bool) {
            shapeFlags(rows.column(out.size()), begin, end, profile);
        } else {
            shapeNumbers(rows.column(out.size()), begin, end, profile);
        }
        out.push_back(std::move(profile));
    }
    return out;
}

} // namespace driftwood::profiling

#include "session/field_profile.h"

#include <algorithm>

namespace driftwood::session {
namespace {

/// Counts distinct values and fills the bins in one pass over the sorted values.
void shapeNumbers(const records::Column& column, std::size_t begin, std::size_t end, FieldProfile& out) {
    std::vector<double> values;
    for (std::size_t row = begin; row < end; ++row)
        if (column.valid(row))
            values.push_back(column.number(row));
    if (values.empty())
        return;
    std::ranges::sort(values);
    const double low = values.front();
    const double width = (values.back() - low) / kProfileBins;
    if (width > 0) {
        out.counts.assign(kProfileBins, 0.0);
        for (int i = 0; i <= kProfileBins; ++i)
            out.edges.push_back(low + width * i);
        for (const double value : values)
            ++out.counts[std::min<std::size_t>(kProfileBins - 1,
                                               static_cast<std::size_t>((value - low) / width))];
    } else { // a constant is one bin around its value
        out.edges = {low - 0.5, low + 0.5};
        out.counts = {static_cast<double>(values.size())};
    }
    out.distinct = std::ranges::distance(values.begin(), std::unique(values.begin(), values.end()));
}

} // namespace

std::vector<FieldProfile> profileFields(const records::RecordBatch& rows, std::size_t begin,
                                        std::size_t end) {
    end = std::min(end, rows.rows());
    std::vector<FieldProfile> out;
    for (auto& statistics : dataset::fieldStatistics(rows, begin, end)) {
        FieldProfile profile{std::move(statistics)};
        if (profile.statistics.field.type == records::FieldType::Text) {
            profile.distinct = profile.statistics.distinct;
            for (const auto& [value, count] : profile.statistics.topValues)
                profile.counts.push_back(static_cast<double>(count));
        } else {
            shapeNumbers(rows.column(out.size()), begin, end, profile);
        }
        out.push_back(std::move(profile));
    }
    return out;
}

} // namespace driftwood::session

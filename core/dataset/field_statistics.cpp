#include "dataset/field_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>

namespace driftwood::dataset {
namespace {

using records::Column;
using records::FieldType;

constexpr std::size_t kTopValues = 20;

/// Of sorted values, not empty; linear interpolation between the two neighbours (Hyndman and Fan's type 7).
double quantile(const std::vector<double>& sorted, double q) {
    const double position = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (position - static_cast<double>(below));
}

void countInvalid(const Column& column, std::size_t begin, std::size_t end, FieldStatistics& out) {
    const auto validity = column.validity().subspan(begin, end - begin);
    out.notFitting = column.countNotFitting(begin, end);
    out.missing = std::ranges::count(validity, std::uint8_t{0}) - out.notFitting;
    out.notANumber =
        std::ranges::count(column.notes(begin, end), records::ValueNote::NotANumber, &records::RowNote::note);
}

void describeNumbers(const Column& column, std::size_t begin, std::size_t end, FieldStatistics& out) {
    std::vector<double> values;
    values.reserve(end - begin);
    for (std::size_t row = begin; row < end; ++row) {
        if (column.valid(row))
            values.push_back(column.number(row));
    }
    if (values.empty()) {
        out.min = out.max = out.mean = out.standardDeviation = out.p05 = out.median = out.p95 =
            std::numeric_limits<double>::quiet_NaN();
        return;
    }
    std::ranges::sort(values);
    const auto count = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values)
        sum += value;
    out.mean = sum / count;
    double squares = 0;
    for (const double value : values)
        squares += (value - out.mean) * (value - out.mean);
    out.standardDeviation = std::sqrt(squares / count);
    out.min = values.front();
    out.max = values.back();
    out.p05 = quantile(values, 0.05);
    out.median = quantile(values, 0.5);
    out.p95 = quantile(values, 0.95);
}

void describeTexts(const Column& column, std::size_t begin, std::size_t end, FieldStatistics& out) {
    out.min = out.max = out.mean = out.standardDeviation = out.p05 = out.median = out.p95 =
        std::numeric_limits<double>::quiet_NaN();
    std::unordered_map<std::string_view, std::int64_t> counts;
    for (std::size_t row = begin; row < end; ++row) {
        if (column.valid(row))
            ++counts[column.text(row)];
    }
    out.distinct = static_cast<std::int64_t>(counts.size());
    out.topValues.assign(counts.begin(), counts.end());
    const auto middle =
        out.topValues.begin() + static_cast<std::ptrdiff_t>(std::min(kTopValues, out.topValues.size()));
    std::partial_sort(out.topValues.begin(), middle, out.topValues.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    out.topValues.erase(middle, out.topValues.end());
}

} // namespace

std::vector<FieldStatistics> fieldStatistics(const records::RecordBatch& batch, std::size_t begin,
                                             std::size_t end) {
    end = std::min(end, batch.rows());
    begin = std::min(begin, end);
    std::vector<FieldStatistics> out;
    for (std::size_t i = 0; i < batch.schema().fields.size(); ++i) {
        FieldStatistics& statistics = out.emplace_back();
        statistics.field = batch.schema().fields[i];
        statistics.rows = static_cast<std::int64_t>(end - begin);
        countInvalid(batch.column(i), begin, end, statistics);
        if (statistics.field.type == FieldType::Text)
            describeTexts(batch.column(i), begin, end, statistics);
        else
            describeNumbers(batch.column(i), begin, end, statistics);
    }
    return out;
}

} // namespace driftwood::dataset

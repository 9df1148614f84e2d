#include "dataset/field_statistics.h"

#include "base/statistics/moments.h"
#include "base/statistics/quantile.h"
#include "base/text_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <unordered_map>

namespace driftwood::dataset {
namespace {

using records::Column;
using records::FieldType;

constexpr std::size_t kTopValues = 20;

void countInvalid(const Column& column, std::size_t begin, std::size_t end, FieldStatistics& out) {
    const auto validity = column.validity().subspan(begin, end - begin);
    out.notFitting = column.countNotFitting(begin, end);
    out.missing = std::ranges::count(validity, std::uint8_t{0}) - out.notFitting;
    out.notANumber =
        std::ranges::count(column.notes(begin, end), records::ValueNote::NotANumber, &records::RowNote::note);
}

void describeNoNumbers(FieldStatistics& out) {
    out.min = out.max = out.mean = out.standardDeviation = out.p05 = out.median = out.p95 =
        std::numeric_limits<double>::quiet_NaN();
}

template <class T>
void describeNumbers(std::span<const T> column, std::span<const std::uint8_t> valid, std::size_t begin,
                     std::size_t end, FieldStatistics& out) {
    std::vector<T> values;
    values.reserve(end - begin);
    for (std::size_t row = begin; row < end; ++row) {
        if (valid[row] != 0)
            values.push_back(column[row]);
    }
    if (values.empty())
        return describeNoNumbers(out);
    std::ranges::sort(values);
    const MeanAndDeviation moments = exactMoments(std::span<const T>(values));
    out.mean = moments.mean;
    out.standardDeviation = moments.standardDeviation;
    out.min = static_cast<double>(values.front());
    out.max = static_cast<double>(values.back());
    out.p05 = quantileOfSorted(values, 0.05);
    out.median = quantileOfSorted(values, 0.5);
    out.p95 = quantileOfSorted(values, 0.95);
    out.distinct = std::ranges::distance(values.begin(), std::unique(values.begin(), values.end()));
}

/// Whether the text is a number that a double holds and not a code such as "007", which would lose its zeros.
bool isPlainNumber(std::string_view text) {
    const bool isCode = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
    return !isCode && exactNumberFromText(text).has_value();
}

void describeTexts(const Column& column, std::size_t begin, std::size_t end, FieldStatistics& out) {
    describeNoNumbers(out);
    std::unordered_map<std::string_view, std::int64_t> counts;
    for (std::size_t row = begin; row < end; ++row) {
        if (column.valid(row))
            ++counts[column.text(row)];
    }
    for (const auto& [value, count] : counts)
        out.numericTexts += isPlainNumber(value) ? count : 0;
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
        const Column& column = batch.column(i);
        countInvalid(column, begin, end, statistics);
        if (column.type() == FieldType::Text)
            describeTexts(column, begin, end, statistics);
        else if (column.type() == FieldType::Float64)
            describeNumbers(column.floats(), column.validity(), begin, end, statistics);
        else
            describeNumbers(column.ints(), column.validity(), begin, end, statistics);
    }
    return out;
}

} // namespace driftwood::dataset

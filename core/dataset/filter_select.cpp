#include "dataset/filter.h"

#include <charconv>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

namespace driftwood::dataset {
namespace {

using records::Column;
using records::FieldType;

template <class T>
bool holds(Filter::Operator op, const T& value, const T& literal) {
    switch (op) {
    case Filter::Operator::Equal:
        return value == literal;
    case Filter::Operator::NotEqual:
        return value != literal;
    case Filter::Operator::Less:
        return value < literal;
    case Filter::Operator::LessEqual:
        return value <= literal;
    case Filter::Operator::Greater:
        return value > literal;
    case Filter::Operator::GreaterEqual:
        return value >= literal;
    }
    return false;
}

/// A literal as a number. The wide type holds every int64 and every double, so that comparing is exact.
std::optional<long double> numberOf(const std::string& literal) {
    static_assert(std::numeric_limits<long double>::digits >= 64);
    const char* const end = literal.data() + literal.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(literal.data(), end, integer);
        read.ec == std::errc{} && read.ptr == end)
        return static_cast<long double>(integer);
    double number = 0;
    if (const auto read = std::from_chars(literal.data(), end, number);
        read.ec == std::errc{} && read.ptr == end)
        return static_cast<long double>(number);
    return std::nullopt;
}

std::optional<long double> truthOf(const Filter::Comparison& comparison) {
    if (comparison.literal == "true")
        return 1.0L;
    if (comparison.literal == "false")
        return 0.0L;
    return std::nullopt;
}

std::optional<FieldType> typeOf(const records::Schema& schema, const std::string& path) {
    if (path == records::kTimestampPath || path == records::kPartitionPath || path == records::kOffsetPath)
        return FieldType::Int64;
    if (path == records::kKeyPath)
        return FieldType::Text;
    const auto index = schema.indexOf(path);
    return index ? std::optional(schema.fields[*index].type) : std::nullopt;
}

/// The literal as its field's kind of number; nothing when it cannot be compared with that field.
std::optional<long double> literalFor(FieldType type, const Filter::Comparison& comparison) {
    return type == FieldType::Bool ? truthOf(comparison) : numberOf(comparison.literal);
}

bool passesMissing(const Filter::Comparison& comparison) {
    return comparison.op == Filter::Operator::NotEqual;
}

void keepTexts(std::vector<std::uint32_t>& rows, const Column& column, const Filter::Comparison& comparison) {
    const std::string_view literal = comparison.literal;
    std::erase_if(rows, [&](std::uint32_t row) {
        return !(column.valid(row) ? holds(comparison.op, column.text(row), literal)
                                   : passesMissing(comparison));
    });
}

template <class T>
void keepNumbers(std::vector<std::uint32_t>& rows, std::span<const T> values,
                 std::span<const std::uint8_t> validity, const Filter::Comparison& comparison,
                 long double literal) {
    std::erase_if(rows, [&](std::uint32_t row) {
        const bool valid = validity.empty() || validity[row] != 0;
        return !(valid ? holds(comparison.op, static_cast<long double>(values[row]), literal)
                       : passesMissing(comparison));
    });
}

void keep(std::vector<std::uint32_t>& rows, const records::RecordBatch& batch,
          const Filter::Comparison& comparison) {
    const auto type = typeOf(batch.schema(), comparison.path);
    const Column* const column = type ? batch.find(comparison.path) : nullptr;
    if (column && *type == FieldType::Text)
        return keepTexts(rows, *column, comparison);
    const auto literal = type ? literalFor(*type, comparison) : std::nullopt;
    if (!literal)
        return rows.clear();
    if (comparison.path == records::kTimestampPath)
        return keepNumbers(rows, batch.timestampsMs(), {}, comparison, *literal);
    if (comparison.path == records::kOffsetPath)
        return keepNumbers(rows, batch.offsets(), {}, comparison, *literal);
    if (comparison.path == records::kPartitionPath)
        return keepNumbers(rows, batch.partitions(), {}, comparison, *literal);
    if (*type == FieldType::Float64)
        return keepNumbers(rows, column->floats(), column->validity(), comparison, *literal);
    keepNumbers(rows, column->ints(), column->validity(), comparison, *literal);
}

} // namespace

Status Filter::check(const records::Schema& schema) const {
    std::string unknown;
    for (const Comparison& comparison : comparisons) {
        const auto type = typeOf(schema, comparison.path);
        if (!type) {
            unknown += (unknown.empty() ? "" : ", ") + comparison.path;
            continue;
        }
        if (*type != FieldType::Text && !literalFor(*type, comparison))
            return fail(ErrorCode::InvalidArgument,
                        "'" + comparison.literal + "' cannot be compared with " + comparison.path +
                            ", which is " + std::string(fieldTypeName(*type)),
                        "filter " + text());
    }
    if (!unknown.empty())
        return fail(ErrorCode::InvalidArgument, "no such field: " + unknown, "filter " + text(),
                    "Fields have dotted paths, written exactly as in the data.");
    return {};
}

std::vector<std::uint32_t> Filter::select(const records::RecordBatch& batch) const {
    std::vector<std::uint32_t> rows(batch.rows());
    std::iota(rows.begin(), rows.end(), 0U);
    for (const Comparison& comparison : comparisons)
        keep(rows, batch, comparison);
    return rows;
}

} // namespace driftwood::dataset

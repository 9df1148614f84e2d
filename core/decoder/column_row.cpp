#include "decoder/column_row.h"

#include "decoder/read_text.h"
#include "decoder/value_text.h"

#include <charconv>
#include <cmath>

namespace driftwood::decoder {

using records::Column;
using records::FieldType;
using records::ValueNote;

void ColumnRow::finish() {
    const std::size_t columns = m_rows->schema().fields.size();
    if (m_filled == columns)
        return;
    for (std::size_t i = 0; i < columns; ++i)
        if (m_rows->column(i).size() == m_row)
            m_rows->column(i).appendMissing();
}

void ColumnRow::forget(std::size_t column) {
    if (!hasValue(column))
        return;
    m_rows->column(column).truncate(m_row);
    --m_filled;
}

void ColumnRow::noteRepeated(std::size_t column) {
    if (!hasValue(column))
        return;
    forget(column);
    m_rows->column(column).noteNext(ValueNote::Repeated);
}

void ColumnRow::truth(std::size_t column, bool value) {
    Column& out = open(column);
    if (out.type() == FieldType::Bool)
        out.appendInt(value ? 1 : 0);
    else if (out.type() == FieldType::Text)
        out.appendText(value ? "true" : "false");
    else
        out.appendNoted(ValueNote::Truth);
}

void ColumnRow::otherInteger(Column& out, std::int64_t value) const {
    if (out.type() == FieldType::Text)
        return out.appendText(std::to_string(value));
    if (out.type() == FieldType::Bool)
        return out.appendNoted(ValueNote::Number);
    const auto nearest = static_cast<double>(value);
    const bool isExact = nearest < 0x1p63 && static_cast<std::int64_t>(nearest) == value;
    return isExact || m_nearest ? out.appendFloat(nearest) : out.appendNoted(ValueNote::Inexact);
}

void ColumnRow::largeInteger(std::size_t column, std::uint64_t value) {
    Column& out = open(column);
    if (out.type() == FieldType::Text)
        return out.appendText(std::to_string(value));
    if (out.type() == FieldType::Bool)
        return out.appendNoted(ValueNote::Number);
    const auto nearest = static_cast<double>(value);
    const bool isExact = nearest < 0x1p64 && static_cast<std::uint64_t>(nearest) == value;
    if (out.type() == FieldType::Float64 && (isExact || m_nearest))
        return out.appendFloat(nearest);
    out.appendNoted(isExact ? ValueNote::Large : ValueNote::Inexact);
}

void ColumnRow::otherUnit(std::size_t column, std::int64_t value, std::int64_t factor, std::int64_t divisor) {
    std::int64_t scaled = 0;
    if (__builtin_mul_overflow(value, factor, &scaled))
        return open(column).appendNoted(ValueNote::Large);
    if (scaled % divisor == 0)
        return integer(column, scaled / divisor);
    if (typeOf(column) == FieldType::Float64)
        return floating(column, static_cast<double>(static_cast<long double>(scaled) /
                                                    static_cast<long double>(divisor)));
    open(column).appendNoted(ValueNote::Fraction);
}

void ColumnRow::otherFloating(Column& out, double value) {
    if (out.type() == FieldType::Text)
        return out.appendText(doubleText(value));
    if (!std::isfinite(value))
        return out.appendNoted(ValueNote::NotANumber);
    if (out.type() == FieldType::Bool)
        return out.appendNoted(ValueNote::Number);
    if (value != std::trunc(value))
        return out.appendNoted(ValueNote::Fraction);
    if (value < -0x1p63 || value >= 0x1p63)
        return out.appendNoted(ValueNote::Large);
    out.appendInt(static_cast<std::int64_t>(value));
}

void ColumnRow::singleFloating(std::size_t column, float value) {
    if (typeOf(column) == FieldType::Text)
        text(column, floatText(value));
    else
        floating(column, value);
}

void ColumnRow::text(std::size_t column, std::string_view value, ValueNote otherwise) {
    Column& out = open(column);
    if (out.type() == FieldType::Text)
        return out.appendText(value);
    if (otherwise == ValueNote::Text && fieldOf(column).fromText) {
        if (value.empty())
            return out.appendMissing();
        if (appendReadText(out, value))
            return;
    }
    out.appendNoted(otherwise);
}

void ColumnRow::decimal(std::size_t column, const std::string& digits) {
    if (typeOf(column) == FieldType::Text)
        return text(column, digits);
    std::int64_t whole = 0;
    const char* const end = digits.data() + digits.size();
    if (const auto read = std::from_chars(digits.data(), end, whole);
        read.ec == std::errc() && read.ptr == end)
        return integer(column, whole);
    double nearest = 0; // as the JSON decoder takes a number that is written with a point
    const auto read = std::from_chars(digits.data(), end, nearest);
    const bool isTiny = digits.starts_with("0.") || digits.starts_with("-0.");
    if (read.ec == std::errc::result_out_of_range && !isTiny)
        return open(column).appendNoted(ValueNote::Large);
    floating(column, nearest);
}

} // namespace driftwood::decoder

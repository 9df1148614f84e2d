#pragma once

#include "records/record_batch.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace driftwood::decoder {

/// The row that a payload of a typed format is decoded into. Values arrive by column in any order; each goes
/// into the column's type where that is exact, and is noted as not fitting otherwise.
class ColumnRow {
  public:
    /// See DecoderSpec for `nearest`.
    explicit ColumnRow(bool nearest)
        : m_nearest(nearest) {}

    void begin(records::RecordBatch& rows) {
        m_rows = &rows;
        m_row = rows.rows();
        m_filled = 0;
    }
    /// Columns without a value get a missing one. The caller then appends the position.
    void finish();

    [[nodiscard]] bool isComplete() const { return m_filled == m_rows->schema().fields.size(); }
    [[nodiscard]] bool hasValue(std::size_t column) const { return m_rows->column(column).size() > m_row; }
    [[nodiscard]] records::FieldType typeOf(std::size_t column) const {
        return m_rows->column(column).type();
    }
    [[nodiscard]] const records::Field& fieldOf(std::size_t column) const {
        return m_rows->schema().fields[column];
    }
    /// Takes the value back.
    void forget(std::size_t column);

    // A second value for a column replaces the first.
    void truth(std::size_t column, bool value);
    void integer(std::size_t column, std::int64_t value) {
        records::Column& out = open(column);
        if (out.type() == records::FieldType::Int64)
            out.appendInt(value);
        else
            otherInteger(out, value);
    }
    /// An integer times `factor` and divided by `divisor`, both positive: a time in another unit.
    void scaledInteger(std::size_t column, std::int64_t value, std::int64_t factor, std::int64_t divisor) {
        if (factor == 1 && divisor == 1)
            integer(column, value);
        else
            otherUnit(column, value, factor, divisor);
    }
    void unsignedInteger(std::size_t column, std::uint64_t value) {
        if (value <= INT64_MAX)
            integer(column, static_cast<std::int64_t>(value));
        else
            largeInteger(column, value);
    }
    void floating(std::size_t column, double value) {
        records::Column& out = open(column);
        if (out.type() == records::FieldType::Float64 && std::isfinite(value))
            out.appendFloat(value);
        else
            otherFloating(out, value);
    }
    /// A Text column gets "0.1", not what the float is as a double.
    void singleFloating(std::size_t column, float value);
    /// `otherwise`: why another column than Text does not take it.
    void text(std::size_t column, std::string_view value,
              records::ValueNote otherwise = records::ValueNote::Text);
    /// A number of any size by its digits, with or without places: "-12.30".
    void decimal(std::size_t column, const std::string& digits);
    void missing(std::size_t column) { open(column).appendMissing(); }
    /// To be called before a value that replaces another of the same record.
    void noteRepeated(std::size_t column);

  private:
    /// The column, ready for this row's value.
    [[nodiscard]] records::Column& open(std::size_t column) {
        records::Column& opened = m_rows->column(column);
        if (opened.size() > m_row)
            opened.truncate(m_row);
        else
            ++m_filled;
        return opened;
    }
    void otherInteger(records::Column& out, std::int64_t value) const;
    static void otherFloating(records::Column& out, double value);
    void largeInteger(std::size_t column, std::uint64_t value);
    void otherUnit(std::size_t column, std::int64_t value, std::int64_t factor, std::int64_t divisor);

    bool m_nearest;
    records::RecordBatch* m_rows = nullptr;
    std::size_t m_row = 0;
    std::size_t m_filled = 0; ///< columns that have a value for the row
};

} // namespace driftwood::decoder

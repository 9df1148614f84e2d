#pragma once

#include "records/schema.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::records {

/// Strings end to end in one buffer; row i is [end(i-1), end(i)).
class TextBuffer {
  public:
    void append(std::string_view value) {
        m_bytes.append(value);
        m_ends.push_back(m_bytes.size());
    }
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view at(std::size_t row) const {
        const std::size_t begin = row == 0 ? 0 : m_ends[row - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[row] - begin);
    }
    void reserve(std::size_t rows) { m_ends.reserve(rows); }
    void clear() {
        m_bytes.clear();
        m_ends.clear();
    }
    /// Drops rows from the end; used to undo a record that turned out undecodable half-way.
    void truncate(std::size_t rows) {
        m_ends.resize(rows);
        m_bytes.resize(rows == 0 ? 0 : m_ends.back());
    }

  private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

/// One field of many records. A missing value (absent, null, or not of the column's type) is invalid and
/// holds 0, 0.0 or "". Bool is kept as Int64 0/1. Only the buffer of the column's own type is used.
class Column {
  public:
    explicit Column(FieldType type)
        : m_type(type) {}

    [[nodiscard]] FieldType type() const { return m_type; }
    [[nodiscard]] std::size_t size() const { return m_valid.size(); }
    [[nodiscard]] bool valid(std::size_t row) const { return m_valid[row] != 0; }
    [[nodiscard]] std::span<const std::uint8_t> validity() const { return m_valid; }

    [[nodiscard]] std::span<const std::int64_t> ints() const { return m_ints; } ///< Bool, Int64
    [[nodiscard]] std::span<const double> floats() const { return m_floats; }   ///< Float64
    [[nodiscard]] std::string_view text(std::size_t row) const { return m_text.at(row); }

    /// The value as a double, NaN when missing or Text: for statistics and features, not for display.
    [[nodiscard]] double number(std::size_t row) const;
    /// The value as text: categories of any type; empty when missing. Int64 and Bool as decimal digits,
    /// Float64 in the shortest form that reads back equal.
    [[nodiscard]] std::string asText(std::size_t row) const;

    void appendInt(std::int64_t value) {
        m_ints.push_back(value);
        m_valid.push_back(1);
    }
    void appendFloat(double value) {
        m_floats.push_back(value);
        m_valid.push_back(1);
    }
    void appendText(std::string_view value) {
        m_text.append(value);
        m_valid.push_back(1);
    }
    void appendMissing();
    void reserve(std::size_t rows);
    void truncate(std::size_t rows);
    void clear() { truncate(0); }
    /// Rows of other (same type) in the given order, appended.
    void gather(const Column& other, std::span<const std::uint32_t> rows);

  private:
    FieldType m_type;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_floats;
    TextBuffer m_text;
    std::vector<std::uint8_t> m_valid;
};

} // namespace driftwood::records

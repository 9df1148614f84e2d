#pragma once

#include "records/schema.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::records {

/// Strings stored end to end in one buffer; row i is [end(i-1), end(i)).
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
    void reserveBytes(std::size_t bytes) { m_bytes.reserve(bytes); }
    [[nodiscard]] std::size_t bytes() const { return m_bytes.size(); }
    void shrink() {
        m_bytes.shrink_to_fit();
        m_ends.shrink_to_fit();
    }
    void clear() {
        m_bytes.clear();
        m_ends.clear();
    }
    /// Drops rows from the end; used to undo a record that fails to decode half-way.
    void truncate(std::size_t rows) {
        m_ends.resize(rows);
        m_bytes.resize(rows == 0 ? 0 : m_ends.back());
    }

  private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

/// A remark on one value, in addition to whether it is valid.
enum class ValueNote : std::uint8_t {
    NotANumber, ///< NaN or an infinity, as Python writes them into JSON: missing, but counted separately
    // The value is present, but the column's type cannot hold it:
    Fraction, ///< in a column of whole numbers
    Large,    ///< a whole number beyond 64 bits, which a double holds exactly
    Inexact,  ///< a number that the type would have to round, or that is out of its range
    Text,
    Truth,  ///< true or false
    Number, ///< in a boolean column
    Nested, ///< an array or an object
    Length, ///< in an array of another length than that of which the field is an element
    // The field has several values:
    Repeated, ///< the path occurs more than once in the record; the last value is used
};
/// The name in JSON: "not_a_number", "fraction", …
[[nodiscard]] std::string_view valueNoteName(ValueNote note);
[[nodiscard]] std::optional<ValueNote> valueNoteFromName(std::string_view name);
/// A description for a column of this type: "a fraction where a whole number is expected".
[[nodiscard]] std::string valueNoteText(ValueNote note, FieldType type);
/// Whether the note means that a value is present but does not fit the type.
[[nodiscard]] constexpr bool isNotFitting(ValueNote note) {
    return note != ValueNote::NotANumber && note != ValueNote::Repeated;
}

struct RowNote {
    std::uint32_t row = 0;
    ValueNote note = ValueNote::NotANumber;
    bool operator==(const RowNote&) const = default;
};

/// One field of many records. A value is valid, missing (absent, null, not a number), or not fitting
/// (present, but of another type). The last two are invalid and stored as 0, 0.0 or ""; notes() tells them
/// apart. Bool is stored as Int64 0/1. Only the buffer of the column's own type is used.
class Column {
  public:
    explicit Column(FieldType type)
        : m_type(type) {}

    [[nodiscard]] FieldType type() const { return m_type; }
    [[nodiscard]] std::size_t size() const { return m_valid.size(); }
    [[nodiscard]] bool valid(std::size_t row) const { return m_valid[row] != 0; }
    [[nodiscard]] std::span<const std::uint8_t> validity() const { return m_valid; }
    /// Whether the row has a value that the type cannot hold; valid() is then false. Slower than valid().
    [[nodiscard]] bool notFitting(std::size_t row) const;
    [[nodiscard]] bool missing(std::size_t row) const { return !valid(row) && !notFitting(row); }
    /// Sorted by row; most columns have none. A row can have two: Repeated and another one.
    [[nodiscard]] std::span<const RowNote> notes() const { return m_notes; }
    /// The notes of rows [begin, end).
    [[nodiscard]] std::span<const RowNote> notes(std::size_t begin, std::size_t end) const;
    /// How many of the rows [begin, end) hold a value that does not fit.
    [[nodiscard]] std::int64_t countNotFitting(std::size_t begin, std::size_t end) const;

    [[nodiscard]] std::span<const std::int64_t> ints() const { return m_ints; } ///< Bool, Int64
    [[nodiscard]] std::span<const double> floats() const { return m_floats; }   ///< Float64
    [[nodiscard]] std::string_view text(std::size_t row) const { return m_text.at(row); }

    /// The value as a double, NaN when missing or Text; for statistics and features, not for display.
    [[nodiscard]] double number(std::size_t row) const;
    /// The value as text, used for categories of any type; empty when missing. Int64 and Bool become decimal
    /// digits, Float64 the shortest form that reads back equal.
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
    /// Appends an invalid value together with the reason.
    void appendNoted(ValueNote note) {
        noteNext(note);
        appendMissing();
    }
    /// Adds a note to the value that is appended next.
    void noteNext(ValueNote note) { m_notes.push_back({static_cast<std::uint32_t>(size()), note}); }
    void reserve(std::size_t rows);
    void truncate(std::size_t rows);
    void clear() { truncate(0); }
    /// Appends rows of `other` (same type) in the given order.
    void gather(const Column& other, std::span<const std::uint32_t> rows);
    /// Joins the parts (same type) into one column without spare capacity. `order` lists rows numbered
    /// through all parts consecutively. Leaves the parts empty.
    [[nodiscard]] static Column join(std::span<Column* const> parts, std::span<const std::uint32_t> order);
    /// Releases unused capacity.
    void shrink();

  private:
    void appendRow(const Column& other, std::size_t row);

    FieldType m_type;
    std::vector<std::int64_t> m_ints;
    std::vector<double> m_floats;
    TextBuffer m_text;
    std::vector<std::uint8_t> m_valid;
    std::vector<RowNote> m_notes; ///< sparse, so that the values themselves stay dense
};

} // namespace driftwood::records

#include "records/column.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace driftwood::records {
namespace {

constexpr std::array<std::string_view, 10> kNoteNames{"not_a_number", "fraction", "large",  "inexact",
                                                      "text",         "truth",    "number", "nested",
                                                      "length",       "repeated"};

std::string_view expected(FieldType type) {
    switch (type) {
    case FieldType::Bool:
        return "true or false";
    case FieldType::Int64:
        return "a whole number";
    case FieldType::Float64:
        return "a number";
    case FieldType::Text:
        break;
    }
    return "a text";
}

std::string_view found(ValueNote note) {
    switch (note) {
    case ValueNote::Fraction:
        return "a fraction";
    case ValueNote::Text:
        return "a text";
    case ValueNote::Truth:
        return "true or false";
    case ValueNote::Number:
        return "a number";
    default:
        return "an array or object";
    }
}

} // namespace

std::string_view valueNoteName(ValueNote note) { return kNoteNames[static_cast<std::size_t>(note)]; }

std::optional<ValueNote> valueNoteFromName(std::string_view name) {
    const auto it = std::ranges::find(kNoteNames, name);
    if (it == kNoteNames.end())
        return std::nullopt;
    return static_cast<ValueNote>(it - kNoteNames.begin());
}

std::string valueNoteText(ValueNote note, FieldType type) {
    switch (note) {
    case ValueNote::NotANumber:
        return "not a number (NaN or infinite)";
    case ValueNote::Length:
        return "in an array of another length";
    case ValueNote::Repeated:
        return "the record has the field more than once; the last value counts";
    case ValueNote::Large:
        return type == FieldType::Float64 ? "a number too large for 64 bits of floating point"
                                          : "a whole number beyond 64 bits";
    case ValueNote::Inexact:
        return type == FieldType::Int64 ? "a whole number beyond 64 bits"
                                        : "a number beyond 64 bits of floating point: too large, or with "
                                          "more digits than they hold";
    default:
        return std::string(found(note)) + " where " + std::string(expected(type)) + " is expected";
    }
}

bool Column::notFitting(std::size_t row) const { return countNotFitting(row, row + 1) > 0; }

std::span<const RowNote> Column::notes(std::size_t begin, std::size_t end) const {
    const auto first = std::ranges::lower_bound(m_notes, begin, {}, &RowNote::row);
    const auto last = std::ranges::lower_bound(first, m_notes.end(), end, {}, &RowNote::row);
    return {first, last};
}

std::int64_t Column::countNotFitting(std::size_t begin, std::size_t end) const {
    return std::ranges::count_if(notes(begin, end),
                                 [](const RowNote& note) { return isNotFitting(note.note); });
}

double Column::number(std::size_t row) const {
    if (!valid(row) || m_type == FieldType::Text)
        return std::numeric_limits<double>::quiet_NaN();
    return m_type == FieldType::Float64 ? m_floats[row] : static_cast<double>(m_ints[row]);
}

std::string Column::asText(std::size_t row) const {
    if (!valid(row))
        return {};
    if (m_type == FieldType::Text)
        return std::string(text(row));
    std::array<char, 32> buffer{};
    char* const end = buffer.data() + buffer.size();
    const auto result = m_type == FieldType::Float64 ? std::to_chars(buffer.data(), end, m_floats[row])
                                                     : std::to_chars(buffer.data(), end, m_ints[row]);
    return {buffer.data(), result.ptr};
}

void Column::appendMissing() {
    switch (m_type) {
    case FieldType::Bool:
    case FieldType::Int64:
        m_ints.push_back(0);
        break;
    case FieldType::Float64:
        m_floats.push_back(0.0);
        break;
    case FieldType::Text:
        m_text.append({});
        break;
    }
    m_valid.push_back(0);
}

void Column::reserve(std::size_t rows) {
    m_valid.reserve(rows);
    switch (m_type) {
    case FieldType::Bool:
    case FieldType::Int64:
        m_ints.reserve(rows);
        break;
    case FieldType::Float64:
        m_floats.reserve(rows);
        break;
    case FieldType::Text:
        m_text.reserve(rows);
        break;
    }
}

void Column::truncate(std::size_t rows) {
    m_valid.resize(rows);
    while (!m_notes.empty() && m_notes.back().row >= rows)
        m_notes.pop_back();
    switch (m_type) {
    case FieldType::Bool:
    case FieldType::Int64:
        m_ints.resize(rows);
        break;
    case FieldType::Float64:
        m_floats.resize(rows);
        break;
    case FieldType::Text:
        m_text.truncate(rows);
        break;
    }
}

void Column::appendRow(const Column& other, std::size_t row) {
    if (!other.m_notes.empty())
        for (const RowNote& note : other.notes(row, row + 1))
            noteNext(note.note);
    switch (m_type) {
    case FieldType::Bool:
    case FieldType::Int64:
        m_ints.push_back(other.m_ints[row]);
        break;
    case FieldType::Float64:
        m_floats.push_back(other.m_floats[row]);
        break;
    case FieldType::Text:
        m_text.append(other.m_text.at(row));
        break;
    }
    m_valid.push_back(other.m_valid[row]);
}

void Column::gather(const Column& other, std::span<const std::uint32_t> rows) {
    // Grow at least twofold: repeated small gathers would otherwise copy the whole column each time.
    if (const std::size_t needed = size() + rows.size(); needed > m_valid.capacity())
        reserve(std::max(needed, 2 * m_valid.capacity()));
    for (const std::uint32_t row : rows)
        appendRow(other, row);
}

Column Column::join(std::span<Column* const> parts, std::span<const std::uint32_t> order) {
    Column whole(parts.front()->type());
    std::vector<std::size_t> begins{0};
    std::size_t textBytes = 0;
    std::size_t notes = 0;
    for (const Column* part : parts) {
        begins.push_back(begins.back() + part->size());
        textBytes += part->m_text.bytes();
        notes += part->m_notes.size();
    }
    whole.reserve(order.size());
    whole.m_text.reserveBytes(textBytes);
    whole.m_notes.reserve(notes);
    std::size_t part = 0; // most rows lie in the same part as the previous row
    for (const std::uint32_t row : order) {
        if (row < begins[part] || row >= begins[part + 1])
            part = static_cast<std::size_t>(std::ranges::upper_bound(begins, row) - begins.begin()) - 1;
        whole.appendRow(*parts[part], row - begins[part]);
    }
    for (Column* done : parts)
        *done = Column(done->type());
    return whole;
}

void Column::shrink() {
    m_ints.shrink_to_fit();
    m_floats.shrink_to_fit();
    m_text.shrink();
    m_valid.shrink_to_fit();
    m_notes.shrink_to_fit();
}

} // namespace driftwood::records

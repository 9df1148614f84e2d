#include "records/column.h"

#include <array>
#include <charconv>
#include <limits>

namespace driftwood::records {

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

void Column::gather(const Column& other, std::span<const std::uint32_t> rows) {
    reserve(size() + rows.size());
    for (const std::uint32_t row : rows) {
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
}

} // namespace driftwood::records

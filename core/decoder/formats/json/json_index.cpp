#include "decoder/formats/json/json_index.h"

#include <simdjson.h>

#include <algorithm>

namespace driftwood::decoder {
namespace {

constexpr std::string_view kSeparator = "\n;\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kPadding = 64;
constexpr std::size_t kSmallestCapacity = 1U << 16U;

} // namespace

JsonIndex::JsonIndex() = default;
JsonIndex::~JsonIndex() = default;

void JsonIndex::clear() {
    m_buffer.clear();
    m_ends.clear();
}

void JsonIndex::add(std::string_view payload) {
    if (payload.starts_with(kByteOrderMark)) { // replaced by blanks, so that positions do not change
        m_buffer.append(kByteOrderMark.size(), ' ');
        payload.remove_prefix(kByteOrderMark.size());
    }
    m_buffer.append(payload);
    m_ends.push_back(static_cast<std::uint32_t>(m_buffer.size() + 1));
    m_buffer.append(kSeparator);
}

bool JsonIndex::build() {
    const std::size_t size = m_buffer.size();
    if (!m_stage1 || m_stage1->capacity() < size) {
        const std::size_t capacity = std::max(kSmallestCapacity, size + size / 2);
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(
                capacity, simdjson::DEFAULT_MAX_DEPTH, m_stage1) != simdjson::SUCCESS)
            return false;
    }
    m_buffer.append(kPadding, ' '); // words are compared at full length, even past the end of the text
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(m_buffer.data());
    const auto error = m_stage1->stage1(bytes, size, simdjson::stage1_mode::regular);
    m_cursor.start(m_buffer.data(), m_stage1->structural_indexes.get());
    m_current = 0;
    return error == simdjson::SUCCESS;
}

JsonCursor& JsonIndex::next() {
    const std::uint32_t* token = m_cursor.token();
    if (m_current > 0) { // the closing token of the previous payload is still ahead, wherever its walk ended
        const std::uint32_t end = m_ends[m_current - 1];
        while (*token != end)
            ++token;
        ++token;
    }
    ++m_current;
    m_cursor.start(m_buffer.data(), token);
    return m_cursor;
}

std::string JsonIndex::describeProblem() const {
    const std::uint32_t begin = m_current < 2 ? 0 : m_ends[m_current - 2] + 2;
    const std::uint32_t end = m_ends[m_current - 1] - 1;
    if (atEnd())
        return std::string(m_cursor.problem()) + ", but the payload ends at byte " +
               std::to_string(end - begin);
    return std::string(m_cursor.problem()) + " at byte " + std::to_string(*m_cursor.token() - begin);
}

std::size_t findInvalidUtf8(std::string_view bytes) {
    if (simdjson::validate_utf8(bytes.data(), bytes.size()))
        return std::string_view::npos;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > bytes.size() || !simdjson::validate_utf8(bytes.data() + at, length))
            return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string explainUnindexable(std::string_view payload) {
    const std::size_t invalid = findInvalidUtf8(payload);
    std::size_t open = std::string_view::npos;
    for (std::size_t at = 0; at < std::min(invalid, payload.size()); ++at) {
        const char c = payload[at];
        const bool inString = open != std::string_view::npos;
        if (c == '"')
            open = inString ? std::string_view::npos : at;
        else if (inString && static_cast<unsigned char>(c) < 0x20)
            return "bare control character in a string at byte " + std::to_string(at);
        else if (c == '\\' && !inString)
            return "backslash outside a string at byte " + std::to_string(at);
        else if (c == '\\')
            ++at;
    }
    if (invalid != std::string_view::npos)
        return "not UTF-8 at byte " + std::to_string(invalid);
    if (open != std::string_view::npos)
        return "unclosed string at byte " + std::to_string(open);
    return "cannot be indexed";
}

} // namespace driftwood::decoder

#include "decoder/formats/json/plain_json.h"

#include "decoder/formats/json/json_cursor.h"

#include <bit>
#include <cstring>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kWordBytes = sizeof(std::uint64_t);

std::uint64_t loadWord(const char* from) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, kWordBytes);
    return word;
}

/// memcmp() == 0 without the call overhead, for the few bytes of a field's name.
DRIFTWOOD_HOT bool sameBytes(const char* a, const char* b, std::size_t size) {
    if (size < kWordBytes) {
        for (std::size_t i = 0; i < size; ++i)
            if (a[i] != b[i])
                return false;
        return true;
    }
    std::uint64_t differences = 0;
    for (std::size_t i = 0; i + kWordBytes < size; i += kWordBytes)
        differences |= loadWord(a + i) ^ loadWord(b + i);
    const std::size_t last = size - kWordBytes; // overlaps the previous word
    return (differences | (loadWord(a + last) ^ loadWord(b + last))) == 0;
}

/// Bytes in a string that need handling: the closing quote,
/// an escape, a control character, a byte of a non-ASCII character.
bool isSpecial(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// isSpecial() for eight bytes: the high bit of each such byte is set; exact up to and including the lowest.
std::uint64_t specialBytes(std::uint64_t word) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    const auto zeroBytes = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
    const std::uint64_t controls = (word - kOnes * 0x20U) & ~word;
    return (zeroBytes(word ^ (kOnes * '"')) | zeroBytes(word ^ (kOnes * '\\')) | controls | word) &
           (kOnes * 0x80U);
}

DRIFTWOOD_HOT const char* skipBlanks(const char* at) {
    while (JsonCursor::isBlank(*at))
        ++at;
    return at;
}

} // namespace

bool PlainJson::walk(std::string_view payload) {
    while (!payload.empty() && JsonCursor::isBlank(payload.back()))
        payload.remove_suffix(1);
    if (payload.size() < 2 || payload.front() != '{' || payload.back() != '}')
        return false;
    m_end = payload.data() + payload.size();
    return object(payload.data(), m_trie.root(), 1) == m_end;
}

const char* PlainJson::string(const char* at, std::string_view& content) {
    const char* const begin = at + 1;
    const char* end = begin;
    if constexpr (std::endian::native == std::endian::little) {
        std::uint64_t special = 0;
        while (static_cast<std::size_t>(m_end - end) >= kWordBytes &&
               (special = specialBytes(loadWord(end))) == 0)
            end += kWordBytes;
        end += special == 0 ? 0 : std::countr_zero(special) / 8;
    }
    while (end != m_end && !isSpecial(*end))
        ++end;
    if (end == m_end || *end != '"')
        return nullptr;
    content = {begin, static_cast<std::size_t>(end - begin)};
    return end + 1;
}

bool PlainJson::isWord(const char* at, std::string_view word) const {
    return static_cast<std::size_t>(m_end - at) > word.size() && sameBytes(at, word.data(), word.size()) &&
           JsonCursor::endsScalar(at[word.size()]);
}

const char* PlainJson::word(const char* at, std::int32_t column, std::string_view word) {
    if (!isWord(at, word))
        return nullptr;
    m_row.word(column, word);
    return at + word.size();
}

const char* PlainJson::notANumber(const char* at, std::int32_t column, std::string_view word) {
    if (!isWord(at, word))
        return nullptr;
    m_row.notANumber(column);
    return at + word.size();
}

DRIFTWOOD_HOT const char* PlainJson::number(const char* at, std::int32_t column) {
    JsonNumber number;
    if (!scanNumber(at, number))
        return notANumber(at, column, kMinusInfinity);
    const char* const end = at + number.text.size();
    if (!JsonCursor::endsScalar(*end))
        return nullptr;
    m_row.number(column, number);
    return end;
}

DRIFTWOOD_HOT const char* PlainJson::memberName(const char* at, Node& node, std::uint32_t& which,
                                                Node*& target) {
    if (*at != '"')
        return nullptr;
    const std::uint32_t expected = node.expected(which);
    if (expected != FieldTrie::kUnknown) {
        const FieldTrie::Member& member = node.member(expected);
        const std::size_t size = member.quoted.size();
        if (size + 1 < static_cast<std::size_t>(m_end - at) &&
            sameBytes(at + 1, member.quoted.data(), size)) {
            which = expected;
            target = member.target;
            return at + 1 + size;
        }
    }
    std::string_view name;
    const char* const end = string(at, name);
    if (end)
        which = m_trie.find(node, which, name, target);
    return end;
}

DRIFTWOOD_HOT const char* PlainJson::value(const char* at, Node* node, int depth) {
    const std::int32_t column = node ? node->column() : FieldTrie::kNoColumn;
    switch (*at) {
    case '{': // an object that the schema does not look into, or wants as text, is left to the index
        if (node && node->hasFields())
            if (const char* const end = object(at, *node, depth + 1); end != m_end)
                return end;
        return nullptr;
    case '[':
        return nullptr;
    case '"': {
        std::string_view content;
        const char* const end = string(at, content);
        if (end)
            m_row.text(column, content);
        return end;
    }
    case 't':
        return word(at, column, "true");
    case 'f':
        return word(at, column, "false");
    case 'n':
        return word(at, column, "null");
    case 'N':
        return notANumber(at, column, kNaN);
    case 'I':
        return notANumber(at, column, kInfinity);
    default:
        return number(at, column);
    }
}

const char* PlainJson::object(const char* at, Node& node, int depth) {
    if (depth > kMaxJsonDepth)
        return nullptr;
    at = skipBlanks(at + 1);
    if (*at == '}')
        return at + 1;
    std::uint32_t which = FieldTrie::kUnknown;
    while (true) {
        Node* target = nullptr;
        at = memberName(at, node, which, target);
        if (!at)
            return nullptr;
        at = skipBlanks(at);
        if (*at != ':')
            return nullptr;
        at = value(skipBlanks(at + 1), target, depth);
        if (!at)
            return nullptr;
        at = skipBlanks(at);
        if (*at != ',')
            return *at == '}' ? at + 1 : nullptr;
        at = skipBlanks(at + 1);
    }
}

} // namespace driftwood::decoder

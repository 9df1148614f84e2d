#include "decoder/formats/json/json_cursor.h"

#include <algorithm>
#include <cstring>

namespace driftwood::decoder {
namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// The code unit of the "\uXXXX" at `at`; -1 when there is none.
std::int32_t codeUnit(std::string_view content, std::size_t at) {
    if (content.size() < at + 6 || content[at] != '\\' || content[at + 1] != 'u')
        return -1;
    std::int32_t unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hexValue(content[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendUtf8(std::string& out, std::int32_t code) {
    const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3F))); };
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0 | (code >> 6)));
        tail(0);
    } else if (code < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | (code >> 12)));
        tail(6);
        tail(0);
    } else {
        out.push_back(static_cast<char>(0xF0 | (code >> 18)));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// The character of one or two "\uXXXX" at `at`; advances `at` past them. -1 when they are invalid.
std::int32_t codePoint(std::string_view content, std::size_t& at) {
    const std::int32_t high = codeUnit(content, at);
    if (high < 0)
        return -1;
    at += 6;
    if (high < 0xD800 || high > 0xDFFF)
        return high;
    const std::int32_t low = codeUnit(content, at);
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return -1;
    at += 6;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/// The character that a one-letter escape stands for; 0 when there is no such escape.
char shortEscape(char c) {
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

bool hasEscapes(std::string_view content) {
    return std::memchr(content.data(), '\\', content.size()) != nullptr;
}

} // namespace

bool unescapeJson(std::string_view content, std::string& out) {
    std::size_t at = 0;
    while (at < content.size()) {
        const std::size_t escape = std::min(content.find('\\', at), content.size());
        out.append(content.substr(at, escape - at));
        at = escape;
        if (at == content.size())
            break;
        if (at + 1 == content.size())
            return false;
        if (const char meant = shortEscape(content[at + 1])) {
            out.push_back(meant);
            at += 2;
            continue;
        }
        const std::int32_t code = codePoint(content, at);
        if (code < 0)
            return false;
        appendUtf8(out, code);
    }
    return true;
}

bool JsonCursor::rawString(std::string_view& content) {
    // The closing quote is no token: it is the last non-blank character before the next one. Indexing has
    // already checked that strings are closed and free of control characters.
    const char* const open = here();
    const char* close = m_base + m_token[1] - 1;
    while (isBlank(*close))
        --close;
    content = {open + 1, static_cast<std::size_t>(close - open - 1)};
    if (hasEscapes(content)) {
        m_scratch.clear();
        if (!unescapeJson(content, m_scratch))
            return fail("bad escape in the string");
    }
    step();
    return true;
}

bool JsonCursor::string(std::string_view& text, std::string& unescaped) {
    if (!rawString(text))
        return false;
    if (hasEscapes(text)) {
        unescaped = m_scratch; // rawString() has just unescaped it
        text = unescaped;
    }
    return true;
}

std::string_view JsonCursor::notANumber() const {
    switch (peek()) {
    case 'N':
        return kNaN;
    case 'I':
        return kInfinity;
    case '-':
        return here()[1] == 'I' ? kMinusInfinity : std::string_view();
    default:
        return {};
    }
}

bool JsonCursor::word(std::string_view word) {
    if (reach() < word.size() || std::memcmp(here(), word.data(), word.size()) != 0 ||
        !endsScalar(here()[word.size()]))
        return fail("unknown word");
    step();
    return true;
}

bool JsonCursor::skip(int depth, std::string_view* source) {
    const char* const begin = here();
    std::string_view content;
    JsonNumber skipped;
    bool taken = false;
    switch (peek()) {
    case '{':
        taken = skipObject(depth + 1);
        break;
    case '[':
        taken = skipArray(depth + 1);
        break;
    case '"':
        taken = rawString(content);
        break;
    case 't':
        taken = word("true");
        break;
    case 'f':
        taken = word("false");
        break;
    case 'n':
        taken = word("null");
        break;
    case 'N':
        taken = word(kNaN);
        break;
    case 'I':
        taken = word(kInfinity);
        break;
    case '-':
        taken = here()[1] == 'I' ? word(kMinusInfinity) : number(skipped);
        break;
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        taken = number(skipped);
        break;
    default:
        return fail("expected a value");
    }
    if (taken && source) {
        const char* end = here(); // the next token, then back over blanks, which do not belong to the value
        while (isBlank(end[-1]))
            --end;
        *source = {begin, static_cast<std::size_t>(end - begin)};
    }
    return taken;
}

bool JsonCursor::skipObject(int depth) {
    if (depth > kMaxJsonDepth)
        return fail("nested too deep");
    step();
    if (peek() == '}') {
        step();
        return true;
    }
    while (true) {
        std::string_view key;
        if (peek() != '"')
            return fail("expected a field name in quotes");
        if (!rawString(key) || !take(':', "expected ':'") || !skip(depth))
            return false;
        if (peek() != ',')
            return take('}', "expected ',' or '}'");
        step();
    }
}

bool JsonCursor::skipArray(int depth) {
    if (depth > kMaxJsonDepth)
        return fail("nested too deep");
    step();
    if (peek() == ']') {
        step();
        return true;
    }
    while (true) {
        if (!skip(depth))
            return false;
        if (peek() != ',')
            return take(']', "expected ',' or ']'");
        step();
    }
}

} // namespace driftwood::decoder

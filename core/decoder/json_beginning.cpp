#include "decoder/json_beginning.h"

namespace driftwood::decoder {
namespace {

/// Without the part of an escape or of a character at its end.
std::string_view wholeCharacters(std::string_view text, std::size_t from) {
    std::size_t end = text.size();
    while (end > from && (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U)
        --end;
    // Back at a first byte, which stays if all that it announces is there.
    if (end > from && static_cast<unsigned char>(text[end - 1]) >= 0xC0U) {
        const auto first = static_cast<unsigned char>(text[end - 1]);
        const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
        end = text.size() - (end - 1) >= length ? text.size() : end - 1;
    } else {
        end = text.size();
    }
    for (std::size_t at = from; at < end;) {
        if (text[at] != '\\') {
            ++at;
            continue;
        }
        const std::size_t length = at + 1 < end && text[at + 1] == 'u' ? 6 : 2;
        if (at + length > end)
            return text.substr(0, at);
        at += length;
    }
    return text.substr(0, end);
}

std::string closed(std::string_view text, std::string_view open) {
    std::string out(text);
    for (auto each = open.rbegin(); each != open.rend(); ++each)
        out += *each == '{' ? '}' : ']';
    return out;
}

} // namespace

std::string closedJson(std::string_view beginning) {
    std::string open;       // brackets that are, at the place looked at
    std::string openAtKept; // and at the end of what can be kept
    std::size_t kept = 0;   // behind the last whole value
    bool isName = false;    // the next text is a field's name
    for (std::size_t at = 0; at < beginning.size(); ++at) {
        const char each = beginning[at];
        if (each == '"') {
            std::size_t end = at + 1;
            while (end < beginning.size() && beginning[end] != '"')
                end += beginning[end] == '\\' ? 2 : 1;
            if (end >= beginning.size()) {
                if (isName || open.empty())
                    break;
                return closed(std::string(wholeCharacters(beginning, at + 1)) + "\xE2\x80\xA6\"", open);
            }
            at = end;
            if (!isName) {
                kept = at + 1;
                openAtKept = open;
            }
        } else if (each == '{' || each == '[') {
            open += each;
            isName = each == '{';
            kept = at + 1;
            openAtKept = open;
        } else if ((each == '}' || each == ']') && !open.empty()) {
            open.pop_back();
            isName = false;
            kept = at + 1;
            openAtKept = open;
        } else if (each == ',') {
            isName = !open.empty() && open.back() == '{';
            kept = at;
            openAtKept = open;
        } else if (each == ':') {
            isName = false;
        }
    }
    return kept == 0 ? std::string() : closed(beginning.substr(0, kept), openAtKept);
}

} // namespace driftwood::decoder

#include "base/safe_name.h"

#include "base/text_values.h"

#include <algorithm>

namespace driftwood {
namespace {

constexpr std::size_t kLongest = 100;
constexpr std::size_t kLongestGiven = 200;
constexpr std::size_t kShownBytes = 60;

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

/// ASCII's controls, those of Unicode's first block (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F), and its line
/// and paragraph separators (U+2028 and U+2029).
bool hasControlCharacter(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
        if (byte < 0x20 || byte == 0x7F || (byte == 0xC2 && next >= 0x80 && next < 0xA0))
            return true;
    }
    return text.find("\xE2\x80\xA8") != std::string_view::npos ||
           text.find("\xE2\x80\xA9") != std::string_view::npos;
}

/// The first reason why it is not a valid name; empty if it is valid.
std::string whyNotAName(std::string_view name) {
    if (std::ranges::all_of(name, [](char c) { return c == ' '; }))
        return "needs a name";
    if (hasControlCharacter(name))
        return "cannot have a name with a line break or another control character";
    if (name.find('/') != std::string_view::npos)
        return "cannot have a name with a slash";
    if (name.front() == '.' || name.front() == '-')
        return "cannot have a name that begins with a dot or a dash";
    if (name.front() == ' ' || name.back() == ' ')
        return "cannot have a name that begins or ends with a blank";
    if (name.size() > kLongestGiven)
        return "cannot have a name of more than " + std::to_string(kLongestGiven) + " bytes";
    return {};
}

} // namespace

Status checkName(std::string_view kind, std::string_view name) {
    const std::string why = whyNotAName(name);
    if (why.empty())
        return {};
    return fail(ErrorCode::InvalidArgument, std::string(kind) + " " + why,
                name.empty() ? std::string() : "name " + shortened(name, kShownBytes),
                "Choose another name; letters, digits, blanks, dots and dashes within it are fine.");
}

std::string safeName(std::string_view text) {
    std::string name;
    bool replaced = false;
    for (const char c : text) {
        if (name.size() == kLongest)
            break;
        if (isPlain(c))
            name += c;
        else if (!replaced)
            name += '_';
        replaced = !isPlain(c);
    }
    if (name.empty() || name.front() == '.')
        name.insert(name.begin(), '_');
    return name.substr(0, kLongest);
}

} // namespace driftwood

#include "base/safe_name.h"

namespace driftwood {
namespace {

constexpr std::size_t kLongest = 100;

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

} // namespace

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

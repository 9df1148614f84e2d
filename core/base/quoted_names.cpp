#include "base/quoted_names.h"

namespace driftwood {

std::vector<std::string> splitNames(std::string_view list) {
    std::vector<std::string> names(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == ',' && !isQuoted) {
            names.emplace_back();
            continue;
        }
        if (list[i] == '`')
            isQuoted = !isQuoted;
        if (!names.back().empty() || list[i] != ' ')
            names.back().push_back(list[i]);
        if (isQuoted && list[i] == '\\' && i + 1 < list.size())
            names.back().push_back(list[++i]);
    }
    for (std::string& name : names)
        name.erase(name.find_last_not_of(' ') + 1);
    return names;
}

std::optional<QuotedName> takeQuotedName(std::string_view text) {
    if (!text.starts_with('`'))
        return std::nullopt;
    QuotedName out;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '`') {
            out.rest = text.substr(i + 1);
            return out;
        }
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        out.name.push_back(text[i]);
    }
    return std::nullopt; // no closing backtick: the backtick is part of a plain name
}

std::string plainName(const std::string& text) {
    auto quoted = takeQuotedName(text);
    return quoted && quoted->rest.empty() ? std::move(quoted->name) : text;
}

} // namespace driftwood

#include "base/bounded_json.h"

#include <nlohmann/json.hpp>

namespace driftwood {

std::string beyondJsonBounds(std::string_view text) {
    if (text.size() > kMostJsonBytes)
        return "it has more than " + std::to_string(kMostJsonBytes >> 20U) + " MiB";
    std::size_t depth = 0;
    std::size_t values = 1;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '"':
            inString = !inString;
            break;
        case '\\':
            i += inString ? 1 : 0;
            break;
        case '[':
        case '{':
            depth += inString ? 0 : 1;
            [[fallthrough]];
        case ',':
            values += inString ? 0 : 1;
            break;
        case ']':
        case '}':
            depth -= !inString && depth > 0 ? 1 : 0;
            break;
        default:
            break;
        }
        if (depth > kDeepestJson)
            return "it is nested more than " + std::to_string(kDeepestJson) + " deep";
        if (values > kMostJsonValues)
            return "it has more than " + std::to_string(kMostJsonValues) + " values";
    }
    return {};
}

nlohmann::json parseBoundedJson(std::string_view text) {
    if (!beyondJsonBounds(text).empty())
        return nlohmann::json(nlohmann::json::value_t::discarded);
    return nlohmann::json::parse(text, nullptr, false);
}

std::string whyNotBoundedJson(std::string_view text) {
    std::string beyond = beyondJsonBounds(text);
    return beyond.empty() ? "not JSON" : beyond;
}

} // namespace driftwood

#include "decoder/vector_fields.h"

#include "decoder/formats/json/json_cursor.h"

#include <charconv>

namespace driftwood::decoder {
namespace {

const char* skipBlanks(const char* at) {
    while (JsonCursor::isBlank(*at))
        ++at;
    return at;
}

/// The word at this place, if it is one that may stand for a number.
std::string_view wordAt(std::string_view rest) {
    for (const std::string_view word : {std::string_view("null"), kNaN, kInfinity, kMinusInfinity})
        if (rest.starts_with(word))
            return word;
    return {};
}

} // namespace

std::string elementPath(std::string_view array, std::size_t index) {
    return std::string(array) + '[' + std::to_string(index) + ']';
}

std::optional<ElementPlace> elementPlace(std::string_view path) {
    const std::size_t open = path.rfind('[');
    if (open == 0 || open == std::string_view::npos || !path.ends_with(']'))
        return std::nullopt;
    ElementPlace out{path.substr(0, open), 0};
    const std::string_view digits = path.substr(open + 1, path.size() - open - 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out.index);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() ||
        std::to_string(out.index) != digits)
        return std::nullopt;
    return out;
}

std::vector<records::Field> elementsOfArray(const records::Schema& schema, std::string_view array) {
    std::vector<records::Field> out;
    for (const records::Field& field : schema.fields)
        if (field.length > 0)
            if (const auto place = elementPlace(field.path); place && place->array == array)
                out.push_back(field);
    return out;
}

bool readNumbers(std::string_view json, std::vector<NumberElement>& out) {
    out.clear();
    // No number or word runs past the closing bracket, so neither does a step below.
    if (json.size() < 2 || json.front() != '[' || json.back() != ']')
        return false;
    const char* const last = json.data() + json.size() - 1;
    const char* at = skipBlanks(json.data() + 1);
    if (at == last)
        return true;
    while (out.size() <= kLongestVector) {
        NumberElement& element = out.emplace_back();
        if (const std::string_view word = wordAt({at, static_cast<std::size_t>(last - at)}); !word.empty()) {
            element.kind = word == "null" ? NumberElement::Kind::Null : NumberElement::Kind::NotANumber;
            at += word.size();
        } else {
            if (!scanNumber(at, element.number))
                return false;
            element.kind = NumberElement::Kind::Number;
            at += element.number.text.size();
        }
        at = skipBlanks(at);
        if (*at != ',')
            return at == last;
        at = skipBlanks(at + 1);
    }
    return true;
}

} // namespace driftwood::decoder

#include "dataset/filter/filter_elements.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace driftwood::dataset {
namespace {

using nlohmann::json;

constexpr int kDeepestElement = 64;

ElementValue valueOf(const json& value) {
    using Kind = ElementValue::Kind;
    if (value.is_null())
        return {};
    if (value.is_string())
        return {Kind::Text, 0, value.get_ref<const std::string&>()};
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (value.is_boolean())
        return {Kind::Truth, 0, std::move(text)};
    if (value.is_number_unsigned())
        return {Kind::Number, static_cast<long double>(value.get<std::uint64_t>()), std::move(text)};
    if (value.is_number_integer())
        return {Kind::Number, static_cast<long double>(value.get<std::int64_t>()), std::move(text)};
    if (value.is_number())
        return {Kind::Number, static_cast<long double>(value.get<double>()), std::move(text)};
    return {Kind::Text, 0, std::move(text)};
}

/// Removes one step from the front: "[*]", "[3]" or ".name".
std::string_view takeStep(std::string_view& steps) {
    const bool isIndex = steps.front() == '[';
    const std::size_t end = isIndex ? steps.find(']') + 1 : std::min(steps.find('[', 1), steps.size());
    const std::string_view step = steps.substr(0, end);
    steps.remove_prefix(end);
    return step;
}

const json* memberOf(const json& value, std::string_view dotted) {
    if (!value.is_object())
        return nullptr;
    const auto whole = value.find(std::string(dotted)); // "a.b" flat or nested, as the decoder does
    if (whole != value.end())
        return &*whole;
    const auto dot = dotted.find('.');
    const auto first =
        dot == std::string_view::npos ? value.end() : value.find(std::string(dotted.substr(0, dot)));
    return first == value.end() ? nullptr : memberOf(*first, dotted.substr(dot + 1));
}

void collect(const json& value, std::string_view steps, std::vector<ElementValue>& out) {
    if (steps.empty()) {
        if (ElementValue found = valueOf(value); found.kind != ElementValue::Kind::Missing)
            out.push_back(std::move(found));
        return;
    }
    const std::string_view step = takeStep(steps);
    if (step.front() == '.') {
        if (const json* member = memberOf(value, step.substr(1)))
            collect(*member, steps, out);
        return;
    }
    if (!value.is_array())
        return;
    if (step == "[*]") {
        for (const json& element : value)
            collect(element, steps, out);
        return;
    }
    std::size_t index = 0;
    std::from_chars(step.data() + 1, step.data() + step.size() - 1, index);
    if (index < value.size())
        collect(value[index], steps, out);
}

} // namespace

std::optional<std::vector<ElementValue>> elementsOf(std::string_view text, std::string_view steps) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '[')
        return std::nullopt;
    // Deeper values are dropped: writing them as text would recurse equally deep.
    const auto isShallow = [](int depth, json::parse_event_t, json&) { return depth <= kDeepestElement; };
    const json parsed = json::parse(text, isShallow, false);
    if (parsed.is_discarded())
        return std::nullopt;
    std::vector<ElementValue> out;
    collect(parsed, steps, out);
    if (out.empty())
        out.emplace_back();
    return out;
}

} // namespace driftwood::dataset

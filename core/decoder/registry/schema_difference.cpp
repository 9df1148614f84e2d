#include "decoder/registry/schema_difference.h"

#include "base/bounded_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kMostComparedLines = 25'000'000; ///< pairs of lines
constexpr int kSchemaIndent = 2;

using TextLines = std::vector<std::string_view>;
using Change = DifferenceLine::Kind;

TextLines schemaLines(std::string_view text) {
    TextLines out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

void addLine(std::vector<DifferenceLine>& out, Change kind, std::string_view text) {
    out.push_back({kind, std::string(text)});
}

/// Along a longest common subsequence, found from the end so that it can be followed from the beginning.
void followLongest(const TextLines& a, const TextLines& b, std::vector<DifferenceLine>& out) {
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> common((a.size() + 1) * width);
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i * width + j] = a[i] == b[j]
                                        ? common[(i + 1) * width + j + 1] + 1
                                        : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            addLine(out, Change::Same, a[i++]);
            ++j;
        } else if (i < a.size() &&
                   (j == b.size() || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            addLine(out, Change::Removed, a[i++]);
        } else {
            addLine(out, Change::Added, b[j++]);
        }
    }
}

} // namespace

std::string readableSchema(std::string_view text) {
    if (!beyondJsonBounds(text).empty())
        return std::string(text);
    const auto parsed = nlohmann::ordered_json::parse(text, nullptr, false); // keeps the order of the fields
    return parsed.is_object() || parsed.is_array()
               ? parsed.dump(kSchemaIndent, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
               : std::string(text);
}

std::vector<DifferenceLine> lineDifference(std::string_view before, std::string_view after) {
    TextLines a = schemaLines(before);
    TextLines b = schemaLines(after);
    std::vector<DifferenceLine> out;
    const auto firsts = std::ranges::mismatch(a, b);
    for (auto same = a.begin(); same != firsts.in1; ++same)
        addLine(out, Change::Same, *same);
    a.erase(a.begin(), firsts.in1);
    b.erase(b.begin(), firsts.in2);
    TextLines last;
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        last.push_back(a.back());
        a.pop_back();
        b.pop_back();
    }
    if (a.size() * b.size() <= kMostComparedLines) {
        followLongest(a, b, out);
    } else {
        for (const std::string_view line : a)
            addLine(out, Change::Removed, line);
        for (const std::string_view line : b)
            addLine(out, Change::Added, line);
    }
    for (auto same = last.rbegin(); same != last.rend(); ++same)
        addLine(out, Change::Same, *same);
    return out;
}

} // namespace driftwood::decoder

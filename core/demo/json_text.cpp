#include "demo/json_text.h"

#include <array>
#include <charconv>
#include <utility>

namespace driftwood::demo {

void JsonText::key(std::string_view path) {
    if (m_out.empty())
        m_out += '{';
    const auto dot = path.find('.');
    const std::string_view nested = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
    if (nested != m_nested) {
        if (!m_nested.empty())
            m_out += '}';
        m_nested = nested;
        if (!nested.empty()) {
            if (m_out.back() != '{')
                m_out += ',';
            m_out.append(1, '"').append(nested).append("\":{");
        }
    }
    if (m_out.back() != '{')
        m_out += ',';
    m_out.append(1, '"').append(dot == std::string_view::npos ? path : path.substr(dot + 1)).append("\":");
}

void JsonText::text(std::string_view path, std::string_view value) {
    key(path);
    m_out.append(1, '"').append(value).append(1, '"');
}

void JsonText::number(std::string_view path, double value, int decimals) {
    key(path);
    std::array<char, 64> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                       std::chars_format::fixed, decimals);
    // Only a number of more than fifty digits does not fit; simulated quantities are far below.
    m_out.append(buffer.data(), written.ec == std::errc() ? written.ptr : buffer.data());
}

void JsonText::boolean(std::string_view path, bool value) {
    key(path);
    m_out += value ? "true" : "false";
}

void JsonText::null(std::string_view path) {
    key(path);
    m_out += "null";
}

std::string JsonText::finish() {
    if (!m_nested.empty())
        m_out += '}';
    m_out += '}';
    m_nested.clear();
    return std::exchange(m_out, {});
}

} // namespace driftwood::demo

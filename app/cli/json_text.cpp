#include "app/cli/json_text.h"

#include <algorithm>
#include <cmath>

namespace driftwood::cli {
namespace {

/// Characters that a terminal interprets although JSON allows them unescaped in text: DEL, the C1 controls of
/// ISO 6429, and those that change the writing direction. A byte order mark shows nothing, so that two
/// different texts would look equal.
bool mustBeEscaped(char16_t c) {
    return (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

} // namespace

QString jsonLine(const nlohmann::ordered_json& json, int indent) {
    const QString plain = QString::fromStdString(
        json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    if (std::none_of(plain.begin(), plain.end(), [](QChar c) { return mustBeEscaped(c.unicode()); }))
        return plain;
    QString text;
    for (const QChar c : plain)
        if (mustBeEscaped(c.unicode()))
            text += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            text += c;
    return text;
}

nlohmann::ordered_json numberOrNull(double value) {
    return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json toJson(const training::Evaluation& evaluation) {
    auto json = nlohmann::ordered_json::object();
    for (const auto& [name, value] : evaluation.values)
        json[name] = numberOrNull(value);
    return json;
}

nlohmann::ordered_json toJson(const std::vector<model::LeftOutField>& fields) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& field : fields)
        out.push_back({{"path", field.path}, {"reason", field.reason}});
    return out;
}

nlohmann::ordered_json toJson(const training::UnknownClasses& classes) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& [name, rows] : classes.byName())
        json.push_back({{"class", name}, {"rows", rows}});
    return json;
}

nlohmann::ordered_json toJson(const broker::TopicRanges& ranges) {
    auto partitions = nlohmann::ordered_json::array();
    for (const broker::OffsetRange& range : ranges.ranges)
        partitions.push_back(
            {{"partition", range.partition.value}, {"begin", range.begin.value}, {"end", range.end.value}});
    return {{"topic", ranges.topic.value}, {"partitions", std::move(partitions)}};
}

} // namespace driftwood::cli

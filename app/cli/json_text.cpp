#include "app/cli/json_text.h"

#include <cmath>

namespace driftwood::cli {

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

#include "workspace/stored.h"

#include "base/bounded_json.h"
#include "drift/drift_json.h"

#include <nlohmann/json.hpp>

namespace driftwood::workspace {

using nlohmann::json;

std::string toStoredText(const features::FeatureSpec& spec) { return json(spec).dump(); }
std::string toStoredText(const training::TrainingSpec& spec) { return json(spec).dump(); }
std::string toStoredText(const drift::DriftConfig& config) { return drift::toJson(config).dump(); }
std::string toStoredText(const broker::TopicRanges& ranges) { return drift::toJson(ranges).dump(); }
std::string toStoredText(const ExportComparison& comparison) { return json(toJson(comparison)).dump(); }
std::string toStoredText(const drift::AlarmDetails& details) { return drift::toJson(details).dump(); }
std::string toStoredText(const features::KeptRoles& roles) {
    return features::toJson(roles).dump(-1, ' ', false, json::error_handler_t::replace);
}

/// [{"offset":1,"partition":0}]
std::string toStoredText(const std::vector<Position>& positions) {
    auto list = json::array();
    for (const Position& position : positions)
        list.push_back({{"partition", position.partition.value}, {"offset", position.offset.value}});
    return list.dump();
}

std::string indented(const std::string& storedText) {
    const auto value = nlohmann::json::parse(storedText, nullptr, false);
    return value.is_discarded() ? std::string() : value.dump(2);
}

template <>
Result<features::FeatureSpec> fromStoredText(const std::string& text, const std::string& where) {
    return features::featureSpecFromJson(parseBoundedJson(text), where);
}

template <>
Result<training::TrainingSpec> fromStoredText(const std::string& text, const std::string& where) {
    return training::trainingSpecFromJson(parseBoundedJson(text), where);
}

template <>
Result<drift::DriftConfig> fromStoredText(const std::string& text, const std::string& where) {
    return drift::driftConfigFromJson(parseBoundedJson(text), where);
}

template <>
Result<broker::TopicRanges> fromStoredText(const std::string& text, const std::string& where) {
    return drift::topicRangesFromJson(parseBoundedJson(text), where);
}

/// Skips what is no position.
template <>
Result<std::vector<Position>> fromStoredText(const std::string& text, const std::string& where) {
    const json list = parseBoundedJson(text);
    if (!list.is_array())
        return fail(ErrorCode::CorruptData, "these are not positions", where);
    std::vector<Position> positions;
    for (const auto& each : list) {
        const auto partition = each.find("partition");
        const auto offset = each.find("offset");
        if (partition != each.end() && partition->is_number_integer() && offset != each.end() &&
            offset->is_number_integer())
            positions.push_back({PartitionId(partition->get<int>()), Offset(offset->get<std::int64_t>())});
    }
    return positions;
}

template <>
Result<ExportComparison> fromStoredText(const std::string& text, const std::string& where) {
    return exportComparisonFromJson(parseBoundedJson(text), where);
}

template <>
Result<features::KeptRoles> fromStoredText(const std::string& text, const std::string& where) {
    return features::keptRolesFromJson(parseBoundedJson(text), where);
}

template <>
Result<drift::AlarmDetails> fromStoredText(const std::string& text, const std::string& where) {
    return drift::alarmDetailsFromJson(parseBoundedJson(text), where);
}

} // namespace driftwood::workspace

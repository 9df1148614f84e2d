#include "evaluation/stored_quality.h"

#include "base/bounded_json.h"
#include "training/learners/learners.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace driftwood::evaluation {
namespace {

std::string prequential(std::string_view metric) {
    return training::learnerOf(training::LearnerKind::OnePass).qualityName(metric);
}

} // namespace

std::string toJsonText(const training::Evaluation& evaluation, const training::Baselines& baselines,
                       bool testedBeforeLearned) {
    std::map<std::string, double> values;
    for (const auto& [name, value] : evaluation.values)
        values[testedBeforeLearned ? prequential(name) : name] = value;
    addTo(values, baselines);
    auto object = nlohmann::json::object();
    for (const auto& [name, value] : values)
        object[name] = std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
    return object.dump();
}

StoredQuality storedQuality(const std::string& jsonText) {
    const auto object = parseBoundedJson(jsonText);
    StoredQuality out;
    if (!object.is_object())
        return out;
    const std::string prefix = prequential("");
    std::map<std::string, double> values;
    for (const auto& [name, value] : object.items())
        if (value.is_number())
            values[name.starts_with(prefix) ? name.substr(prefix.size()) : name] = value.get<double>();
    out.baselines = training::baselinesAmong(values);
    std::erase_if(values, [](const auto& entry) { return training::isOfBaseline(entry.first); });
    out.evaluation.values = std::move(values);
    return out;
}

} // namespace driftwood::evaluation

#include "evaluation/stored_quality.h"

#include "base/bounded_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace driftwood::evaluation {
namespace {

constexpr std::string_view kPrequential = "prequential/";

} // namespace

std::string toJsonText(const training::Evaluation& evaluation, const training::Baselines& baselines,
                       bool prequential) {
    std::map<std::string, double> values;
    for (const auto& [name, value] : evaluation.values)
        values[(prequential ? std::string(kPrequential) : std::string()) + name] = value;
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
    std::map<std::string, double> values;
    for (const auto& [name, value] : object.items())
        if (value.is_number())
            values[name.starts_with(kPrequential) ? name.substr(kPrequential.size()) : name] =
                value.get<double>();
    out.baselines = training::baselinesAmong(values);
    std::erase_if(values, [](const auto& entry) { return training::isOfBaseline(entry.first); });
    out.evaluation.values = std::move(values);
    return out;
}

} // namespace driftwood::evaluation

#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "training/learners/learners.h"
#include "workspace/stored.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace driftwood::workspace {
namespace {

constexpr const char* kFamiliarRows = "familiar_rows";

std::string prequential(std::string_view metric) {
    return training::learnerOf(training::LearnerKind::OnePass).qualityName(metric);
}

} // namespace

/// One object of numbers: "mae", "baseline/last_value/mae"; "prequential/mae"; "familiar_rows". What is no
/// number is null.
std::string toStoredText(const StoredQuality& quality) {
    std::map<std::string, double> values;
    for (const auto& [name, value] : quality.evaluation.values)
        values[quality.prequential ? prequential(name) : name] = value;
    training::addTo(values, quality.baselines);
    if (quality.familiarRows > 0)
        values[kFamiliarRows] = static_cast<double>(quality.familiarRows);
    auto object = nlohmann::json::object();
    for (const auto& [name, value] : values)
        object[name] = std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
    return object.dump();
}

template <>
Result<StoredQuality> fromStoredText(const std::string& text, const std::string& where) {
    const auto object = parseBoundedJson(text);
    if (!object.is_object())
        return fail(ErrorCode::CorruptData, "these are not metrics", where);
    if (Status known = checkVersion(object, kStoredQualityVersion, where); !known)
        return forward(known);
    const std::string prefix = prequential("");
    StoredQuality quality;
    std::map<std::string, double> values;
    for (const auto& [name, value] : object.items()) {
        if (name == "version")
            continue;
        const bool before = name.starts_with(prefix);
        quality.prequential = quality.prequential || before;
        if (value.is_number())
            values[before ? name.substr(prefix.size()) : name] = value.get<double>();
    }
    if (const auto familiar = values.extract(kFamiliarRows); !familiar.empty() && familiar.mapped() > 0)
        quality.familiarRows = static_cast<std::int64_t>(familiar.mapped());
    quality.baselines = training::baselinesAmong(values);
    std::erase_if(values, [](const auto& entry) { return training::isOfBaseline(entry.first); });
    quality.evaluation.values = std::move(values);
    return quality;
}

} // namespace driftwood::workspace

#include "base/json_fields.h"
#include "features/fitted_features.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace driftwood::features {
namespace {

bool allDistinct(const std::vector<std::string>& texts) {
    return std::set<std::string>(texts.begin(), texts.end()).size() == texts.size();
}

Result<FittedInput> inputFromJson(const nlohmann::json& json, const FeatureInput& input,
                                  const std::string& where) {
    JsonFields fields(json, where, "inputs");
    FittedInput fitted;
    fitted.input = input;
    std::string path;
    fields.read("path", path);
    fields.name("type", fitted.type, records::fieldTypeFromName);
    fields.read("shift", fitted.shift);
    fields.read("scale", fitted.scale);
    fields.read("categories", fitted.categories);
    if (fields.has("time_unit")) // older models use milliseconds only
        fields.name("time_unit", fitted.timeUnit, timeUnitFromName);

    fields.require(path == input.path, "path", "is not that of the spec's input");
    fields.require(fitted.scale >= 0.0, "scale", "must not be negative");
    kindOf(input.transform).checkRead(fields, fitted);
    fields.require(allDistinct(fitted.categories), "categories", "must be distinct");
    if (Status read = fields.finish(); !read)
        return forward(read);
    return fitted;
}

} // namespace

void to_json(nlohmann::json& json, const FittedFeatures& fitted) {
    json = {{"spec", fitted.m_spec},
            {"inputs", nlohmann::json::array()},
            {"classes", fitted.m_classes},
            {"label_mean", fitted.m_labelMean},
            {"label_scale", fitted.m_labelScale}};
    for (const FittedInput& input : fitted.m_inputs) {
        auto& entry = json["inputs"].emplace_back(nlohmann::json{{"path", input.input.path},
                                                                 {"type", records::fieldTypeName(input.type)},
                                                                 {"shift", input.shift},
                                                                 {"scale", input.scale},
                                                                 {"categories", input.categories}});
        kindOf(input.input.transform).write(input, entry);
    }
}

Result<FittedFeatures> FittedFeatures::fromJson(const nlohmann::json& json, const std::string& where,
                                                Label label) {
    JsonFields fields(json, where);
    FittedFeatures fitted;
    FeatureSpec& spec = fitted.m_spec;
    if (const auto* specJson = fields.value("spec"))
        fields.take(featureSpecFromJson(*specJson, where), spec);
    const nlohmann::json* inputs = fields.array("inputs");
    fields.read("classes", fitted.m_classes);
    fields.read("label_mean", fitted.m_labelMean);
    fields.read("label_scale", fitted.m_labelScale);

    const bool number = spec.labelKind == LabelKind::Number;
    fields.require(!spec.inputs.empty(), "spec", "must have an input");
    fields.require(inputs != nullptr && inputs->size() == spec.inputs.size(), "inputs",
                   "must be as many as in the spec");
    fields.require(spec.labelKind == LabelKind::Category
                       ? !fitted.m_classes.empty() || label == Label::MayComeLater
                       : fitted.m_classes.empty(),
                   "classes", "must be there for a category to predict, and only then");
    fields.require(allDistinct(fitted.m_classes), "classes", "must be distinct");
    fields.require(fitted.m_labelScale > 0.0, "label_scale", "must be positive");
    fields.require(number || (fitted.m_labelMean == 0.0 && fitted.m_labelScale == 1.0), "label_scale",
                   "only a number to predict has a mean and a scale");
    if (Status read = fields.finish(); !read)
        return forward(read);
    for (std::size_t i = 0; i < spec.inputs.size(); ++i) {
        auto input = inputFromJson((*inputs)[i], spec.inputs[i], where);
        if (!input)
            return forward(input);
        fitted.m_inputs.push_back(*std::move(input));
    }
    fitted.layOut();
    return fitted;
}

} // namespace driftwood::features

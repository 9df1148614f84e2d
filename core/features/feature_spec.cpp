#include "features/feature_spec.h"

#include "base/json_fields.h"
#include "features/field_reader.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

using records::FieldType;

constexpr std::array<std::string_view, 6> kTransforms{"standardize", "min-max",     "passthrough",
                                                      "one-hot",     "cyclic-hour", "cyclic-weekday"};
constexpr std::array<std::string_view, 3> kLabelKinds{"none", "number", "category"};
constexpr int kMostCategories = 65536;

template <class Enum, std::size_t N>
std::optional<Enum> fromName(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto it = std::ranges::find(names, name);
    if (it == names.end())
        return std::nullopt;
    return static_cast<Enum>(it - names.begin());
}

Status noSuchField(const std::string& path) {
    return fail(ErrorCode::NotFound, "the records have no such field", path,
                "Choose among the fields of the schema, or @timestamp, @partition, @offset, @key.");
}

Status checkInput(const FeatureInput& input, const records::Schema& schema) {
    const auto reader = FieldReader::bind(schema, input.path);
    if (!reader)
        return noSuchField(input.path);
    const std::string transform(transformName(input.transform));
    if (input.transform == Transform::OneHot) {
        if (input.maxCategories < 1 || input.maxCategories > kMostCategories)
            return fail(ErrorCode::InvalidArgument,
                        "one-hot needs 1 to " + std::to_string(kMostCategories) + " categories", input.path);
        return {};
    }
    const bool ofTime = isCyclic(input.transform);
    if (reader->type() == FieldType::Text && !ofTime)
        return fail(ErrorCode::InvalidArgument, "text cannot be transformed by " + transform, input.path,
                    "Use one-hot, or leave the field out.");
    if (ofTime && reader->type() == FieldType::Bool)
        return fail(ErrorCode::InvalidArgument, transform + " needs a time, not true or false", input.path);
    return {};
}

Status checkLabel(const FeatureSpec& spec, const records::Schema& schema) {
    if (spec.labelKind == LabelKind::None) {
        if (!spec.labelPath.empty())
            return fail(ErrorCode::InvalidArgument, "a label is named, but its kind is none", spec.labelPath,
                        "Say whether it is a number or a category.");
        return {};
    }
    const auto reader = FieldReader::bind(schema, spec.labelPath);
    if (!reader)
        return noSuchField(spec.labelPath);
    if (spec.labelKind == LabelKind::Number && reader->type() == FieldType::Text)
        return fail(ErrorCode::InvalidArgument, "a text cannot be a number to predict", spec.labelPath,
                    "If its values are numbers, create the data set again with the type " + spec.labelPath +
                        "=number (--type on the command line); else predict it as a category.");
    if (std::ranges::find(spec.inputs, spec.labelPath, &FeatureInput::path) != spec.inputs.end())
        return fail(ErrorCode::InvalidArgument, "the label is also an input", spec.labelPath,
                    "Leave it out of the inputs: a model must not see what it is to predict.");
    return {};
}

} // namespace

std::string_view transformName(Transform transform) {
    return kTransforms[static_cast<std::size_t>(transform)];
}
std::optional<Transform> transformFromName(std::string_view name) {
    return fromName<Transform>(kTransforms, name);
}
std::string_view labelKindName(LabelKind kind) { return kLabelKinds[static_cast<std::size_t>(kind)]; }
std::optional<LabelKind> labelKindFromName(std::string_view name) {
    return fromName<LabelKind>(kLabelKinds, name);
}

FeatureSpec FeatureSpec::suggest(const records::Schema& schema, LabelKind labelKind, std::string labelPath) {
    FeatureSpec spec;
    for (const records::Field& field : schema.fields) {
        if (field.path == labelPath)
            continue;
        const bool isNumber = field.type == FieldType::Int64 || field.type == FieldType::Float64;
        spec.inputs.push_back({field.path, isNumber ? Transform::Standardize : Transform::OneHot});
    }
    spec.labelKind = labelKind;
    if (labelKind != LabelKind::None)
        spec.labelPath = std::move(labelPath);
    return spec;
}

Status FeatureSpec::check(const records::Schema& schema) const {
    if (inputs.empty())
        return fail(ErrorCode::InvalidArgument, "a model needs at least one input", "features",
                    "Choose at least one field that the model may look at.");
    for (auto input = inputs.begin(); input != inputs.end(); ++input) {
        if (Status checked = checkInput(*input, schema); !checked)
            return checked;
        const bool repeated = std::any_of(inputs.begin(), input, [&](const FeatureInput& earlier) {
            return earlier.path == input->path && earlier.transform == input->transform;
        });
        if (repeated)
            return fail(ErrorCode::InvalidArgument, "the input is there twice, transformed alike",
                        input->path, "Name it once, or with another transform.");
    }
    return checkLabel(*this, schema);
}

void to_json(nlohmann::json& json, const FeatureSpec& spec) {
    json = {{"inputs", nlohmann::json::array()},
            {"label_kind", labelKindName(spec.labelKind)},
            {"label_path", spec.labelPath}};
    for (const FeatureInput& input : spec.inputs)
        json["inputs"].push_back({{"path", input.path},
                                  {"transform", transformName(input.transform)},
                                  {"missing_indicator", input.missingIndicator},
                                  {"max_categories", input.maxCategories}});
}

Result<FeatureSpec> featureSpecFromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where);
    fields.version(kFeatureSpecVersion);
    FeatureSpec spec;
    if (const auto* inputs = fields.array("inputs"))
        for (const auto& item : *inputs) {
            FeatureInput input;
            JsonFields one(item, where, "inputs");
            one.read("path", input.path);
            one.name("transform", input.transform, transformFromName);
            one.read("missing_indicator", input.missingIndicator);
            one.read("max_categories", input.maxCategories, 1, kMostCategories);
            if (Status read = one.finish(); !read)
                return forward(read);
            spec.inputs.push_back(std::move(input));
        }
    fields.name("label_kind", spec.labelKind, labelKindFromName);
    fields.read("label_path", spec.labelPath);
    if (Status read = fields.finish(); !read)
        return forward(read);
    return spec;
}

} // namespace driftwood::features

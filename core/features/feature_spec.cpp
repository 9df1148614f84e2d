#include "features/feature_spec.h"

#include "base/json_fields.h"
#include "features/field_reader.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

using records::FieldType;

constexpr std::array<std::string_view, 3> kLabelKinds{"none", "number", "category"};

Status noSuchField(const std::string& path) {
    return fail(ErrorCode::NotFound, "the records have no such field", path,
                "Choose among the fields of the schema, or @timestamp, @partition, @offset, @key.");
}

Status checkInput(const FeatureInput& input, const records::Schema& schema) {
    const auto reader = FieldReader::bind(schema, input.path);
    if (!reader)
        return noSuchField(input.path);
    return kindOf(input.transform).check(input, reader->type());
}

Status checkLabel(const FeatureSpec& spec, const records::Schema& schema) {
    if (spec.labelKind == LabelKind::None) {
        if (!spec.labelPath.empty())
            return fail(ErrorCode::InvalidArgument, "a label is named, but its kind is missing",
                        spec.labelPath, "Say whether it is a number or a category.");
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

/// A column that includes the label of its own record would tell the model what it is to predict.
Status checkOverTime(const FeatureSpec& spec) {
    for (auto column = spec.overTime.begin(); column != spec.overTime.end(); ++column) {
        const std::string name = column->name();
        if (std::find(spec.overTime.begin(), column, *column) != column)
            return fail(ErrorCode::InvalidArgument, "the column over time is listed twice", name,
                        "Name it once.");
        if (std::ranges::find(spec.inputs, name, &FeatureInput::path) == spec.inputs.end())
            return fail(ErrorCode::InvalidArgument, "the column over time is not among the inputs", name,
                        "Name it among the inputs, or leave it out.");
        if (spec.labelPath.empty() || (column->field != spec.labelPath && column->other != spec.labelPath))
            continue;
        if (!column->looksBack())
            return fail(ErrorCode::InvalidArgument, "the column is made of its record's label", name,
                        "Leave it out: a model must not see what it is to predict.");
        if (!column->before && column->operation != OverTimeOperation::Lag) {
            OverTime past = *column;
            past.before = true;
            return fail(ErrorCode::InvalidArgument, "the column includes its record's label", name,
                        "A model must not see what it is to predict. Take the records before it: " +
                            past.name() + ".");
        }
    }
    return {};
}

} // namespace

std::string_view labelKindName(LabelKind kind) { return kLabelKinds[static_cast<std::size_t>(kind)]; }
std::optional<LabelKind> labelKindFromName(std::string_view name) {
    const auto it = std::ranges::find(kLabelKinds, name);
    return it == kLabelKinds.end() ? std::nullopt
                                   : std::optional(static_cast<LabelKind>(it - kLabelKinds.begin()));
}

FeatureSpec FeatureSpec::suggest(const records::Schema& schema, LabelKind labelKind, std::string labelPath) {
    FeatureSpec spec;
    for (const records::Field& field : schema.fields) {
        if (field.path == labelPath)
            continue;
        spec.inputs.push_back({field.path, usualTransform(field.type)});
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
            return fail(ErrorCode::InvalidArgument, "the input is listed twice with the same transform",
                        input->path, "Name it once, or with another transform.");
    }
    if (Status fine = checkOverTime(*this); !fine)
        return fine;
    return checkLabel(*this, schema);
}

std::vector<std::string> FeatureSpec::inputFields() const {
    std::vector<std::string> paths;
    std::vector<std::string> made;
    for (const OverTime& column : overTime) {
        made.push_back(column.name());
        std::ranges::move(column.reads(), std::back_inserter(paths));
    }
    for (const FeatureInput& input : inputs)
        if (std::ranges::find(made, input.path) == made.end())
            paths.push_back(input.path);
    return paths;
}

std::vector<std::string> FeatureSpec::reads() const {
    std::vector<std::string> paths = inputFields();
    if (!labelPath.empty())
        paths.push_back(labelPath);
    return paths;
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
    if (spec.overTime.empty())
        return;
    json["version"] = kFeatureSpecVersion;
    json["over_time"] = spec.overTime;
}

Result<FeatureSpec> featureSpecFromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where);
    const int version = fields.version(kFeatureSpecVersion);
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
    if (const auto* columns = version > 1 ? fields.array("over_time") : nullptr)
        for (const auto& item : *columns) {
            auto column = overTimeFromJson(item, where);
            if (!column)
                return forward(column);
            spec.overTime.push_back(*std::move(column));
        }
    if (Status read = fields.finish(); !read)
        return forward(read);
    return spec;
}

} // namespace driftwood::features

#include "app/cli/feature_options.h"

#include "app/cli/field_names.h"
#include "base/quoted_names.h"
#include "features/transforms/transform_kind.h"
#include "training/objectives/objective.h"

namespace driftwood::cli {
namespace {

features::Transform usualTransform(const std::string& path, const records::Schema& schema) {
    const auto index = schema.indexOf(path);
    return index ? features::usualTransform(schema.fields[*index].type) : features::Transform::Standardize;
}

/// "standardize, min-max, one-hot", with another word before the last.
std::string transformList(const std::string& beforeLast) {
    std::string list;
    const auto kinds = features::transformKinds();
    for (const features::TransformKind* kind : kinds)
        list += (kind == kinds.front()  ? std::string()
                 : kind == kinds.back() ? beforeLast
                                        : ", ") +
                std::string(kind->name);
    return list;
}

/// The parts of FIELD[:TRANSFORM][?].
struct FeatureParts {
    std::string path;
    std::string transform;
    bool missingIndicator = false;
};

FeatureParts partsOf(const std::string& text, const records::Schema& schema) {
    FeatureParts parts;
    std::string_view rest = text;
    auto quoted = takeQuotedName(text);
    if (quoted)
        rest = quoted->rest;
    if (rest.ends_with('?')) {
        parts.missingIndicator = true;
        rest.remove_suffix(1);
    }
    const std::string whole(rest);
    // A field name may contain these characters, so a text that is exactly a field's name means that field.
    if (!quoted && !schema.indexOf(whole) && schema.indexOf(text))
        return {text, {}, false};
    const auto colon = !quoted && schema.indexOf(whole) ? std::string_view::npos : rest.rfind(':');
    if (colon != std::string_view::npos)
        parts.transform = rest.substr(colon + 1);
    parts.path = quoted ? std::move(quoted->name) : std::string(rest.substr(0, colon));
    return parts;
}

Result<features::FeatureInput> parseFeature(const std::string& text, const records::Schema& schema) {
    const FeatureParts parts = partsOf(text, schema);
    features::FeatureInput input;
    input.path = parts.path;
    input.missingIndicator = parts.missingIndicator;
    input.transform = usualTransform(input.path, schema);
    if (!parts.transform.empty()) {
        const auto transform = features::transformFromName(parts.transform);
        if (!transform)
            return fail(ErrorCode::InvalidArgument, "\"" + parts.transform + "\" is not a transform",
                        "--features " + text,
                        "Use " + transformList(" or ") +
                            ". A field whose name holds a colon stands in backticks: `a:b`.");
        input.transform = *transform;
    }
    if (input.path.empty())
        return fail(ErrorCode::InvalidArgument, "a feature needs a field", "--features");
    return input;
}

} // namespace

void FeatureOptions::addTo(CLI::App& command) {
    addNamesOption(
        command, "--features", features,
        "Inputs, FIELD[:TRANSFORM][?]; transforms: " + transformList(", ") +
            " (default: standardize, one-hot for text); ? adds an indicator of missing values; a name that "
            "holds , : or ? stands in backticks: `a:b`. Without the option, inputs are suggested by the "
            "data");
    command.add_option("--label", label, "Field to predict (regression, classification)");
}

Result<features::FeatureSpec> FeatureOptions::resolve(training::Task task,
                                                      const records::Schema& schema) const {
    features::FeatureSpec spec;
    spec.labelPath = plainName(label);
    const training::Objective& objective = training::objectiveOf(task);
    spec.labelKind = objective.labelKind;
    if (!objective.hasLabel() && !label.empty())
        return fail(ErrorCode::InvalidArgument, "anomaly detection learns without a label",
                    "--label " + label, "Leave it out, or choose --task classification.");
    if (objective.hasLabel() && label.empty())
        return fail(ErrorCode::InvalidArgument, "the task needs a field to predict", "--label",
                    "Name it with --label FIELD.");
    for (const std::string& text : features) {
        auto input = parseFeature(text, schema);
        if (!input)
            return forward(input);
        spec.inputs.push_back(std::move(*input));
    }
    return spec;
}

} // namespace driftwood::cli

#include "app/cli/feature_options.h"

#include "app/cli/option_kinds.h"

namespace driftwood::cli {
namespace {

/// Numbers are standardised; text and bool have categories.
features::Transform usualTransform(const std::string& path, const records::Schema& schema) {
    const auto index = schema.indexOf(path);
    if (!index)
        return features::Transform::Standardize;
    const records::FieldType type = schema.fields[*index].type;
    return type == records::FieldType::Text || type == records::FieldType::Bool
               ? features::Transform::OneHot
               : features::Transform::Standardize;
}

Result<features::FeatureInput> parseFeature(std::string text, const records::Schema& schema) {
    features::FeatureInput input;
    if (text.ends_with('?')) {
        input.missingIndicator = true;
        text.pop_back();
    }
    const auto colon = text.rfind(':');
    input.path = text.substr(0, colon);
    if (colon != std::string::npos) {
        const std::string name = text.substr(colon + 1);
        const auto transform = features::transformFromName(name);
        if (!transform)
            return fail(ErrorCode::InvalidArgument, "\"" + name + "\" is not a transform",
                        "--features " + text,
                        "Use standardize, min-max, passthrough, one-hot, cyclic-hour or cyclic-weekday.");
        input.transform = *transform;
    } else {
        input.transform = usualTransform(input.path, schema);
    }
    if (input.path.empty())
        return fail(ErrorCode::InvalidArgument, "a feature needs a field", "--features");
    return input;
}

} // namespace

void FeatureOptions::addTo(CLI::App& command) {
    addListOption(command, "--features", features,
                  "Inputs, FIELD[:TRANSFORM][?]; transforms: standardize, min-max, passthrough, one-hot, "
                  "cyclic-hour, cyclic-weekday (default: standardize, one-hot for text); ? adds an indicator "
                  "of missing "
                  "values. Without the option, inputs are suggested by the data");
    command.add_option("--label", label, "Field to predict (regression, classification)");
}

Result<features::FeatureSpec> FeatureOptions::resolve(training::Task task,
                                                      const records::Schema& schema) const {
    features::FeatureSpec spec;
    spec.labelPath = label;
    if (task == training::Task::Regression)
        spec.labelKind = features::LabelKind::Number;
    else if (task == training::Task::Classification)
        spec.labelKind = features::LabelKind::Category;
    else if (!label.empty())
        return fail(ErrorCode::InvalidArgument, "anomaly detection learns without a label",
                    "--label " + label, "Leave it out, or choose --task classification.");
    if (task != training::Task::AnomalyDetection && label.empty())
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

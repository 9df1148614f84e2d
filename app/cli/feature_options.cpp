#include "app/cli/feature_options.h"

#include "app/cli/field_names.h"
#include "base/quoted_names.h"
#include "features/overtime/operations.h"
#include "features/transforms/transform_kind.h"
#include "training/objectives/objective.h"

#include <algorithm>
#include <iterator>

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

/// COLUMN[:TRANSFORM][?]
Result<std::pair<features::OverTime, features::FeatureInput>> parseColumn(const std::string& text) {
    std::string_view rest = text;
    features::FeatureInput input;
    if (rest.ends_with('?')) {
        input.missingIndicator = true;
        rest.remove_suffix(1);
    }
    const auto colon = rest.rfind(':');
    const auto transform =
        colon == std::string_view::npos ? std::nullopt : features::transformFromName(rest.substr(colon + 1));
    if (transform) {
        input.transform = *transform;
        rest = rest.substr(0, colon);
    }
    auto column = features::parseOverTime(rest);
    if (!column)
        return forward(column);
    input.path = column->name();
    return std::pair(std::move(*column), std::move(input));
}

std::string operationList() {
    std::string list;
    for (const features::OverTimeKind& kind : features::overTimeKinds()) {
        const char* const form = kind.shape == features::OverTimeShape::Window ? "(FIELD,WINDOW)"
                                 : kind.shape == features::OverTimeShape::Then ? "(FIELD,RECORDS)"
                                 : kind.shape == features::OverTimeShape::Pair ? "(FIELD,FIELD)"
                                 : kind.shape == features::OverTimeShape::Time ? "(FIELD)"
                                                                               : "()";
        list += (list.empty() ? "" : "; ") + std::string(kind.name) + form + ", " + std::string(kind.words);
    }
    return list;
}

} // namespace

void FeatureOptions::addTo(CLI::App& command) {
    addNamesOption(
        command, "--features", features,
        "Inputs, FIELD[:TRANSFORM][?]; transforms: " + transformList(", ") +
            " (default: standardize, one-hot for text); ? adds an indicator of missing values; a name that "
            "holds , : or ? stands in backticks: `a:b`. Without the option, inputs are suggested by the "
            "data");
    command
        .add_option(
            "--over", overTime,
            "A column over time that is computed from a record and those before it, and becomes an input: "
            "\"mean(vibration,10) by machine\". Operations: " +
                operationList() +
                ". WINDOW is a number of records or a time as 30s, 5m, 2h or 1d; it includes the record "
                "itself, or with a third argument, before, ends at the one before it. by FIELD (or @key): of "
                "the records with the same value; at FIELD: the time of a record; within OFFSETS: how far "
                "back any window may reach in its partition. Name several with several --over; "
                ":TRANSFORM and ? may follow as for --features")
        ->allow_extra_args(false);
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
    std::vector<features::FeatureInput> columns;
    for (const std::string& text : overTime) {
        auto column = parseColumn(text);
        if (!column)
            return forward(column);
        if (Status fits = column->first.check(schema); !fits)
            return forward(fits);
        spec.overTime.push_back(std::move(column->first));
        columns.push_back(std::move(column->second));
    }
    for (const std::string& text : features) {
        auto input = parseFeature(text, schema);
        if (!input)
            return forward(input);
        spec.inputs.push_back(std::move(*input));
    }
    std::ranges::move(columns, std::back_inserter(spec.inputs));
    return spec;
}

} // namespace driftwood::cli

#include "session/feature_suggestion.h"

#include <algorithm>

namespace driftwood::session {
namespace {

/// More categories than this are names, not kinds.
constexpr std::int64_t kMostCategories = 32;

features::LabelKind labelKind(training::Task task) {
    switch (task) {
    case training::Task::AnomalyDetection:
        return features::LabelKind::None;
    case training::Task::Regression:
        return features::LabelKind::Number;
    case training::Task::Classification:
        return features::LabelKind::Category;
    }
    return features::LabelKind::None;
}

} // namespace

bool worthLearningFrom(const dataset::FieldStatistics& field) {
    if (field.missing == field.rows)
        return false;
    if (field.field.type == records::FieldType::Text)
        return field.distinct > 1 && field.distinct <= kMostCategories;
    return field.max > field.min;
}

Result<features::FeatureSpec> suggestFeatures(const dataset::LoadedDataset& data, training::Task task,
                                              const std::string& labelPath) {
    const std::string where = "data set " + data.manifest.name;
    const auto kind = labelKind(task);
    if (kind != features::LabelKind::None && labelPath.empty())
        return fail(ErrorCode::InvalidArgument, "the task needs a label field", where,
                    "Name it with --label FIELD.");
    auto spec = features::FeatureSpec::suggest(data.rows.schema(), kind,
                                               kind == features::LabelKind::None ? std::string() : labelPath);
    const auto statistics = dataset::fieldStatistics(data.rows, 0, static_cast<std::size_t>(data.trainRows));
    std::erase_if(spec.inputs, [&](const features::FeatureInput& input) {
        const auto field =
            std::ranges::find_if(statistics, [&](const auto& s) { return s.field.path == input.path; });
        return field != statistics.end() && !worthLearningFrom(*field);
    });
    if (spec.inputs.empty())
        return fail(
            ErrorCode::InvalidArgument, "no field is left to learn from", where,
            "Every field is constant, missing or mostly distinct text; name features with --features.");
    return spec;
}

} // namespace driftwood::session

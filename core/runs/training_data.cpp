#include "runs/training_data.h"

#include "base/text_values.h"
#include "evaluation/baseline_walk.h"
#include "features/categories.h"
#include "features/field_reader.h"
#include "profiling/label_check.h"

namespace driftwood::runs {
namespace {

constexpr std::size_t kClassesNamed = 10; ///< listed in an error
constexpr std::size_t kLongestClass = 40;

training::TrainingData view(const features::FittedFeatures& fitted, const features::FeatureMatrix& inputs,
                            const features::LabelVector& labels, std::optional<std::size_t> positive) {
    training::TrainingData data;
    data.positiveClass = positive;
    data.inputs = &inputs;
    data.labels = fitted.spec().labelKind == features::LabelKind::None ? nullptr : &labels;
    data.labelMean = fitted.labelMean();
    data.labelScale = fitted.labelScale();
    data.classes = static_cast<int>(fitted.classes().size());
    return data;
}

} // namespace

training::TrainingData PreparedData::trainData() const {
    return view(features, trainInputs, trainLabels, positiveClass);
}

training::TrainingData PreparedData::validationData() const {
    return view(features, validationInputs, validationLabels, positiveClass);
}

Result<PreparedData> prepare(const dataset::LoadedDataset& data, const features::FeatureSpec& spec) {
    const auto trainEnd = static_cast<std::size_t>(data.trainRows);
    const auto validationBegin = static_cast<std::size_t>(data.validationBegin);
    if (trainEnd == 0)
        return fail(ErrorCode::InvalidArgument, "the data set has no training rows",
                    "data set " + data.manifest.name,
                    "Choose a longer range, or a filter that keeps more rows.");
    PreparedData prepared;
    if (spec.labelKind == features::LabelKind::Number)
        if (auto s = profiling::checkLabelVaries(data.rows, trainEnd, spec.labelPath); !s)
            return forward(s);
    auto fitted = features::FittedFeatures::fit(spec, data.rows, 0, trainEnd);
    if (!fitted)
        return forward(fitted);
    prepared.features = std::move(*fitted);
    const auto& f = prepared.features;
    if (auto s = f.transform(data.rows, 0, trainEnd, prepared.trainInputs); !s)
        return forward(s);
    if (auto s = f.transform(data.rows, validationBegin, data.rows.rows(), prepared.validationInputs); !s)
        return forward(s);
    if (f.spec().labelKind != features::LabelKind::None) {
        if (auto s = f.labels(data.rows, 0, trainEnd, prepared.trainLabels); !s)
            return forward(s);
        if (auto s = f.labels(data.rows, validationBegin, data.rows.rows(), prepared.validationLabels); !s)
            return forward(s);
    }
    return prepared;
}

Result<training::Baselines> validationBaselines(const PreparedData& prepared,
                                                const dataset::LoadedDataset& data) {
    auto classRows =
        evaluation::classRowsOf(prepared.features, data.rows, static_cast<std::size_t>(data.trainRows));
    if (!classRows)
        return forward(classRows);
    auto walk = evaluation::BaselineWalk::create(
        prepared.features, data.rows.schema(),
        evaluation::learnedLabels(prepared.features, std::move(*classRows)), prepared.positiveClass);
    if (!walk)
        return training::Baselines{};
    const auto begin = static_cast<std::size_t>(data.validationBegin);
    walk->advance(data.rows, 0, begin, false);
    walk->advance(data.rows, begin, data.rows.rows(), true);
    return walk->baselines();
}

Result<std::string> positiveClassName(const features::FittedFeatures& features, const records::Schema& schema,
                                      const std::vector<std::int64_t>& classRows, const std::string& named) {
    const auto& classes = features.classes();
    const auto positive = training::positiveClass(classes, classRows, named);
    if (positive)
        return classes[*positive];
    if (named.empty())
        return std::string();
    const auto label = features::FieldReader::bind(schema, features.spec().labelPath);
    const auto type = label ? label->type() : records::FieldType::Text;
    std::string known;
    for (std::size_t i = 0; i < classes.size() && i < kClassesNamed; ++i)
        known += (i == 0 ? "" : ", ") + shortened(features::recordText(type, classes[i]), kLongestClass);
    return fail(ErrorCode::InvalidArgument,
                classes.empty() ? "a positive class needs a label with classes"
                                : "the label has no class \"" + shortened(named, kLongestClass) + "\"",
                "positiveClass",
                classes.empty()
                    ? "Train a classification, or leave the class out."
                    : "Name one of " + known + (classes.size() > kClassesNamed ? " …" : "") + ".");
}

} // namespace driftwood::runs

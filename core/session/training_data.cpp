#include "session/training_data.h"

namespace driftwood::session {
namespace {

training::TrainingData view(const features::FittedFeatures& fitted, const features::FeatureMatrix& inputs,
                            const features::LabelVector& labels) {
    training::TrainingData data;
    data.inputs = &inputs;
    data.labels = fitted.spec().labelKind == features::LabelKind::None ? nullptr : &labels;
    data.labelMean = fitted.labelMean();
    data.labelScale = fitted.labelScale();
    data.classes = static_cast<int>(fitted.classes().size());
    return data;
}

} // namespace

training::TrainingData PreparedData::trainData() const { return view(features, trainInputs, trainLabels); }

training::TrainingData PreparedData::validationData() const {
    return view(features, validationInputs, validationLabels);
}

Result<PreparedData> prepare(const dataset::LoadedDataset& data, const features::FeatureSpec& spec) {
    const auto trainEnd = static_cast<std::size_t>(data.trainRows);
    const auto validationBegin = static_cast<std::size_t>(data.validationBegin);
    if (trainEnd == 0)
        return fail(ErrorCode::InvalidArgument, "the data set has no training rows",
                    "data set " + data.manifest.name,
                    "Choose a longer range, or a filter that keeps more rows.");
    PreparedData prepared;
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

} // namespace driftwood::session

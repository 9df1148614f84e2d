#pragma once

#include "dataset/dataset.h"
#include "features/fitted_features.h"
#include "training/baselines.h"
#include "training/training_data.h"

namespace driftwood::runs {

/// A loaded data set prepared for a network:
/// features fitted on the training rows, both parts transformed.
struct PreparedData {
    features::FittedFeatures features;
    features::FeatureMatrix trainInputs;
    features::FeatureMatrix validationInputs;
    features::LabelVector trainLabels;
    features::LabelVector validationLabels;
    std::optional<std::size_t> positiveClass; ///< as in training::ClassTally

    /// Views for the trainer; valid until this object is moved or destroyed.
    [[nodiscard]] training::TrainingData trainData() const;
    [[nodiscard]] training::TrainingData validationData() const;
};

[[nodiscard]] Result<PreparedData> prepare(const dataset::LoadedDataset& data,
                                           const features::FeatureSpec& spec);

/// The baselines, learned from the training rows, evaluated on the validation rows.
[[nodiscard]] Result<training::Baselines> validationBaselines(const PreparedData& prepared,
                                                              const dataset::LoadedDataset& data);

/// The name of the positive class, see training::positiveClass(); empty if there is none. `classRows` are
/// those of the training rows, which have this schema. InvalidArgument, listing the classes, if `named` is
/// not among them.
[[nodiscard]] Result<std::string> positiveClassName(const features::FittedFeatures& features,
                                                    const records::Schema& schema,
                                                    const std::vector<std::int64_t>& classRows,
                                                    const std::string& named);

} // namespace driftwood::runs

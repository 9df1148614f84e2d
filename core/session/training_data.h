#pragma once

#include "dataset/dataset.h"
#include "features/fitted_features.h"
#include "training/trainer.h"

namespace driftwood::session {

/// A loaded data set turned into what a network takes: features fitted on the training rows, both parts
/// transformed.
struct PreparedData {
    features::FittedFeatures features;
    features::FeatureMatrix trainInputs;
    features::FeatureMatrix validationInputs;
    features::LabelVector trainLabels;
    features::LabelVector validationLabels;

    /// Views for the trainer; valid while this object is neither moved nor destroyed.
    [[nodiscard]] training::TrainingData trainData() const;
    [[nodiscard]] training::TrainingData validationData() const;
};

[[nodiscard]] Result<PreparedData> prepare(const dataset::LoadedDataset& data,
                                           const features::FeatureSpec& spec);

} // namespace driftwood::session

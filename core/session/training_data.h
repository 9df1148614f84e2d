#pragma once

#include "dataset/dataset.h"
#include "features/fitted_features.h"
#include "training/baselines.h"
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
    std::optional<std::size_t> positiveClass; ///< as training::ClassTally takes it

    /// Views for the trainer; valid while this object is neither moved nor destroyed.
    [[nodiscard]] training::TrainingData trainData() const;
    [[nodiscard]] training::TrainingData validationData() const;
};

[[nodiscard]] Result<PreparedData> prepare(const dataset::LoadedDataset& data,
                                           const features::FeatureSpec& spec);

/// The baselines of a model that learns from the training rows, on the validation rows.
[[nodiscard]] Result<training::Baselines> validationBaselines(const PreparedData& prepared,
                                                              const dataset::LoadedDataset& data);

/// The class that figures of one class are of, see training::positiveClass(): by name, empty where there is
/// none. InvalidArgument, naming the classes, when `named` is not among them.
[[nodiscard]] Result<std::string> positiveClassName(const features::FittedFeatures& features,
                                                    const records::RecordBatch& rows, std::size_t trainEnd,
                                                    const std::string& named);

} // namespace driftwood::session

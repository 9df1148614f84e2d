#pragma once

#include "features/feature_matrix.h"
#include "training/training_spec.h"

#include <optional>
#include <vector>

namespace driftwood::training {

/// Views of prepared data; they must outlive the learner.
/// Regression labels are standardised; labelMean and labelScale convert metrics back to the label's unit.
/// The learner leaves out rows without a label.
struct TrainingData {
    const features::FeatureMatrix* inputs = nullptr;
    const features::LabelVector* labels = nullptr; ///< null for anomaly detection
    double labelMean = 0.0;
    double labelScale = 1.0;
    int classes = 0;
    std::vector<float> classWeights = {};          ///< of a row's loss, by class; empty: all 1
    std::optional<std::size_t> positiveClass = {}; ///< see ClassTally
};
/// The class weights that the spec requests, computed from the training rows; empty for none.
[[nodiscard]] std::vector<float> classWeightsOf(const TrainingSpec& spec, const TrainingData& training);

} // namespace driftwood::training

#pragma once

#include "dataset/dataset.h"
#include "model/trained_model.h"

namespace driftwood::test {

/// A model trained completely on the data set's training part, without a workspace.
[[nodiscard]] Result<model::TrainedModel> trainModel(const dataset::LoadedDataset& data,
                                                     const features::FeatureSpec& features,
                                                     const training::TrainingSpec& spec);

} // namespace driftwood::test

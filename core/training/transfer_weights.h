#pragma once

#include "features/fitted_features.h"
#include "training/network_spec.h"

#include <span>
#include <vector>

namespace driftwood::training {

/// A trained dense network with the features it takes.
struct TrainedNetwork {
    const features::FittedFeatures& features;
    const DenseShape& shape;
    std::span<const float> parameters;
};

/// The parameters with which a network over newly fitted features computes what a trained one does: means,
/// deviations and label scale differ between the two, so the first and the last layer are converted.
/// Categories go by their names; one that the trained network does not know begins with weights of 0.
/// Mismatch says what differs when the networks, the inputs or the classes are not the same.
[[nodiscard]] Result<std::vector<float>> transferWeights(const TrainedNetwork& from,
                                                         const features::FittedFeatures& toFeatures,
                                                         const DenseShape& toShape);

} // namespace driftwood::training

#pragma once

#include "features/fitted_features.h"
#include "training/learned.h"

#include <vector>

namespace driftwood::training {

/// A learned network with the features that it takes.
struct TrainedNetwork {
    const features::FittedFeatures& features;
    const Learned& learned;
};

/// Parameters with which a network over newly fitted features computes the same as a trained one: means,
/// deviations and label scale differ between the two, so the first and the last layer are converted.
/// Categories are matched by name; one that the trained network does not know starts with weights of 0.
/// Mismatch names the difference when the networks, the inputs or the classes are not the same.
[[nodiscard]] Result<std::vector<float>>
transferWeights(const TrainedNetwork& from, const features::FittedFeatures& toFeatures, const Network& to);

} // namespace driftwood::training

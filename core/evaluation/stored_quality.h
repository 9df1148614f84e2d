#pragma once

#include "training/baselines.h"

#include <string>

namespace driftwood::evaluation {

/// A model's metrics and its baselines on the same rows, in the workspace's format,
/// one JSON object of numbers: "mae", "baseline/last_value/mae".
/// For a model tested on each row before learning it, names begin with "prequential/".
struct StoredQuality {
    training::Evaluation evaluation; ///< without "prequential/"
    training::Baselines baselines;
};

[[nodiscard]] std::string toJsonText(const training::Evaluation& evaluation,
                                     const training::Baselines& baselines, bool testedBeforeLearned);
/// Empty if the text is not such an object.
[[nodiscard]] StoredQuality storedQuality(const std::string& jsonText);

} // namespace driftwood::evaluation

#pragma once

#include "training/baselines.h"

#include <string>

namespace driftwood::session {

/// How good a model was, and what its baselines were on the same rows, as the workspace keeps it in one JSON
/// object of numbers: "mae", "baseline/last_value/mae". Names of a model that was tested on each row before
/// it learned from it begin with "prequential/".
struct StoredQuality {
    training::Evaluation evaluation; ///< without "prequential/"
    training::Baselines baselines;
};

[[nodiscard]] std::string toJsonText(const training::Evaluation& evaluation,
                                     const training::Baselines& baselines, bool prequential);
/// Of what is no such object, nothing.
[[nodiscard]] StoredQuality storedQuality(const std::string& jsonText);

} // namespace driftwood::session

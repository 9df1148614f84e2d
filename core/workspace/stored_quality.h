#pragma once

#include "training/baselines.h"

namespace driftwood::workspace {

/// A model's metrics and those of its baselines on the same rows.
struct StoredQuality {
    training::Evaluation evaluation;
    training::Baselines baselines;
    /// The model was tested on each row before it learned from it (a one-pass run).
    bool prequential = false;
};

} // namespace driftwood::workspace

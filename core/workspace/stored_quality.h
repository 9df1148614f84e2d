#pragma once

#include "training/baselines.h"

#include <cstdint>

namespace driftwood::workspace {

/// The version of its JSON. Version 1 is written without its number, as before there were versions.
inline constexpr int kStoredQualityVersion = 1;

/// A model's metrics and those of its baselines on the same rows.
struct StoredQuality {
    training::Evaluation evaluation;
    training::Baselines baselines;
    /// The model was tested on each row before it learned from it (a one-pass run).
    bool prequential = false;
    /// For a back-test: how many of its rows the model learned from, or may have. 0 in rows of versions that
    /// did not store it.
    std::int64_t familiarRows = 0;
};

} // namespace driftwood::workspace

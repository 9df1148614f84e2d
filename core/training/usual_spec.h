#pragma once

#include "training/training_spec.h"

namespace driftwood::training {

/// What a new run begins with, in the window as on the command line.
[[nodiscard]] NetworkKind usualNetworkKind(Task task);
[[nodiscard]] std::vector<int> usualHiddenLayers(NetworkKind kind);
/// A run in one pass learns every row by itself, others mini-batches.
[[nodiscard]] int usualBatchSize(bool onePass);

struct RunLength {
    int epochs = 0;
    int patience = 0;
};
/// For a data set of so many rows, a part of which is for validation: a small one is gone over more often,
/// some 16,000 steps at most, and the run ends by itself where that no longer helps. Never less than
/// TrainingSpec's own.
[[nodiscard]] RunLength usualLength(std::int64_t rows, double validationFraction);

[[nodiscard]] TrainingSpec usualSpec(Task task, bool onePass);

} // namespace driftwood::training

#pragma once

#include "training/learners/learners.h"
#include "training/training_spec.h"

namespace driftwood::training {

/// Defaults of a new run, in the window and on the command line.
[[nodiscard]] NetworkKind usualNetworkKind(Task task);
[[nodiscard]] std::vector<int> usualHiddenLayers(NetworkKind kind);

struct RunLength {
    int epochs = 0;
    int patience = 0;
};
/// For a data set of so many rows, of which a fraction is for validation: small data sets get more epochs,
/// up to about 16,000 steps, and early stopping ends the run when they no longer help.
/// Never less than the defaults of TrainingSpec.
[[nodiscard]] RunLength usualLength(std::int64_t rows, double validationFraction);

[[nodiscard]] TrainingSpec usualSpec(Task task, LearnerKind learner);

} // namespace driftwood::training

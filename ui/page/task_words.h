#pragma once

#include "training/training_spec.h"

#include <QString>

namespace driftwood::ui {

/// What pages say of a task, in the person's language; a row in a table for each. Empty for a task without a
/// row.

[[nodiscard]] QString taskTitle(training::Task task);   ///< "Anomaly detection"
[[nodiscard]] QString outputTitle(training::Task task); ///< what a model gives: "Anomaly score", "Prediction"
[[nodiscard]] QString lossTitle(training::Task task);   ///< "mean squared error"

} // namespace driftwood::ui

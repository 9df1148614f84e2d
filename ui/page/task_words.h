#pragma once

#include "training/training_spec.h"

#include <QString>

namespace driftwood::ui {

/// Texts for a task, in the user's language, from a table with a row for each. Empty for a task without a
/// row.

[[nodiscard]] QString taskTitle(training::Task task);   ///< "Anomaly detection"
[[nodiscard]] QString outputTitle(training::Task task); ///< the model's output: "Anomaly score", "Prediction"
[[nodiscard]] QString lossTitle(training::Task task);   ///< "mean squared error"

} // namespace driftwood::ui

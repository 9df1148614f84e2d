#pragma once

#include "training/training_spec.h"

#include <QString>

namespace driftwood::ui {

/// "Anomaly detection": a task in the person's language.
[[nodiscard]] QString taskTitle(training::Task task);

} // namespace driftwood::ui

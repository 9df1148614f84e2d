#pragma once

#include "features/transforms/transform.h"

#include <QString>

namespace driftwood::ui {

/// What a person reads of a transform: "standardise", "one-hot", …; a row in a table for each, empty for one
/// without a row.
[[nodiscard]] QString transformText(features::Transform transform);

} // namespace driftwood::ui

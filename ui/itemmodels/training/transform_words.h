#pragma once

#include "features/transforms/transform.h"

#include <QString>

namespace driftwood::ui {

/// A transform's name for display: "standardise", "one-hot", …; empty if the table has no row for it.
[[nodiscard]] QString transformText(features::Transform transform);

} // namespace driftwood::ui

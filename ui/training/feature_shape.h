#pragma once

#include "features/reference_statistics.h"

#include <vector>

namespace driftwood::ui {

/// A field's distribution as counts for a small histogram: the middle 99 % of its sample, or its most
/// frequent values. Empty if there is nothing to draw.
[[nodiscard]] std::vector<double> shapeOf(const features::ReferenceField& field);

} // namespace driftwood::ui

#pragma once

namespace driftwood::ui {

/// Teaches screen readers charts: description and value are made when they are asked for, so a live chart
/// costs nothing while nobody listens. Safe to call again.
void installAccessibleCharts();

} // namespace driftwood::ui

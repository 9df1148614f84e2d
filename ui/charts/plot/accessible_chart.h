#pragma once

namespace driftwood::ui {

/// Makes charts accessible to screen readers. Description and value are made only on request, so a live chart
/// costs nothing while no screen reader is running. May be called repeatedly.
void installAccessibleCharts();

} // namespace driftwood::ui

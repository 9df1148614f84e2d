#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

/// One card of the gallery.
struct Exhibit {
    QString title;
    QString caption;
    QWidget* chart; ///< has no parent yet
};

/// The rules for charts, one small chart each.
[[nodiscard]] std::vector<Exhibit> rules();
/// Charts as pages show them, full width.
[[nodiscard]] std::vector<Exhibit> pages();

} // namespace driftwood::ui

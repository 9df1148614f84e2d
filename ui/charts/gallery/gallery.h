#pragma once

#include "ui/charts/chart.h"

namespace driftwood::ui {

/// One card of the gallery.
struct Exhibit {
    QString title;
    QString caption;
    QWidget* chart; ///< without a parent yet
};

/// The rules, one small chart each.
[[nodiscard]] std::vector<Exhibit> rules();
/// Charts as pages have them, full width.
[[nodiscard]] std::vector<Exhibit> pages();

} // namespace driftwood::ui

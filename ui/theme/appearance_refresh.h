#pragma once

#include <functional>

class QWidget;

namespace driftwood::ui {

/// Calls `visit` for every widget there is. What it does to one may delete others: those are left out.
void visitWidgets(const std::function<void(QWidget&)>& visit);

/// Gives every widget that said what it looks like (appearance.h) its font and colours of the theme in force.
void refreshAppearance();

/// Gives every widget that has a size by its text (scaled_size.h) the size for the text size in force, which
/// is `factor` times what it was.
void rescaleSizes(double factor);

} // namespace driftwood::ui

#pragma once

#include <functional>

class QWidget;

namespace driftwood::ui {

/// Calls `visit` for every existing widget. A call may delete other widgets; those are skipped.
void visitWidgets(const std::function<void(QWidget&)>& visit);

/// Applies the current theme's font and colours to every widget with an appearance (appearance.h).
void refreshAppearance();

/// Resizes every widget with a text-dependent size (scaled_size.h) after the text size changed by `factor`.
void rescaleSizes(double factor);

} // namespace driftwood::ui

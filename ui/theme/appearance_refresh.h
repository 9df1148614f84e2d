#pragma once

namespace driftwood::ui {

/// Gives every widget that said what it looks like (appearance.h) its font and colours of the theme in force.
void refreshAppearance();

/// Gives every widget that has a size by its text (scaled_size.h) the size for the text size in force, which
/// is `factor` times what it was.
void rescaleSizes(double factor);

} // namespace driftwood::ui

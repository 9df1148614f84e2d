#pragma once

namespace driftwood::ui {

/// Gives every widget that said what it looks like (appearance.h) its font and colours of the theme in force.
void refreshAppearance();

} // namespace driftwood::ui

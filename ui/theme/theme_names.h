#pragma once

#include "ui/theme/theme.h"

namespace driftwood::ui {

/// The themes' names as the settings keep them, in the order of ThemeChoice.
[[nodiscard]] QStringList themeNames();
/// ThemeChoice::System for a name nobody knows.
[[nodiscard]] ThemeChoice themeNamed(const QString& name);

} // namespace driftwood::ui

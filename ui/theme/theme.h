#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QStringList>

class QApplication;

namespace driftwood::ui {

enum class ThemeChoice { System, Light, Dark };

/// A colour of the current theme. Ask again on QEvent::PaletteChange; never store it.
[[nodiscard]] QColor color(Token token);
/// The same for a given theme, for exports that must not depend on the screen.
[[nodiscard]] QColor color(Token token, bool dark);

/// One hue in six steps, dark to light; partition 6 starts again.
[[nodiscard]] QColor partitionColor(int partition);
/// Colours for fields or runs side by side. There are kCategoryCount; with more, highlight one.
[[nodiscard]] QColor categoryColor(int category);
constexpr int kCategoryCount = 6;
/// The drift ramp's colour for a population stability index; the background colour below 0.1 and for NaN.
[[nodiscard]] QColor driftColor(double psi);
/// The values at which the drift ramp's steps begin: 0, 0.1, 0.2, 0.5, 1.
[[nodiscard]] QList<double> driftSteps();

/// The background of a cluster's label: "staging", "production", "other" … An unknown name gives "other".
[[nodiscard]] QColor clusterColor(const QString& name);
/// The names that a profile may use.
[[nodiscard]] QStringList clusterColorNames();

/// Whether the current theme is the dark one.
[[nodiscard]] bool isDark();

/// Installs style, fonts and palette and recolours every widget. `System` uses the desktop's last known
/// setting (see ThemeWatch) or, before that is known, the lightness of the platform's own palette.
void applyTheme(QApplication& app, ThemeChoice choice);

/// Sets the user's text size in percent of the design's, 90 to 150; every font from `font` follows.
void setFontFactor(int percent);
[[nodiscard]] int fontFactor();

} // namespace driftwood::ui

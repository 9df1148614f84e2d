#pragma once

#include "ui/theme/tokens.h"

#include <QColor>
#include <QStringList>

class QApplication;

namespace driftwood::ui {

enum class ThemeChoice { System, Light, Dark };

/// A colour of the theme in force. Ask again on QEvent::PaletteChange; never keep it.
[[nodiscard]] QColor color(Token token);
/// The same in a named theme, for exports that must not depend on the screen.
[[nodiscard]] QColor color(Token token, bool dark);

/// One hue in six steps, dark to light, repeating from partition 6.
[[nodiscard]] QColor partitionColor(int partition);
/// Fields or runs side by side. There are kCategoryCount; with more, highlight one.
[[nodiscard]] QColor categoryColor(int category);
constexpr int kCategoryCount = 6;
/// The drift ramp's step for a population stability index: below 0.1 it is ground colour. NaN is ground too.
[[nodiscard]] QColor driftColor(double psi);
/// The values at which the drift ramp's steps begin: 0, 0.1, 0.2, 0.5, 1.
[[nodiscard]] QList<double> driftSteps();

/// The ground of a cluster's label: "staging", "production", "other" … An unknown name gives "other".
[[nodiscard]] QColor clusterColor(const QString& name);
/// The names a profile may pick from.
[[nodiscard]] QStringList clusterColorNames();

/// Whether the theme in force is the dark one.
[[nodiscard]] bool isDark();

/// Installs style, fonts and palette and recolours every widget. `System` follows what the desktop said last
/// (see ThemeWatch), before that the lightness of the platform's own palette.
void applyTheme(QApplication& app, ThemeChoice choice);

/// The user's text size in percent of the look's, 90 to 150; every text that came through `font` follows.
void setFontFactor(int percent);
[[nodiscard]] int fontFactor();

} // namespace driftwood::ui

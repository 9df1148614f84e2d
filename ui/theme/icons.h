#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QStringList>

class QPainter;
class QRectF;

namespace driftwood::ui {

/// One of our icons, by the name of its file in resources/icons ("browse", "chevron-down"). It is tinted by
/// the current theme when drawn: ink, ink-3 if disabled, accent if on. An unknown name gives a warning and an
/// empty icon.
[[nodiscard]] QIcon icon(const QString& name);
/// The same, always in one colour of the theme.
[[nodiscard]] QIcon icon(const QString& name, Token tint);

/// A sharp pixmap of `size` device-independent pixels, for a screen of the given ratio.
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& tint);
/// Draws the icon into the rectangle, for delegates and widgets that paint themselves.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& tint);

/// All icon names.
[[nodiscard]] QStringList iconNames();

} // namespace driftwood::ui

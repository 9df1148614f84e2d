#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QStringList>

class QPainter;
class QRectF;

namespace driftwood::ui {

/// One of our icons by the name of its file in resources/icons ("browse", "chevron-down"). Tinted when drawn,
/// by the theme in force: ink, ink-3 where disabled, accent where on. An unknown name is a warning and an
/// empty icon.
[[nodiscard]] QIcon icon(const QString& name);
/// The same, always in one colour of the theme.
[[nodiscard]] QIcon icon(const QString& name, Token tint);

/// A sharp pixmap of `size` device-independent pixels, for a screen of the given ratio.
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, qreal devicePixelRatio, const QColor& tint);
/// Draws the icon into the rectangle: for delegates and own-painted widgets.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& tint);

/// Every name there is.
[[nodiscard]] QStringList iconNames();

} // namespace driftwood::ui

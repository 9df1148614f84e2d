#pragma once

#include "ui/theme/tokens.h"

class QPainter;
class QRect;

namespace driftwood::ui {

/// A flat card: background, 1 px border, radius 4. `edge` draws a 3 px left edge in that colour.
void paintCard(QPainter& painter, const QRect& rect, Token ground, Token border);
void paintCard(QPainter& painter, const QRect& rect, Token ground, Token border, Token edge);

} // namespace driftwood::ui

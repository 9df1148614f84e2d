#pragma once

#include <QStyleOptionViewItem>

class QPainter;

namespace driftwood::ui {

/// Paints the row's background and the line under it, as the style does for every cell.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option);

/// Paints the right end of the row's first line (figure, sparkline, tag) and returns where the title must
/// end.
[[nodiscard]] int paintRightEnd(QPainter& painter, const QRect& line, const QModelIndex& index,
                                bool sparkline);

} // namespace driftwood::ui

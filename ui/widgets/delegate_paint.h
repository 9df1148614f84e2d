#pragma once

#include <QStyleOptionViewItem>

class QPainter;

namespace driftwood::ui {

/// The row's ground and the line under it, as the style draws them for every cell.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option);

/// Draws what stands at the right end of the row's first line (figure, sparkline, tag) and returns where the
/// title must end.
[[nodiscard]] int paintRightEnd(QPainter& painter, const QRect& line, const QModelIndex& index,
                                bool sparkline);

} // namespace driftwood::ui

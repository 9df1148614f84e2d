#pragma once

#include <functional>

class QAbstractItemView;

namespace driftwood::ui {

/// Runs `fill`, which gives the view's model new rows and may reset it, and then shows what was shown before:
/// the current row, found again by its key, the groups that are folded, and the place to which the view was
/// scrolled. The selection model emits nothing, because nobody chose anything.
void refill(QAbstractItemView& view, int keyRole, const std::function<void()>& fill);

} // namespace driftwood::ui

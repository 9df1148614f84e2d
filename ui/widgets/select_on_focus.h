#pragma once

class QAbstractItemView;

namespace driftwood::ui {

/// A view whose rows are opened rather than chosen: while it has the keyboard, the row that Enter opens is
/// marked, and none when it has not. The view keeps what this needs.
void selectOnFocus(QAbstractItemView& view);

} // namespace driftwood::ui

#pragma once

class QAbstractItemView;

namespace driftwood::ui {

/// For a view whose rows are opened, not selected: while it has the focus, the row that Enter opens is
/// marked; otherwise none is. The view owns the helper object.
void selectOnFocus(QAbstractItemView& view);

} // namespace driftwood::ui

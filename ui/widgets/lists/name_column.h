#pragma once

class QTableView;

namespace driftwood::ui {

/// Gives the column of names the room that the others leave, but at least what its names need, up to `most`
/// pixels at 100 % text (about 16 letters). Figures, which are aligned to the right, are never elided, unless
/// the user made their column narrower; if there is not enough room for both, the table scrolls. With enough
/// room the other columns' titles are not elided either. The table owns the helper object.
void keepNamesReadable(QTableView& table, int column, int most = 160);

} // namespace driftwood::ui

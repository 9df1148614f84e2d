#pragma once

class QTableView;

namespace driftwood::ui {

/// Gives the column of names the room that the others leave, but at least what its names need (up to about 16
/// letters); if there is less, the table scrolls. With enough room the other columns' titles are not elided
/// either. The table owns the helper object.
void keepNamesReadable(QTableView& table, int column);

} // namespace driftwood::ui

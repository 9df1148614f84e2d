#pragma once

class QTableView;

namespace driftwood::ui {

/// The column of names takes the room that the others leave, but never less than its names need (up to some
/// 16 letters): then the table scrolls. Where there is
/// room, the other columns' heads are not cut either. The table keeps what this needs.
void keepNamesReadable(QTableView& table, int column);

} // namespace driftwood::ui

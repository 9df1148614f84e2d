#pragma once

#include <initializer_list>
#include <utility>

class QAbstractItemModel;
class QString;
class QTableView;

namespace driftwood::ui {

/// A table of values to look at, row by row. `name` is what a screen reader calls it.
[[nodiscard]] QTableView* valueTable(QAbstractItemModel* model, const QString& name);
/// Widths of columns as the look's lengths; column `stretched` takes what is left.
void setColumns(QTableView& table, int stretched, std::initializer_list<std::pair<int, int>> widths);

} // namespace driftwood::ui

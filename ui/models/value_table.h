#pragma once

#include <initializer_list>
#include <utility>

class QAbstractItemModel;
class QString;
class QTableView;

namespace driftwood::ui {

/// A read-only table of values. `name` is its accessible name.
[[nodiscard]] QTableView* valueTable(QAbstractItemModel* model, const QString& name);
/// Sets column widths, in pixels at the ordinary text size; column `stretched` takes the rest.
void setColumns(QTableView& table, int stretched, std::initializer_list<std::pair<int, int>> widths);

} // namespace driftwood::ui

#include "ui/itemmodels/two_level_item_model.h"

namespace driftwood::ui {
namespace {

constexpr quintptr kTop = 0; ///< internal id of top rows; other rows have their top row + 1

} // namespace

QModelIndex TwoLevelItemModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kTop);
}

QModelIndex TwoLevelItemModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == kTop)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kTop);
}

int TwoLevelItemModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return topRows();
    return parent.internalId() != kTop || parent.column() != 0 ? 0 : rowsBelow(parent.row());
}

TwoLevelItemModel::Place TwoLevelItemModel::placeOf(const QModelIndex& index) {
    if (index.internalId() == kTop)
        return {index.row(), -1};
    return {static_cast<int>(index.internalId()) - 1, index.row()};
}

void TwoLevelItemModel::announceAll() {
    const int last = columnCount() - 1;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex top = index(row, 0);
        Q_EMIT dataChanged(top, index(row, last));
        if (const int rows = rowCount(top); rows > 0)
            Q_EMIT dataChanged(index(0, 0, top), index(rows - 1, last, top));
    }
}

} // namespace driftwood::ui

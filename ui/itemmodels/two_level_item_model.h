#pragma once

#include <QAbstractItemModel>

namespace driftwood::ui {

/// The shape of a table whose rows belong to groups: top rows, and below each its own. What the cells say is
/// for the model built on it.
class TwoLevelItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    using QAbstractItemModel::QAbstractItemModel;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const final;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;

  protected:
    /// Where an index stands; `below` is -1 for a top row.
    struct Place {
        int top = 0;
        int below = -1;
    };
    [[nodiscard]] static Place placeOf(const QModelIndex& index);
    [[nodiscard]] virtual int topRows() const = 0;
    [[nodiscard]] virtual int rowsBelow(int top) const = 0;
    /// Says of every cell that it may have changed.
    void announceAll();
};

} // namespace driftwood::ui

#pragma once

#include <QAbstractItemModel>

namespace driftwood::ui {

/// A table whose rows belong to groups: top rows, and below each its own rows. Derived models supply the
/// cells.
class TwoLevelItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    using QAbstractItemModel::QAbstractItemModel;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const final;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const final;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;

  protected:
    /// The place of an index; `below` is -1 for a top row.
    struct Place {
        int top = 0;
        int below = -1;
    };
    [[nodiscard]] static Place placeOf(const QModelIndex& index);
    [[nodiscard]] virtual int topRows() const = 0;
    [[nodiscard]] virtual int rowsBelow(int top) const = 0;
    /// Announces that every cell may have changed.
    void announceAll();
};

} // namespace driftwood::ui

#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// Rows of 50: dot, title, tag or sparkline and figure at the right, a second line below (roles:
/// list_roles.h). Where the row is narrower than `kSparklineFrom` the sparkline goes, the figure never. Group
/// rows are 28 high.
class TwoLineDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int kSparklineFrom = 200;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Rows of 28 of a tree: title, cluster's label or tag behind it, figure at the right. The same roles.
class TreeDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// Rows of 50 px: dot, title, tag or sparkline and figure at the right, a second line below (roles:
/// list_roles.h). In a row narrower than `kSparklineFrom` the sparkline is hidden, the figure never. Group
/// rows are 28 px high.
class TwoLineDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static constexpr int kSparklineFrom = 200;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Rows of a tree, 28 px high: title, then a cluster's label or a tag, figure at the right. The same roles.
class TreeDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

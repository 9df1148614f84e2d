#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// Draws HistogramRole into the cell, 18 to 26 high, over the row's background.
class HistogramDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

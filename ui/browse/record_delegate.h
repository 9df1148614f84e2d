#pragma once

#include "ui/widgets/value_delegate.h"

namespace driftwood::ui {

/// Cells of records: the date of a timestamp is quiet beside its time, and the reason why a record could not
/// be decoded runs over all its value columns.
class RecordDelegate : public ValueDelegate {
    Q_OBJECT

  public:
    using ValueDelegate::ValueDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

  private:
    void paintTime(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
};

} // namespace driftwood::ui

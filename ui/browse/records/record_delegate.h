#pragma once

#include "ui/widgets/lists/value_delegate.h"

namespace driftwood::ui {

/// Draws the cells of records: a timestamp's date in a quieter colour than its time, and the reason why a
/// record could not be decoded across all value columns.
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

#pragma once

#include "ui/widgets/lists/value_delegate.h"

namespace driftwood::ui {

/// Cells of a confusion matrix: the larger a cell's share of its row, the darker its background.
class ShareDelegate : public ValueDelegate {
    Q_OBJECT

  public:
    using ValueDelegate::ValueDelegate;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

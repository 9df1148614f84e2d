#pragma once

#include "ui/widgets/value_delegate.h"

namespace driftwood::ui {

/// A list for choosing a field's transform among those that suit it.
class TransformDelegate : public ValueDelegate {
    Q_OBJECT

  public:
    using ValueDelegate::ValueDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

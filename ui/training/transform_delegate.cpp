#include "ui/training/transform_delegate.h"

#include "ui/itemmodels/feature_item_model.h"
#include "ui/theme/appearance.h"

#include <QComboBox>

namespace driftwood::ui {

QWidget* TransformDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                         const QModelIndex& index) const {
    auto* combo = new QComboBox(parent);
    combo->addItems(index.data(FeatureItemModel::TransformsRole).toStringList());
    combo->setAccessibleName(tr("Transform"));
    setCompact(*combo);
    // Commit a choice at once, not when the editor loses the focus.
    connect(combo, &QComboBox::activated, this, [this, combo] {
        auto* self = const_cast<TransformDelegate*>(this);
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo);
    });
    return combo;
}

void TransformDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* combo = qobject_cast<QComboBox*>(editor);
    combo->setCurrentText(index.data(Qt::EditRole).toString());
}

void TransformDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                     const QModelIndex& index) const {
    model->setData(index, qobject_cast<QComboBox*>(editor)->currentText(), Qt::EditRole);
}

} // namespace driftwood::ui

#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// A cell with one of a few values: drawn with a chevron, edited with a list that opens at once. The model
/// supplies the choices (FieldRolesItemModel::ChoicesRole); a cell with one or none is fixed and has no
/// chevron.
class ChoiceDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
};

} // namespace driftwood::ui

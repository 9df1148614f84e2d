#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// A cell that holds one of a few: drawn with a chevron, edited by a list that opens at once. The choices are
/// the model's (FieldRolesItemModel::ChoicesRole); a cell with one or none is fixed and has no chevron.
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

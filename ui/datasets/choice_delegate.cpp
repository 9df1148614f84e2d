#include "ui/datasets/choice_delegate.h"

#include "ui/itemmodels/field_roles_item_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QTimer>

namespace driftwood::ui {
namespace {

constexpr int kChevron = 12;

QStringList choicesOf(const QModelIndex& index) {
    return index.data(FieldRolesItemModel::ChoicesRole).toStringList();
}

} // namespace

void ChoiceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    if (choicesOf(index).size() < 2)
        return;
    const QRectF chevron(option.rect.right() - metrics::kCellPadding - kChevron,
                         option.rect.center().y() - kChevron / 2.0, kChevron, kChevron);
    paintIcon(*painter, chevron, QStringLiteral("chevron-down"), color(Token::Ink3));
}

QWidget* ChoiceDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                      const QModelIndex& index) const {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    combo->addItems(choicesOf(index));
    auto* self = const_cast<ChoiceDelegate*>(this); // this delegate of the view, without const, because
                                                    // signals are not const
    connect(combo, &QComboBox::activated, self, [self, combo] {
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo);
    });
    QTimer::singleShot(0, combo, &QComboBox::showPopup);
    return combo;
}

void ChoiceDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* combo = qobject_cast<QComboBox*>(editor);
    combo->setCurrentText(index.data(Qt::EditRole).toString());
}

void ChoiceDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                  const QModelIndex& index) const {
    model->setData(index, qobject_cast<QComboBox*>(editor)->currentText(), Qt::EditRole);
}

} // namespace driftwood::ui

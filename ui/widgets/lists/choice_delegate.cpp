#include "ui/widgets/lists/choice_delegate.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/list_roles.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QTimer>

namespace driftwood::ui {
namespace {

constexpr int kChevron = 12;

} // namespace

void ChoiceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    if (!(index.flags() & Qt::ItemIsEditable))
        return ValueDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int room = cell.rect.width() - 2 * metrics::kCellPadding - kChevron - metrics::kGap4;
    cell.text = cell.fontMetrics.elidedText(cell.text, cell.textElideMode, room);
    const QStyle* style = cell.widget != nullptr ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QRectF chevron(cell.rect.right() - metrics::kCellPadding - kChevron,
                         cell.rect.center().y() - kChevron / 2.0, kChevron, kChevron);
    paintIcon(*painter, chevron, QStringLiteral("chevron-down"), color(Token::Ink3));
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize text = ValueDelegate::sizeHint(option, index);
    return index.flags() & Qt::ItemIsEditable ? text + QSize(kChevron + metrics::kGap4, 0) : text;
}

QWidget* ChoiceDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& /*option*/,
                                      const QModelIndex& index) const {
    auto* combo = new QComboBox(parent);
    combo->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    combo->addItems(index.data(ChoicesRole).toStringList());
    auto* self = const_cast<ChoiceDelegate*>(this); // signals are not const
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

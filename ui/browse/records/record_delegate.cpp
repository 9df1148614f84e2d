#include "ui/browse/records/record_delegate.h"

#include "ui/itemmodels/topics/record_item_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace driftwood::ui {

void RecordDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    if (index.column() == RecordItemModel::Time)
        return paintTime(painter, option, index);
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const QModelIndex first = index.siblingAtColumn(RecordItemModel::FirstField);
    if (view == nullptr || index.column() < RecordItemModel::FirstField ||
        !first.data(RecordItemModel::kWholeValueRole).toBool())
        return ValueDelegate::paint(painter, option, index);
    // A row's error text spans all its value cells. Each cell draws its own part of the whole line, so any of
    // them may be repainted alone.
    QStyleOptionViewItem whole = option;
    const QHeaderView* header = view->horizontalHeader();
    const int leftmost = header->logicalIndex(RecordItemModel::FirstField); // the user may have moved columns
    const int begin = header->sectionViewportPosition(leftmost);
    whole.rect.setLeft(begin);
    whole.rect.setWidth(
        std::max(header->length() - header->sectionPosition(leftmost), option.rect.right() - begin + 1));
    painter->save();
    painter->setClipRect(option.rect);
    ValueDelegate::paint(painter, whole, first);
    painter->restore();
}

void RecordDelegate::paintTime(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    const qsizetype dateLength = text.indexOf(QLatin1Char(' ')) + 1; // "11-19 ", "2024-11-19 "
    cell.text.clear();
    const QWidget* widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &cell, painter, widget);
    const QRect rect = cell.rect.adjusted(metrics::kCellPadding, 0, -metrics::kCellPadding, 0);
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(color(Token::Ink3));
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text.left(dateLength));
    painter->setPen(cell.palette.color(QPalette::Text));
    const int date = cell.fontMetrics.horizontalAdvance(text.left(dateLength));
    painter->drawText(rect.adjusted(date, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text.mid(dateLength));
    painter->restore();
}

} // namespace driftwood::ui

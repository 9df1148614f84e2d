#include "ui/theme/appearance.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QWidget>

namespace driftwood::ui::style {

namespace {
constexpr int kSortMark = 12;
}

bool isTooLong(const QStyleOptionViewItem& item) { return item.text.size() > kLongestLine; }

QStyleOptionViewItem cutItem(const QStyleOptionViewItem& item) {
    QStyleOptionViewItem cut = item;
    cut.text = cutText(item.text, kLongestLine, item.textElideMode);
    return cut;
}

void paintRow(const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget) {
    if (has(option, QStyle::State_Selected))
        painter.fillRect(option.rect, color(Token::AccentSoft));
    else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        painter.fillRect(option.rect, color(Token::Hover));
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    if (widget != nullptr && hasRowLines(*widget))
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         color(Token::Line));
}

void paintCurrentCell(const QStyleOption& option, QPainter& painter) {
    painter.save();
    painter.setPen(QPen(color(Token::Accent), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawRect(QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75));
    painter.restore();
}

void paintBranch(const QStyleOption& option, QPainter& painter, const QWidget* widget) {
    if (widget != nullptr && hasRowLines(*widget))
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                         color(Token::Line));
    if (!has(option, QStyle::State_Children))
        return;
    const QPointF middle = QRectF(option.rect).center();
    paintChevron(painter, QRectF(middle - QPointF(7, 7), QSizeF(14, 14)),
                 has(option, QStyle::State_Open) ? "down" : "right", Token::Ink2);
}

void paintHeaderSection(const QStyleOptionHeader& option, QPainter& painter) {
    const bool over = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, color(has(option, QStyle::State_Sunken) ? Token::Line
                                        : over                            ? Token::Hover
                                                                          : Token::Raised));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     color(Token::Line));
}

void paintHeaderLabel(const QStyleOptionHeader& option, QPainter& painter) {
    painter.save();
    painter.setFont(font(TextStyle::Header));
    painter.setPen(color(Token::Ink2));
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    QRect room = option.rect.adjusted(metrics::kCellPadding, 0, -metrics::kCellPadding, -1);
    const int mark = sorted ? kSortMark + 2 : 0;
    const QString text = elidedText(painter.fontMetrics(), option.text, Qt::ElideMiddle, room.width() - mark);
    const int width = painter.fontMetrics().horizontalAdvance(text);
    const bool right = option.textAlignment & Qt::AlignRight;
    const bool middle = option.textAlignment & Qt::AlignHCenter;
    int x = room.left();
    if (right)
        x = room.right() + 1 - width - mark;
    else if (middle)
        x += (room.width() - width - mark) / 2;
    painter.drawText(QRect(x, room.top(), width + 1, room.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    if (sorted)
        paintChevron(painter,
                     QRectF(x + width + 3, room.center().y() - kSortMark / 2 + 0.5, kSortMark, kSortMark),
                     option.sortIndicator == QStyleOptionHeader::SortDown ? "up" : "down", Token::Ink2);
    painter.restore();
}

QSize headerSize(const QStyleOptionHeader& option) {
    const QFontMetrics fm(font(TextStyle::Header));
    const int mark = option.sortIndicator != QStyleOptionHeader::None ? kSortMark + 2 : 0;
    // The advance is rounded, and a text that is wider by a fraction would be elided.
    return {lineAdvance(fm, option.text) + 1 + 2 * metrics::kCellPadding + mark, scaled(metrics::kTableRow)};
}

} // namespace driftwood::ui::style

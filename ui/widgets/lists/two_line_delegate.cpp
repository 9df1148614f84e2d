#include "ui/widgets/lists/two_line_delegate.h"

#include "ui/theme/elide.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/delegate_paint.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/text/rich_text.h"
#include "ui/widgets/text/status_dot.h"
#include "ui/widgets/text/tag.h"

#include <QPainter>

namespace driftwood::ui {

namespace {

constexpr int kSidePadding = metrics::kGap12;
constexpr int kDotRoom = 14;
constexpr int kLeastName = 4; ///< characters of a shortened name; less says nothing, and is left out

TextStyle titleStyle(const QModelIndex& index, TextStyle plain) {
    if (index.data(GroupRole).toBool())
        return TextStyle::Heading;
    return index.data(MonoRole).toBool() ? TextStyle::Value : plain;
}

/// Paints the title, then a cluster's label; both end before `right`.
void paintTitle(QPainter& painter, QRect line, int right, const QModelIndex& index, TextStyle style) {
    const QString title = index.data(Qt::DisplayRole).toString();
    const QString cluster = index.data(ClusterRole).toString();
    const QSize label = cluster.isEmpty() ? QSize() : clusterTagSize(cluster);
    line.setRight(right - (cluster.isEmpty() ? 0 : label.width() + metrics::kGap8));
    const QFont fontOf = font(style);
    const QFontMetrics fm(fontOf);
    const QString shown = elidedText(fm, title, Qt::ElideMiddle, line.width());
    painter.setFont(fontOf);
    painter.setPen(color(index.data(QuietRole).toBool() ? Token::Ink3 : Token::Ink));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (!cluster.isEmpty())
        paintClusterTag(painter,
                        {line.left() + fm.horizontalAdvance(shown) + metrics::kGap8,
                         line.center().y() - label.height() / 2 + 1},
                        cluster, index.data(ClusterColorRole).toString());
}

/// Paints the dot or icon at the left; returns where the text begins.
int paintSign(QPainter& painter, const QRect& line, const QModelIndex& index) {
    const auto dot = index.data(DotRole).value<DotKind>();
    if (dot != DotKind::None) {
        paintDot(painter, QPointF(line.left() + 4, line.center().y() + 1), dot);
        return line.left() + kDotRoom;
    }
    if (const QString name = index.data(IconNameRole).toString(); !name.isEmpty()) {
        paintIcon(painter, QRectF(line.left(), line.center().y() - 7, metrics::kIcon, metrics::kIcon), name,
                  color(Token::Ink2));
        return line.left() + metrics::kIcon + metrics::kGap8;
    }
    return line.left();
}

/// Shortens the name that the line begins with, so that the figure or state after it stays whole.
QString fitted(const QString& text, int width) {
    const qsizetype dot = text.lastIndexOf(QStringLiteral(" · "));
    const QFontMetrics metrics(font(TextStyle::Small));
    if (dot <= 0 || metrics.horizontalAdvance(text) <= width)
        return text;
    const QString end = text.mid(dot);
    const int room = width - metrics.horizontalAdvance(end);
    const QString name = elidedText(metrics, text.left(dot), Qt::ElideMiddle, room);
    return name.size() < kLeastName ? text.mid(dot + 3) : name + end;
}

void paintSecondLine(QPainter& painter, QRect line, const QModelIndex& index) {
    const QString tag = index.data(TagRole).toString();
    if (!tag.isEmpty() && index.data(TagOnSecondLineRole).toBool()) {
        const auto kind = index.data(TagKindRole).value<TagKind>();
        const QSize size = tagSize(tag, kind);
        paintTag(painter, {line.right() - size.width() + 1, line.center().y() - size.height() / 2}, tag,
                 kind);
        line.setRight(line.right() - size.width() - metrics::kGap8);
    }
    const QVariant second = index.data(SecondLineRole);
    const RichText text = second.userType() == qMetaTypeId<RichText>()
                              ? second.value<RichText>()
                              : RichText(fitted(second.toString(), line.width()));
    paintRichText(
        painter, line, text,
        {TextStyle::Small, index.data(SecondLineErrorRole).toBool() ? Token::Error : Token::Ink3, true});
}

} // namespace

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    painter->save();
    paintRowGround(*painter, row);
    const bool group = index.data(GroupRole).toBool();
    const QRect inner = row.rect.adjusted(kSidePadding, 0, -kSidePadding, -1);
    if (group) {
        const int end = paintRightEnd(*painter, inner, index, false);
        paintTitle(*painter, inner, end, index, TextStyle::Heading);
        painter->restore();
        return;
    }
    QRect first = inner;
    first.setHeight(inner.height() / 2 - 2);
    first.translate(0, 4);
    QRect second = inner;
    second.setTop(first.bottom() - 1);
    second.setHeight(first.height());
    const int left = paintSign(*painter, first, index);
    const int end = paintRightEnd(*painter, first, index, row.rect.width() >= kSparklineFrom);
    paintTitle(*painter, first.adjusted(left - first.left(), 0, 0, 0), end, index,
               titleStyle(index, TextStyle::Strong));
    paintSecondLine(*painter, second.adjusted(left - first.left(), 0, 0, 0), index);
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {scaled(metrics::kListMin),
            scaled(index.data(GroupRole).toBool() ? metrics::kTreeRow : metrics::kTwoLineRow)};
}

void TreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem row = option;
    initStyleOption(&row, index);
    painter->save();
    paintRowGround(*painter, row);
    const QRect inner = row.rect.adjusted(metrics::kGap4, 0, -kSidePadding, 0);
    const int left = paintSign(*painter, inner, index);
    const int end = paintRightEnd(*painter, inner, index, false);
    paintTitle(*painter, inner.adjusted(left - inner.left(), 0, 0, 0), end, index,
               titleStyle(index, TextStyle::Body));
    painter->restore();
}

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {scaled(metrics::kListMin), scaled(metrics::kTreeRow)};
}

} // namespace driftwood::ui

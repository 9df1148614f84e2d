#include "ui/widgets/lists/delegate_paint.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/histogram.h"
#include "ui/widgets/lists/list_roles.h"
#include "ui/widgets/text/tag.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace driftwood::ui {

namespace {

constexpr int kSparkWidth = 44;
constexpr int kSparkHeight = 12;

int paintFigure(QPainter& painter, const QRect& line, const QString& figure, bool quiet) {
    const QFont fontOf = font(quiet ? TextStyle::Small : TextStyle::Value);
    const int width = QFontMetrics(fontOf).horizontalAdvance(figure);
    painter.setFont(fontOf);
    painter.setPen(color(quiet ? Token::Ink3 : Token::Ink));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, figure);
    return line.right() - width - metrics::kGap8;
}

} // namespace

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option) {
    const QStyle* style = option.widget != nullptr ? option.widget->style() : nullptr;
    if (style != nullptr)
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
}

int paintRightEnd(QPainter& painter, const QRect& line, const QModelIndex& index, bool sparkline) {
    int right = line.right();
    if (const QString figure = index.data(FigureRole).toString(); !figure.isEmpty())
        right = paintFigure(painter, line, figure, index.data(GroupRole).toBool());
    if (const auto values = index.data(SparklineRole).value<QList<double>>();
        sparkline && values.size() > 1) {
        const QVariant token = index.data(SparklineTokenRole);
        const QRectF area(right - kSparkWidth, line.center().y() - kSparkHeight / 2, kSparkWidth,
                          kSparkHeight);
        paintSparkline(painter, area, values,
                       color(token.isValid() ? static_cast<Token>(token.toInt()) : Token::Validation));
        right -= kSparkWidth + metrics::kGap8;
    }
    if (const QString tag = index.data(TagRole).toString();
        !tag.isEmpty() && !index.data(TagOnSecondLineRole).toBool()) {
        const auto kind = index.data(TagKindRole).value<TagKind>();
        const QSize size = tagSize(tag, kind);
        paintTag(painter, {right - size.width() + 1, line.center().y() - size.height() / 2 + 1}, tag, kind);
        right -= size.width() + metrics::kGap8;
    }
    return right;
}

} // namespace driftwood::ui

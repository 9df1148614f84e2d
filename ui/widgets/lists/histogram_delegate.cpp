#include "ui/widgets/lists/histogram_delegate.h"

#include "ui/theme/metrics.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/delegate_paint.h"
#include "ui/widgets/lists/histogram.h"
#include "ui/widgets/lists/list_roles.h"

#include <QPainter>

namespace driftwood::ui {

namespace {
constexpr int kLowest = 18;
constexpr int kHighest = 26;
constexpr int kHistogramWidth = 100;
} // namespace

void HistogramDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintRowGround(*painter, cell);
    const QVariant value = index.data(HistogramRole);
    if (!value.canConvert<HistogramPair>())
        return;
    const int height = std::clamp(cell.rect.height() - 8, kLowest, kHighest);
    const QRectF area(cell.rect.left() + metrics::kCellPadding,
                      cell.rect.top() + (cell.rect.height() - height) / 2,
                      cell.rect.width() - 2 * metrics::kCellPadding, height);
    paintHistogram(*painter, area, value.value<HistogramPair>());
}

QSize HistogramDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {kHistogramWidth + 2 * metrics::kCellPadding, scaled(metrics::kTableRow)};
}

} // namespace driftwood::ui

#include "ui/models/share_delegate.h"

#include "ui/itemmodels/confusion_item_models.h"
#include "ui/theme/theme.h"

namespace driftwood::ui {
namespace {

/// Of the colour in a full cell: text keeps its contrast on it.
constexpr double kDarkest = 0.30;

} // namespace

void ShareDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    ValueDelegate::initStyleOption(option, index);
    const double share = index.data(ConfusionItemModel::ShareRole).toDouble();
    if (share <= 0.0)
        return;
    // Right and wrong differ in hue; the right ones are set bold, too.
    QColor ground = color(index.column() == index.row() + 1 ? Token::Measure : Token::Predicted);
    ground.setAlphaF(static_cast<float>(kDarkest * share));
    option->backgroundBrush = ground;
}

} // namespace driftwood::ui

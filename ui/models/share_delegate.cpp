#include "ui/models/share_delegate.h"

#include "ui/itemmodels/models/confusion_item_models.h"
#include "ui/theme/theme.h"

namespace driftwood::ui {
namespace {

/// Opacity in a cell with a share of 1; text keeps enough contrast on it.
constexpr double kDarkest = 0.30;

} // namespace

void ShareDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    ValueDelegate::initStyleOption(option, index);
    const double share = index.data(ConfusionItemModel::ShareRole).toDouble();
    if (share <= 0.0)
        return;
    // Right and wrong predictions differ in hue; the right ones are also bold.
    QColor ground = color(index.column() == index.row() + 1 ? Token::Measure : Token::Predicted);
    ground.setAlphaF(static_cast<float>(kDarkest * share));
    option->backgroundBrush = ground;
}

} // namespace driftwood::ui

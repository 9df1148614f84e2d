#include "ui/theme/driftwood_style.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/type.h"

#include <QAbstractItemView>
#include <QTableView>
#include <QTreeView>

// The sizes of all elements.

namespace driftwood::ui {

namespace {

using style::as;

constexpr int kIndicator = 16;
constexpr int kFieldPadding = 5;

/// Whether the view is a table or a tree with a header.
bool hasColumns(const QWidget* view) {
    const auto* tree = qobject_cast<const QTreeView*>(view);
    return qobject_cast<const QTableView*>(view) != nullptr || (tree != nullptr && !tree->isHeaderHidden());
}

} // namespace

QRect DriftwoodStyle::subElementRect(SubElement element, const QStyleOption* option,
                                     const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents: {
        const QRect rect = QProxyStyle::subElementRect(element, option, widget);
        // An icon at the left has its own margin.
        const bool icon = widget != nullptr && !widget->actions().isEmpty();
        return rect.adjusted(icon ? -1 : kFieldPadding - 1, 0, -kFieldPadding + 1, 0);
    }
    case SE_HeaderLabel: // the label has its own padding
    case SE_ProgressBarContents:
    case SE_ProgressBarGroove:
        return option->rect;
    case SE_ItemViewItemText:
    case SE_ItemViewItemFocusRect:
    case SE_ItemViewItemDecoration:
    case SE_ItemViewItemCheckIndicator:
        if (const auto* item = as<QStyleOptionViewItem>(option); item != nullptr && style::isTooLong(*item)) {
            const QStyleOptionViewItem cut = style::cutItem(*item);
            return QProxyStyle::subElementRect(element, &cut, widget);
        }
        [[fallthrough]];
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QSize DriftwoodStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                       const QWidget* widget) const {
    switch (type) {
    case CT_PushButton:
        if (const auto* button = as<QStyleOptionButton>(option))
            return style::buttonSize(*button, widget);
        break;
    case CT_ToolButton:
        if (const auto* button = as<QStyleOptionToolButton>(option))
            return style::toolButtonSize(*button, widget);
        break;
    case CT_ComboBox:
        if (const auto* combo = as<QStyleOptionComboBox>(option))
            return style::comboBoxSize(*combo, contents, widget);
        break;
    case CT_LineEdit:
        return {contents.width() + 2 * kFieldPadding, style::controlHeight(widget)};
    case CT_SpinBox:
        return {contents.width() + 2 * kFieldPadding + kIndicator + 6, style::controlHeight(widget)};
    case CT_TabBarTab:
        if (const auto* tab = as<QStyleOptionTab>(option))
            return style::tabSize(*tab);
        break;
    case CT_HeaderSection:
        if (const auto* header = as<QStyleOptionHeader>(option))
            return style::headerSize(*header);
        break;
    case CT_MenuItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option))
            return style::menuItemSize(*item, contents);
        break;
    case CT_ItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option); item != nullptr && style::isTooLong(*item)) {
            const QStyleOptionViewItem cut = style::cutItem(*item);
            return QProxyStyle::sizeFromContents(type, &cut, contents, widget)
                .expandedTo({0, scaled(metrics::kTableRow)});
        }
        return QProxyStyle::sizeFromContents(type, option, contents, widget)
            .expandedTo({0, scaled(metrics::kTableRow)});
    case CT_CheckBox:
    case CT_RadioButton:
        return QProxyStyle::sizeFromContents(type, option, contents, widget).expandedTo({0, scaled(20)});
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

int DriftwoodStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::kScrollBar;
    case PM_ScrollBarSliderMin:
        return metrics::kGap24;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_LineEditIconSize:
        return metrics::kIcon;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(kIndicator);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 6;
    case PM_SplitterWidth:
        return metrics::kSplitterLine;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return metrics::kGap12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::kGap8;
    case PM_TreeViewIndentation:
        return metrics::kTreeIndent;
    case PM_DefaultFrameWidth:
        // Tables and trees have no frame within their page; inputs have one.
        return qobject_cast<const QAbstractItemView*>(widget) != nullptr ? 0 : 1;
    case PM_FocusFrameHMargin:
        return hasColumns(widget) ? metrics::kCellPadding - 1 : 3;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return kIndicator;
    case PM_HeaderMargin: // the base style subtracts it; the label has its own padding
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return metrics::kGap4;
    case PM_MenuPanelWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DriftwoodStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* data) const {
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_ComboBox_Popup:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Slider_AbsoluteSetButtons:
        return int(Qt::LeftButton);
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace driftwood::ui

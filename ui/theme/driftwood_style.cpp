#include "ui/theme/driftwood_style.h"

#include "ui/theme/metrics.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QFocusEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QTabBar>
#include <QTableView>

namespace driftwood::ui {

namespace {

using style::as;

/// The line edit inside a spin box or a combo box uses its owner's frame.
bool isPartOfField(const QWidget* widget) {
    const QWidget* owner = widget != nullptr ? widget->parentWidget() : nullptr;
    return qobject_cast<const QAbstractSpinBox*>(owner) != nullptr ||
           qobject_cast<const QComboBox*>(owner) != nullptr;
}

/// Whether the wheel changes its value. It does so only with the focus: otherwise whoever scrolls a form
/// would change what happens to come under the pointer.
bool isTurnedByWheel(const QObject* widget) {
    return qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

bool remembersFocusReason(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QAbstractSlider*>(widget) != nullptr ||
           qobject_cast<const QTabBar*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr ||
           qobject_cast<const QAbstractItemView*>(widget) != nullptr;
}

} // namespace

DriftwoodStyle::DriftwoodStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void DriftwoodStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (remembersFocusReason(widget)) {
        widget->installEventFilter(this);
        widget->setAttribute(Qt::WA_Hover);
    }
    if (isTurnedByWheel(widget)) {
        widget->installEventFilter(this);
        if (widget->focusPolicy() == Qt::WheelFocus)
            widget->setFocusPolicy(Qt::StrongFocus);
    }
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setHighlightSections(false);
        header->setTextElideMode(Qt::ElideNone); // the label elides its text in its own font
        if (header->orientation() == Qt::Horizontal)
            header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    }
}

void DriftwoodStyle::unpolish(QWidget* widget) {
    widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool DriftwoodStyle::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && isTurnedByWheel(watched) &&
        !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore(); // what is around it may scroll
        return true;
    }
    if (event->type() == QEvent::FocusIn && remembersFocusReason(static_cast<QWidget*>(watched)))
        style::rememberFocusReason(*static_cast<QWidget*>(watched),
                                   static_cast<QFocusEvent*>(event)->reason());
    return QProxyStyle::eventFilter(watched, event);
}

void DriftwoodStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                   const QWidget* widget) const {
    switch (element) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (!isPartOfField(widget))
            style::paintLineEdit(*option, *painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return style::paintCheckIndicator(*option, *painter);
    case PE_IndicatorRadioButton:
        return style::paintRadioIndicator(*option, *painter);
    case PE_PanelItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option))
            style::paintRow(*item, *painter, widget);
        return;
    case PE_PanelItemViewRow:
        if (const auto* row = as<QStyleOptionViewItem>(option);
            row != nullptr && style::has(*row, State_Selected))
            painter->fillRect(row->rect, color(Token::AccentSoft));
        return;
    case PE_IndicatorBranch:
        return style::paintBranch(*option, *painter, widget);
    case PE_FrameFocusRect:
        if (qobject_cast<const QTableView*>(widget) != nullptr)
            style::paintCurrentCell(*option, *painter);
        else if (style::hasKeyboardFocus(*option, widget))
            style::paintFocus(*painter, option->rect, Token::Accent, metrics::kRadius, 1.5);
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractItemView*>(widget) != nullptr)
            return; // views have no frame within their page
        if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget);
            text != nullptr && !text->isReadOnly())
            return style::paintLineEdit(*option, *painter, widget);
        [[fallthrough]];
    case PE_FrameMenu:
    case PE_PanelTipLabel:
    case PE_FrameGroupBox:
        return style::paintFrame(*option, *painter, element == PE_PanelTipLabel);
    case PE_PanelMenu:
        return painter->fillRect(option->rect, color(Token::Surface));
    case PE_FrameTabBarBase:
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                                 color(Token::Line));
    case PE_PanelScrollAreaCorner:
        return painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    case PE_IndicatorHeaderArrow: // drawn with the text, after it
    case PE_FrameTabWidget:
    case PE_FrameDefaultButton:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DriftwoodStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = as<QStyleOptionButton>(option))
            return style::paintButtonGround(*button, *painter, widget);
        break;
    case CE_PushButtonLabel:
        if (const auto* button = as<QStyleOptionButton>(option))
            return style::paintButtonLabel(*button, *painter, widget);
        break;
    case CE_ComboBoxLabel:
        if (const auto* combo = as<QStyleOptionComboBox>(option))
            return style::paintComboBoxLabel(*combo, *painter, widget);
        break;
    case CE_HeaderSection:
        if (const auto* header = as<QStyleOptionHeader>(option))
            return style::paintHeaderSection(*header, *painter);
        break;
    case CE_HeaderLabel:
        if (const auto* header = as<QStyleOptionHeader>(option))
            return style::paintHeaderLabel(*header, *painter);
        break;
    case CE_HeaderEmptyArea: {
        QStyleOptionHeader empty;
        empty.rect = option->rect;
        return style::paintHeaderSection(empty, *painter);
    }
    case CE_TabBarTabShape:
        if (const auto* tab = as<QStyleOptionTab>(option))
            return style::paintTab(*tab, *painter, widget);
        break;
    case CE_TabBarTabLabel:
        if (const auto* tab = as<QStyleOptionTab>(option))
            return style::paintTabLabel(*tab, *painter);
        break;
    case CE_ProgressBar:
        if (const auto* bar = as<QStyleOptionProgressBar>(option))
            return style::paintProgress(*bar, *painter);
        break;
    case CE_Splitter:
        return style::paintSplitter(*option, *painter);
    case CE_MenuItem:
        if (const auto* item = as<QStyleOptionMenuItem>(option))
            return style::paintMenuItem(*item, *painter);
        break;
    case CE_ItemViewItem:
        if (const auto* item = as<QStyleOptionViewItem>(option); item != nullptr && style::isTooLong(*item)) {
            const QStyleOptionViewItem cut = style::cutItem(*item);
            return QProxyStyle::drawControl(element, &cut, painter, widget);
        }
        break;
    case CE_MenuEmptyArea:
        return painter->fillRect(option->rect, color(Token::Surface));
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DriftwoodStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                        QPainter* painter, const QWidget* widget) const {
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = as<QStyleOptionComboBox>(option))
            return style::paintComboBox(*combo, *painter, widget);
        break;
    case CC_SpinBox:
        if (const auto* spin = as<QStyleOptionSpinBox>(option))
            return style::paintSpinBox(*spin, *painter, widget);
        break;
    case CC_Slider:
        if (const auto* slider = as<QStyleOptionSlider>(option))
            return style::paintSlider(*slider, *painter, widget);
        break;
    case CC_ScrollBar:
        if (const auto* bar = as<QStyleOptionSlider>(option))
            return style::paintScrollBar(*bar, *painter, widget);
        break;
    case CC_ToolButton:
        if (const auto* button = as<QStyleOptionToolButton>(option))
            return style::paintToolButton(*button, *painter, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DriftwoodStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                     SubControl subControl, const QWidget* widget) const {
    if (const auto* combo = as<QStyleOptionComboBox>(option); combo != nullptr && control == CC_ComboBox)
        return style::comboBoxRect(*combo, subControl);
    if (const auto* spin = as<QStyleOptionSpinBox>(option); spin != nullptr && control == CC_SpinBox)
        return style::spinBoxRect(*spin, subControl);
    const auto* slider = as<QStyleOptionSlider>(option);
    if (slider != nullptr && control == CC_ScrollBar)
        return style::scrollBarRect(*slider, subControl);
    if (slider != nullptr && control == CC_Slider)
        return subControl == SC_SliderHandle ? style::sliderHandle(*slider) : slider->rect;
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

} // namespace driftwood::ui

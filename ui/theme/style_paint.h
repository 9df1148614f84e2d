#pragma once

#include "ui/theme/tokens.h"

#include <QStyle>
#include <QStyleOption>

class QPainter;
class QWidget;

/// The drawing functions of DriftwoodStyle, one per element. Internal to this room.
namespace driftwood::ui::style {

// --- shared
// ---------------------------------------------------------------------------------------------------
struct Box {
    Token ground;
    Token border;
    double width = 1; ///< of the border, which lies inside the rectangle
};
void paintBox(QPainter& painter, const QRectF& rect, const Box& box, int radius);
/// Paints the accent frame of the element with focus.
void paintFocus(QPainter& painter, const QRectF& rect, Token token, int radius, double width = 2);
void paintChevron(QPainter& painter, const QRectF& rect, const char* direction, Token token);
/// Whether the widget got the focus by the keyboard; after a click, a button shows no ring.
[[nodiscard]] bool hasKeyboardFocus(const QStyleOption& option, const QWidget* widget);
void rememberFocusReason(QWidget& widget, Qt::FocusReason reason);
/// Whether an item's text is longer than any line shows, and the item cut to the visible part, because Qt
/// would shape all of it.
[[nodiscard]] bool isTooLong(const QStyleOptionViewItem& item);
[[nodiscard]] QStyleOptionViewItem cutItem(const QStyleOptionViewItem& item);
[[nodiscard]] bool has(const QStyleOption& option, QStyle::StateFlag flag);
[[nodiscard]] QRect mirrored(const QStyleOption& option, const QRect& rect);
/// The option as the type that the element promises; null if it has another type.
template <class Option>
[[nodiscard]] const Option* as(const QStyleOption* option) {
    return qstyleoption_cast<const Option*>(option);
}

// --- buttons
// --------------------------------------------------------------------------------------------------
void paintButtonGround(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void paintButtonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget);
void paintToolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QSize toolButtonSize(const QStyleOptionToolButton& option, const QWidget* widget);

// --- inputs
// ---------------------------------------------------------------------------------------------------
[[nodiscard]] int controlHeight(const QWidget* widget);
void paintLineEdit(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void paintComboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);
void paintComboBoxLabel(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect comboBoxRect(const QStyleOptionComboBox& option, QStyle::SubControl part);
[[nodiscard]] QSize comboBoxSize(const QStyleOptionComboBox& option, const QSize& contents,
                                 const QWidget* widget);
void paintSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect spinBoxRect(const QStyleOptionSpinBox& option, QStyle::SubControl part);
void paintCheckIndicator(const QStyleOption& option, QPainter& painter);
void paintRadioIndicator(const QStyleOption& option, QPainter& painter);
void paintSlider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect sliderHandle(const QStyleOptionSlider& option);

// --- item views
// -----------------------------------------------------------------------------------------------
void paintRow(const QStyleOptionViewItem& option, QPainter& painter, const QWidget* widget);
void paintCurrentCell(const QStyleOption& option, QPainter& painter);
void paintBranch(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void paintHeaderSection(const QStyleOptionHeader& option, QPainter& painter);
void paintHeaderLabel(const QStyleOptionHeader& option, QPainter& painter);
[[nodiscard]] QSize headerSize(const QStyleOptionHeader& option);

// --- frames, bars, menus
// --------------------------------------------------------------------------------------
void paintTab(const QStyleOptionTab& option, QPainter& painter, const QWidget* widget);
void paintTabLabel(const QStyleOptionTab& option, QPainter& painter);
[[nodiscard]] QSize tabSize(const QStyleOptionTab& option);
void paintScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget);
[[nodiscard]] QRect scrollBarRect(const QStyleOptionSlider& option, QStyle::SubControl part);
void paintProgress(const QStyleOptionProgressBar& option, QPainter& painter);
/// Paints a border of 1 px, with `filled` also the surface's background.
void paintFrame(const QStyleOption& option, QPainter& painter, bool filled);
void paintSplitter(const QStyleOption& option, QPainter& painter);
void paintMenuItem(const QStyleOptionMenuItem& option, QPainter& painter);
[[nodiscard]] QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents);

} // namespace driftwood::ui::style

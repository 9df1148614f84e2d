#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

class QAbstractButton;
class QWidget;

namespace driftwood::ui {

// A widget's appearance, set once: it follows the theme and the user's text size automatically.

/// Sets the widget's font.
void setTextStyle(QWidget& widget, TextStyle style);
/// Sets the colour of the widget's text.
void setInk(QWidget& widget, Token ink);
/// Sets the widget's background, which Qt fills before it paints.
void setGround(QWidget& widget, Token ground);

enum class ButtonKind {
    Default,
    Primary,     ///< one per page, rightmost in the header
    Flat,        ///< has a border only under the pointer
    Destructive, ///< has its text in `error`
    Link,        ///< text in accent without frame or padding, underlined under the pointer
};
void setButtonKind(QAbstractButton& button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKind(const QWidget& widget);

/// Compact controls, for bars, are 24 high instead of 28.
void setCompact(QWidget& control, bool compact = true);
[[nodiscard]] bool isCompact(const QWidget& control);

/// Marks an input as wrong: a 2 px border in `error`. Show the reason in a line below it.
void setFieldError(QWidget& input, bool error);
[[nodiscard]] bool hasFieldError(const QWidget& input);

/// Sets the text in front of a combo box's value ("Start" Newest), in ink-3.
void setFieldLabel(QWidget& comboBox, const QString& label);
[[nodiscard]] QString fieldLabel(const QWidget& comboBox);

/// Whether a line of 1 px stands under each row of an item view: in tables, lists and trees with a header,
/// not in trees without one and pop-ups.
[[nodiscard]] bool hasRowLines(const QWidget& view);

} // namespace driftwood::ui

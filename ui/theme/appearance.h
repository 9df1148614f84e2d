#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

class QAbstractButton;
class QWidget;

namespace driftwood::ui {

// What a widget shall look like, said once: these follow the theme and the user's text size by themselves.

/// The widget's font.
void setTextStyle(QWidget& widget, TextStyle style);
/// The colour of the widget's text.
void setInk(QWidget& widget, Token ink);
/// The widget's ground, filled by Qt before it paints.
void setGround(QWidget& widget, Token ground);

enum class ButtonKind {
    Default,
    Primary,     ///< one a page, rightmost in the header
    Flat,        ///< no border until the pointer is over it
    Destructive, ///< its text is in `error`
    Link,        ///< words in accent without frame or padding, underlined under the pointer
};
void setButtonKind(QAbstractButton& button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKind(const QWidget& widget);

/// Controls in bars are 24 high instead of 28.
void setCompact(QWidget& control, bool compact = true);
[[nodiscard]] bool isCompact(const QWidget& control);

/// Marks an input as wrong: a 2 px border in `error`. Say why in a line below it.
void setFieldError(QWidget& input, bool error);
[[nodiscard]] bool hasFieldError(const QWidget& input);

/// The words in front of a combo box's value ("Start" Newest), in ink-3.
void setFieldLabel(QWidget& comboBox, const QString& label);
[[nodiscard]] QString fieldLabel(const QWidget& comboBox);

/// Whether a 1 px line stands under each row of an item view. Unsaid: tables, lists and trees with a header
/// have it, trees without one and pop-ups do not.
void setRowLines(QWidget& view, bool lines);
[[nodiscard]] bool hasRowLines(const QWidget& view);

} // namespace driftwood::ui

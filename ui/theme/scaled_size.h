#pragma once

class QWidget;

namespace driftwood::ui {

/// What of a widget grows with the text. The last three are of a QHeaderView.
enum class Extent : unsigned char {
    MinimumWidth,
    MaximumWidth,
    FixedWidth,
    MinimumHeight,
    FixedHeight,
    Section, ///< of all sections: a table's rows
    LeastSection,
    MostSection,
};

/// `pixels` at 100 % text: in force at once, and again whenever the text size changes.
void setScaled(QWidget& widget, Extent extent, int pixels);

} // namespace driftwood::ui

#pragma once

class QWidget;

namespace driftwood::ui {

/// The lengths of a widget that grow with the text. The last three belong to a QHeaderView.
enum class Extent : unsigned char {
    MinimumWidth,
    MaximumWidth,
    FixedWidth,
    MinimumHeight,
    FixedHeight,
    Section, ///< all sections, such as a table's rows
    LeastSection,
    MostSection,
};

/// Sets a length of `pixels` at 100 % text: applied at once and after every change of the text size.
void setScaled(QWidget& widget, Extent extent, int pixels);

} // namespace driftwood::ui

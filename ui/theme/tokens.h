#pragma once

#include <QString>

namespace driftwood::ui {

/// The names of the design's colours. Their values are only in resources/themes, one file per theme.
enum class Token {
    Window,  ///< background of navigation, header, lists, status bar
    Surface, ///< background of tables, charts, inputs, facts
    Raised,  ///< background of table header and result bar
    Hover,   ///< background of the row or button under the pointer
    Line,    ///< separators
    Line2,   ///< borders of buttons and cards
    Control, ///< borders of inputs and check boxes; axes
    Ink,
    Ink2,
    Ink3, ///< hints, units, tick labels, disabled
    Accent,
    AccentHover,
    AccentPress,
    OnAccent,
    AccentSoft, ///< selected row, current page, checked button
    Ember,      ///< drift and alarms only
    EmberSoft,
    Error,
    ErrorSoft,
    Ok,
    OkSoft,
    // The colours of data.
    Train,
    Validation,
    Actual,
    Predicted,
    Reference,
    Current,
    Measure, ///< rate, lag, latency, norm
    Grid,
    OnCluster, ///< text on a cluster's label
};

constexpr int kTokenCount = static_cast<int>(Token::OnCluster) + 1;

/// The token's name in the theme files: Token::Ink2 is "ink-2".
[[nodiscard]] QString tokenName(Token token);

} // namespace driftwood::ui

#pragma once

#include "ui/theme/tokens.h"

#include <QMetaType>

namespace driftwood::ui {

/// The kind of a small rounded label. Colour is never the only sign: the text says the same.
enum class TagKind {
    Neutral,
    Running,
    Ok,
    Error,
    Ember, ///< drift and alarms only; shown with the triangle
};

enum class DotKind {
    None,
    Hollow,  ///< not connected
    Off,     ///< stopped, or finished without a result
    Running, ///< accent
    Ok,      ///< connected, complete
    Error,
    Ember, ///< drift, alarm
    Busy,  ///< connecting: three quarters of a ring
};

/// Kinds of toasts and banners.
enum class MessageKind { Info, Ok, Ember, Error };

struct TagColors {
    Token ink;
    Token ground;
    Token border; ///< equal to the background if the kind has no border
};
[[nodiscard]] TagColors tagColors(TagKind kind);
[[nodiscard]] Token dotColor(DotKind kind);
[[nodiscard]] Token messageColor(MessageKind kind);
/// The name of the icon that shows the kind without colour.
[[nodiscard]] const char* messageIcon(MessageKind kind);

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::TagKind)
Q_DECLARE_METATYPE(driftwood::ui::DotKind)

#pragma once

#include "ui/theme/tokens.h"

#include <QMetaType>

namespace driftwood::ui {

/// What a small rounded label says about its thing. Colour is never alone: the words say it too.
enum class TagKind {
    Neutral,
    Running,
    Ok,
    Error,
    Ember, ///< drift and alarms only; comes with the triangle
};

enum class DotKind {
    None,
    Hollow,  ///< not connected
    Off,     ///< stopped, finished without a claim
    Running, ///< accent
    Ok,      ///< connected, complete
    Error,
    Ember, ///< drift, alarm
    Busy,  ///< connecting: three quarters of a ring
};

/// Toasts and banners.
enum class MessageKind { Info, Ok, Ember, Error };

struct TagColors {
    Token ink;
    Token ground;
    Token border; ///< the ground itself where the kind has none
};
[[nodiscard]] TagColors tagColors(TagKind kind);
[[nodiscard]] Token dotColor(DotKind kind);
[[nodiscard]] Token messageColor(MessageKind kind);
/// The name of the icon that says the same without colour.
[[nodiscard]] const char* messageIcon(MessageKind kind);

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::TagKind)
Q_DECLARE_METATYPE(driftwood::ui::DotKind)

#pragma once

#include "session/app_context.h"
#include "ui/shell/command_palette.h"

#include <functional>

namespace driftwood::ui {

/// Everything that can be opened now, and the actions of the shown page. Questions before connecting are
/// asked over `window`.
[[nodiscard]] QList<Command> collectCommands(session::AppContext& app, const Page* page, QWidget* window,
                                             const std::function<void(const Link&)>& go);

} // namespace driftwood::ui

#pragma once

#include "session/app_context.h"
#include "ui/shell/command_palette.h"

#include <functional>

namespace driftwood::ui {

/// Everything there is to go to right now, and the actions of the page that is shown.
/// `window` is asked in, where a connection wants to know something first.
[[nodiscard]] QList<Command> collectCommands(session::AppContext& app, const Page* page, QWidget* window,
                                             const std::function<void(const Link&)>& go);

} // namespace driftwood::ui

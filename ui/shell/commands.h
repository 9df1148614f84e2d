#pragma once

#include "session/desk.h"
#include "ui/shell/command_palette.h"

#include <functional>

namespace driftwood::ui {

/// Everything there is to go to right now, and the actions of the page that is shown.
[[nodiscard]] QList<Command> collectCommands(const session::Desk& desk, const Page* page,
                                             const std::function<void(const Link&)>& go);

} // namespace driftwood::ui

#pragma once

#include "session/app_context.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/page_entry.h"

#include <functional>

namespace driftwood::ui {

/// Everything there is to go to right now, and the actions of the page that is shown.
/// A connection that has to ask something first asks in `window`.
[[nodiscard]] QList<Command> collectCommands(session::AppContext& app, const PageEntries& pages,
                                             const Page* page, QWidget* window,
                                             const std::function<void(const Link&)>& go);

} // namespace driftwood::ui

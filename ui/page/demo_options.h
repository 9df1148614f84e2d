#pragma once

#include "demo/demo_feed.h"

namespace driftwood::ui {

/// The options of the demo that the window opens: live records slow enough that the day of history stays for
/// an hour, and a drift that sets in while the user is watching.
[[nodiscard]] demo::DemoOptions windowDemo();

} // namespace driftwood::ui

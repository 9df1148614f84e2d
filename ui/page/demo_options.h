#pragma once

#include "demo/demo_feed.h"

namespace driftwood::ui {

/// The demo as the window opens it: live records slow enough that the day of history stays for an hour, and a
/// drift that sets in while a person is looking.
[[nodiscard]] demo::DemoOptions windowDemo();

} // namespace driftwood::ui
